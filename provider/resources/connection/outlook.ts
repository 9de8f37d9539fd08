import { setTimeout as delay } from "node:timers/promises";
import { isUnknown } from "../../arguments/engineValues";
import { environmentAdvice, isWorkatoError, messageOf } from "../../api";
import { placeOf } from "../../settings/openClient";
import { parseResourceId } from "../../arguments/resourceId";
import type { Operation, Session } from "../session";
import type { ConnectionArguments } from "../../arguments/connection";
import { MATCHED } from "../../arguments/connection";
import { leftText } from "./texts";
import type { Change } from "./state";
import type { SendReason } from "./credentials";
import { isLeftAtAdoption, isLeftToOthers, isToLookFirst } from "./credentials";
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
 */
export async function warnOfCreate(session: Session, resource: NewResource): Promise<void> {
  const finding = await findOutcome(session, resource);
  const { inputs } = resource;
  const isAdopting = finding === undefined ? inputs.adoptConnectionId !== undefined : finding.kind === "toTakeOver";
  const isLeft = finding?.kind === "toTakeOver" && isLeftAtAdoption(inputs, finding.connection);
  if (!isAdopting || (inputs.disconnected !== true && !isLeft)) warnOfUnsetVariables(session, inputs);
}

/** Says what an update does not send although the program has it, as far as the state tells. */
export function warnOfUpdate(session: Session, id: string, change: Change, reason: SendReason): void {
  const { news } = change;
  if (isToLookFirst(change, reason) && isLeftToOthers(change)) {
    session.notices.once(leftText(parseResourceId(id).objectId, news));
  } else {
    warnOfUnsetVariables(session, news);
  }
}

/** Says which variables are missing where credentials are to be sent, all at once. */
function warnOfUnsetVariables({ notices, environment }: Session, inputs: ConnectionArguments): void {
  if (isUnknown(inputs.inputFromEnvironment)) return;
  for (const [path, variable] of unsetVariables(inputs, environment)) {
    if (isUnknown(variable)) continue;
    notices.list(
      "environment variables are not set here, and `pulumi up` fails without them",
      `${variable} (for input.${path})`,
    );
  }
}

/** What a look finds, where one is made in time; it is said. */
async function findOutcome(session: Session, resource: NewResource): Promise<Finding | undefined> {
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
      if (!giveUp.signal.aborted) warnOfFinding(operation, resource, finding, isTaken);
      return finding;
    } catch (error) {
      if (!giveUp.signal.aborted) warnOfFailure(operation, inputs, error);
      return undefined;
    }
  };
  const late = delay(LONGEST_LOOK_MS, "late" as const, { signal: giveUp.signal }).catch(() => undefined);
  const finding = await Promise.race([look(), late]);
  giveUp.abort();
  if (finding !== "late") return finding;
  preview.isOver = true;
  notices.list(
    `Workato has not answered within ${LONGEST_LOOK_MS / 1000} s, so it is not said what \`pulumi up\` will refuse or take over`,
    operation.account.settings.baseUrl,
  );
  return undefined;
}

function warnOfTwin({ account, notices }: Operation, { identity, inputs }: NewResource): void {
  const { described } = account.preview;
  const { name, provider, managedUserId } = inputs;
  const key = JSON.stringify(DECISIVE.map((each) => inputs[each] ?? null));
  if (!described.has(key)) described.set(key, identity);
  if (described.get(key) === identity) return;
  notices.list(
    "several resources of this program describe the same connection; `pulumi up` makes one for each",
    `"${name}" (${provider}, customer ${managedUserId})`,
  );
}

/** A table of findings: what is said of each, and of which connection. */
function warnOfFinding(
  { account, notices }: Operation,
  { identity, inputs }: NewResource,
  finding: Finding,
  isTaken: (connectionId: string) => boolean,
): void {
  const { managedUserId, adoptConnectionId = "", name } = inputs;
  const say = (news: string, detail: string) => {
    notices.list(news, `"${name}" (${detail})`, managedUserId);
  };
  switch (finding.kind) {
    case "nothing":
      return;
    case "toTakeOver": {
      const { connectionId } = finding.connection;
      if (isTaken(connectionId)) {
        say(
          "`pulumi up` will fail for {connections}, because adoptConnectionId is one that another resource of this stack has",
          `id ${connectionId}`,
        );
        return;
      }
      account.preview.taken.set(connectionId, identity);
      say(
        `\`pulumi up\` will take over {connections} and ${changesOfAdoption(inputs, finding.connection)}`,
        `id ${connectionId}`,
      );
      return;
    }
    case "noneToAdopt":
      say(
        "`pulumi up` will fail for {connections}, because adoptConnectionId is none of this customer and provider",
        `id ${adoptConnectionId}`,
      );
      return;
    case "severalThere":
      say(
        "`pulumi up` will refuse {connections}, because there are several like it; name one with adoptConnectionId",
        `ids ${finding.matches.map(({ connectionId }) => connectionId).join(", ")}`,
      );
      return;
    case "sameThere":
      say(
        "`pulumi up` will refuse to make {connections}, because the same is there already; take it over with " +
          'adoptConnectionId or onExisting: "adopt", make another one beside it with onExisting: "create", or, where this ' +
          "replaces that one, set deleteBeforeReplace: with it, this succeeds",
        `id ${finding.connection.connectionId}`,
      );
  }
}

function warnOfFailure({ account, notices }: Operation, { managedUserId }: ConnectionArguments, error: unknown): void {
  if (isWorkatoError(error, "notFound")) {
    account.preview.missing.add(managedUserId);
    const advice = environmentAdvice(managedUserId);
    const where = placeOf(account.settings);
    notices.list(
      advice === undefined
        ? `\`pulumi up\` will fail for customers that are not ${where}, unless this program makes them`
        : `\`pulumi up\` will fail for customers that are not ${where} (${advice})`,
      managedUserId,
    );
  } else if (isWorkatoError(error, "unauthorized", "forbidden")) {
    account.preview.isOver = true;
    const refusal = `Workato answers ${error.status ?? error.kind}, for the token of ${account.settings.tokenSource.name}`;
    notices.list("`pulumi up` will fail", [refusal, error.hint].filter((text) => text !== undefined).join(". "));
  } else {
    account.preview.isOver = true;
    const [cause = ""] = messageOf(error).split("\n");
    notices.list(`Workato could not be asked, so it is not said what \`pulumi up\` will refuse or take over`, cause);
  }
}
