import { setTimeout as delay } from "node:timers/promises";
import { isUnknown } from "../../arguments/engineValues";
import { environmentAdvice, isWorkatoError, messageOf, quoted } from "../../api";
import { placeOf } from "../../settings/openClient";
import { parseResourceId } from "../../arguments/resourceId";
import type { Operation, Session } from "../session";
import type { ConnectionArguments } from "../../arguments/connection";
import { MATCHED } from "../../arguments/connection";
import { leftText, NONE_TO_ADOPT, NOT_FORESEEN, SAME_THERE, SEND_REASONS, SEVERAL_THERE, TAKEN } from "./texts";
import type { Change } from "./state";
import type { SendReason } from "./credentials";
import { isLeftAtAdoption, isLeftToOthers, isToLookFirst } from "./credentials";
import type { Foretell } from "../shared/findings";
import { findingsOf } from "../shared/findings";
import type { News } from "../shared/notices";
import type { Finding } from "./existing";
import { changesOfAdoption, lookForExisting } from "./existing";
import { secretsOf, unsetVariables } from "./input";

/** Longer than this nobody waits for a preview that could say more. */
const LONGEST_LOOK_MS = 3_000;

/** What decides which connection a create finds: while one of these is unknown, nobody can say. */
const DECISIVE = ["managedUserId", "provider", "account", "adoptConnectionId", ...MATCHED] as const;

/** A new resource of the program. */
interface NewResource {
  readonly identity: string | undefined;
  readonly inputs: ConnectionArguments;
}

/**
 * Says what `pulumi up` does with a new resource: refuse, fail, or take over what is there. As warnings, one line a
 * cause: the customer may be made by this very program, and a forced replacement comes as a new resource.
 * The one list a customer is shared by all resources, and by the creates of the same process.
 * @returns what the check is to fail for, where `previewFindings` says so
 */
export async function warnOfCreate(session: Session, resource: NewResource): Promise<readonly string[]> {
  const { foretell, problems } = findingsOf(session.notices, session.defaults());
  const finding = await findOutcome(session, resource, foretell);
  const { inputs } = resource;
  const isAdopting = finding === undefined ? inputs.adoptConnectionId !== undefined : finding.kind === "toTakeOver";
  const isLeft = finding?.kind === "toTakeOver" && isLeftAtAdoption(inputs, finding.connection);
  if (!isAdopting || (inputs.disconnected !== true && !isLeft)) foretellUnsetVariables(session, inputs, foretell);
  return problems;
}

/**
 * Says that an update sends credentials and why, or what it does not send although the program has it, as far as the state
 * tells.
 * @throws Error for what will fail, where `previewFindings` says so
 */
export function warnOfUpdate(session: Session, id: string, change: Change, reason: SendReason): void {
  const { news } = change;
  const { managedUserId, objectId } = parseResourceId(id);
  if (isToLookFirst(change, reason) && isLeftToOthers(change)) {
    session.notices.once(leftText(objectId, news));
    return;
  }
  const { foretell, problems } = findingsOf(session.notices, session.defaults());
  const areAllSet = foretellUnsetVariables(session, news, foretell);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  if (!areAllSet) return;
  const what = `sends the credentials of {connections}, because ${SEND_REASONS[reason]}`;
  session.notices.list({ news: what, isPlanned: true }, `${quoted(news.name)} (id ${objectId})`, managedUserId);
}

/** Says which variables are missing where credentials are to be sent, all at once; answers whether none is. */
function foretellUnsetVariables({ environment }: Session, inputs: ConnectionArguments, foretell: Foretell): boolean {
  if (isUnknown(inputs.inputFromEnvironment)) return true;
  const unset = unsetVariables(inputs, environment).filter(([, variable]) => !isUnknown(variable));
  for (const [path, variable] of unset) foretell(UNSET_VARIABLES, `${variable} (for input.${path})`);
  return unset.length === 0;
}

const UNSET_VARIABLES = { news: "environment variables are not set here, and `pulumi up` fails without them" };

/** What a look finds, where one is made in time; it is said. */
async function findOutcome(session: Session, resource: NewResource, foretell: Foretell): Promise<Finding | undefined> {
  const { notices, environment } = session;
  const { identity, inputs } = resource;
  const { previewLookups } = session.defaults();
  if (!previewLookups || DECISIVE.some((name) => isUnknown(inputs[name]))) return undefined;
  const started = session.startOperation(inputs.account, secretsOf([inputs], environment), inputs.name);
  // What it cannot see in time is said in one line of its own.
  const operation = { ...started, call: { ...started.call, isQuiet: true } };
  const { preview, holders } = operation.account;
  warnOfTwin(operation, resource);
  if (preview.isOver || preview.missing.has(inputs.managedUserId)) return undefined;
  const isTaken = (connectionId: string) =>
    holders.isTaken(identity, connectionId) ||
    (preview.taken.has(connectionId) && preview.taken.get(connectionId) !== identity);
  // Whether a replacement takes over its own connection depends on what is first: its delete or its create.
  const isLeftOut = (connectionId: string) => isTaken(connectionId) || holders.isOwn(identity, connectionId);
  const giveUp = new AbortController();
  const look = async () => {
    try {
      const finding = await lookForExisting(operation, inputs, isLeftOut);
      if (!giveUp.signal.aborted) warnOfFinding(operation, resource, finding, { isTaken, foretell });
      return finding;
    } catch (error) {
      if (!giveUp.signal.aborted) warnOfFailure(operation, inputs, error, foretell);
      return undefined;
    }
  };
  const late = delay(LONGEST_LOOK_MS, "late" as const, { signal: giveUp.signal }).catch(() => undefined);
  const finding = await Promise.race([look(), late]);
  giveUp.abort();
  if (finding !== "late") return finding;
  preview.isOver = true;
  const news = `Workato has not answered within ${LONGEST_LOOK_MS / 1000} s: ${NOT_FORESEEN}`;
  notices.list({ news }, operation.account.settings.baseUrl);
  return undefined;
}

function warnOfTwin({ account, notices }: Operation, { identity, inputs }: NewResource): void {
  const { described } = account.preview;
  const { name, provider, managedUserId } = inputs;
  const key = JSON.stringify(DECISIVE.map((each) => inputs[each] ?? null));
  if (!described.has(key)) described.set(key, identity);
  if (described.get(key) === identity) return;
  notices.list(
    { news: "several resources of this program describe the same connection; `pulumi up` makes one for each" },
    `${quoted(name)} (${provider}, customer ${managedUserId})`,
  );
}

/** A table of findings: what is said of each, and of which connection. */
function warnOfFinding(
  { account, notices }: Operation,
  { identity, inputs }: NewResource,
  finding: Finding,
  { isTaken, foretell }: { readonly isTaken: (connectionId: string) => boolean; readonly foretell: Foretell },
): void {
  const { managedUserId, adoptConnectionId = "", name } = inputs;
  const fails = (news: News, detail: string) => {
    foretell(news, `${quoted(name)} (${detail})`, managedUserId);
  };
  switch (finding.kind) {
    case "nothing":
      return;
    case "toTakeOver": {
      const { connectionId } = finding.connection;
      if (isTaken(connectionId)) {
        fails(TAKEN, `id ${connectionId}`);
        return;
      }
      account.preview.taken.set(connectionId, identity);
      const news = `\`pulumi up\` will take over {connections} and ${changesOfAdoption(inputs, finding.connection)}`;
      notices.list({ news }, `${quoted(name)} (id ${connectionId})`, managedUserId);
      return;
    }
    case "noneToAdopt":
      fails(NONE_TO_ADOPT, `id ${adoptConnectionId}`);
      return;
    case "severalThere":
      fails(SEVERAL_THERE, `ids ${finding.matches.map(({ connectionId }) => connectionId).join(", ")}`);
      return;
    case "sameThere":
      fails(SAME_THERE, `id ${finding.connection.connectionId}`);
  }
}

function warnOfFailure(
  { account, notices }: Operation,
  { managedUserId }: ConnectionArguments,
  error: unknown,
  foretell: Foretell,
): void {
  if (isWorkatoError(error, "notFound")) {
    account.preview.missing.add(managedUserId);
    const advice = environmentAdvice(managedUserId);
    const where = placeOf(account.settings);
    const tail = advice === undefined ? ", unless this program makes them" : ` (${advice})`;
    foretell({ news: `\`pulumi up\` will fail for customers that are not ${where}${tail}` }, managedUserId);
  } else if (isWorkatoError(error, "unauthorized", "forbidden")) {
    account.preview.isOver = true;
    const refusal = `Workato answers ${error.status ?? error.kind}, for the token of ${account.settings.tokenSource.name}`;
    foretell({ news: "`pulumi up` will fail" }, [refusal, error.hint].filter((text) => text !== undefined).join(". "));
  } else {
    account.preview.isOver = true;
    const [cause = ""] = messageOf(error).split("\n");
    notices.list({ news: `Workato could not be asked: ${NOT_FORESEEN}` }, cause);
  }
}
