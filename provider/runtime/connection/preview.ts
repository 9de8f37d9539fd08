import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "../../api";
import { environmentAdvice, isWorkatoError, messageOf } from "../../api";
import { joinNames as enumerate } from "../../arguments/suggestions";
import { placeOf } from "../../settings/openClient";
import type { Operation, PreviewState, Session } from "../session";
import { isUnknown } from "../values";
import type { Notices } from "../workspace/notices";
import { differingAttributes, lookForExisting } from "./adopt";
import type { ConnectionArguments } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import { hasCredentials } from "./authorization";
import { secretsOf, unsetVariables } from "./input";

/** Longer than this nobody waits for a preview that could say more. */
const LONGEST_LOOK_MS = 3_000;

/** What decides which connection a create finds: while one of these is unknown, nobody can say. */
const MATCHED = ["managedUserId", "provider", "account", "adoptConnectionId", ...ATTRIBUTES] as const;

/**
 * Says what `pulumi up` will do with a new resource: refuse, fail, or take over what is there. As warnings, one line a
 * cause: the customer may be made by this very program, and a forced replacement comes as a new resource.
 * The one list a customer is shared by all resources, and by the creates of the same process.
 */
export async function foresee(session: Session, inputs: ConnectionArguments): Promise<void> {
  const { notices, environment } = session;
  const { previewLookups } = session.defaults();
  if (!previewLookups || MATCHED.some((name) => isUnknown(inputs[name]))) return;
  const started = session.startOperation(inputs.account, secretsOf([inputs], environment), inputs.name);
  // What it cannot see in time is said in one line of its own.
  const operation = { ...started, call: { ...started.call, isQuiet: true } };
  const { preview } = operation.account;
  tellTwin(preview, notices, inputs);
  if (preview.isOver || preview.missing.has(inputs.managedUserId)) return;
  const giveUp = new AbortController();
  const look = lookAhead(operation, notices, inputs).catch((error: unknown) => {
    if (!giveUp.signal.aborted) tellFailure(operation, notices, inputs, error);
  });
  const late = delay(LONGEST_LOOK_MS, "late", { signal: giveUp.signal }).catch(() => undefined);
  if ((await Promise.race([look, late])) === "late") {
    preview.isOver = true;
    notices.list(
      `Workato has not answered within ${LONGEST_LOOK_MS / 1000} s, so it is not said what \`pulumi up\` will refuse or take over`,
      operation.account.settings.baseUrl,
    );
  }
  giveUp.abort();
}

/** Says which variables `pulumi up` will miss, all at once. */
export function foreseeVariables({ notices, environment }: Session, inputs: ConnectionArguments): void {
  if (isUnknown(inputs.inputFromEnvironment)) return;
  for (const [path, variable] of unsetVariables(inputs, environment)) {
    if (isUnknown(variable)) continue;
    notices.list("environment variables are not set here, so `pulumi up` will fail", `${variable} (for input.${path})`);
  }
}

function tellTwin({ described }: PreviewState, notices: Notices, inputs: ConnectionArguments): void {
  const { name, provider, managedUserId } = inputs;
  const key = JSON.stringify(MATCHED.map((each) => inputs[each] ?? null));
  if (described.has(key)) {
    const twin = `"${name}" (${provider}, customer ${managedUserId})`;
    notices.list(
      "several resources of this program describe the same connection; `pulumi up` makes one for each",
      twin,
    );
  }
  described.add(key);
}

async function lookAhead(operation: Operation, notices: Notices, inputs: ConnectionArguments): Promise<void> {
  const { managedUserId, adoptConnectionId = "", name } = inputs;
  const { holders, preview } = operation.account;
  const isTaken = (connectionId: string) => holders.isHeld(connectionId) || preview.taken.has(connectionId);
  const finding = await lookForExisting(operation, inputs, isTaken);
  switch (finding.kind) {
    case "nothing":
      return;
    case "toTakeOver":
      if (isTaken(finding.connection.connectionId)) {
        notices.list(
          "`pulumi up` will fail for {connections}, because adoptConnectionId is one that another resource of this stack has",
          `"${name}" (id ${adoptConnectionId})`,
          managedUserId,
        );
        return;
      }
      preview.taken.add(finding.connection.connectionId);
      tellTakeOver(notices, inputs, finding.connection);
      return;
    case "noneToAdopt":
      notices.list(
        "`pulumi up` will fail for {connections}, because adoptConnectionId is none of this customer and provider",
        `"${name}" (id ${adoptConnectionId})`,
        managedUserId,
      );
      return;
    case "severalThere":
      notices.list(
        "`pulumi up` will refuse {connections}, because there are several like it; name one with adoptConnectionId",
        `"${name}" (ids ${finding.matches.map(({ connectionId }) => connectionId).join(", ")})`,
        managedUserId,
      );
      return;
    case "sameThere":
      notices.list(
        "`pulumi up` will refuse to make {connections}, because the same is there already; take it over with " +
          'adoptConnectionId or onExisting: "adopt", or make another one beside it with onExisting: "create"',
        `"${name}" (id ${finding.connection.connectionId})`,
        managedUserId,
      );
  }
}

function tellTakeOver(notices: Notices, inputs: ConnectionArguments, found: Connection): void {
  const isSending = hasCredentials(inputs) && inputs.disconnected !== true;
  const changed = [...differingAttributes(inputs, found), ...(isSending ? ["the credentials"] : [])];
  const changes = [
    ...(changed.length === 0 ? [] : [`set ${enumerate(changed)}`]),
    ...(inputs.disconnected === true && found.authorizationStatus !== null ? ["disconnect"] : []),
  ];
  const change = changes.length === 0 ? "change nothing there" : changes.join(", and ");
  notices.list(
    `\`pulumi up\` will take over {connections} and ${change}`,
    `"${inputs.name}" (id ${found.connectionId})`,
    inputs.managedUserId,
  );
}

function tellFailure(
  { account }: Operation,
  notices: Notices,
  { managedUserId }: ConnectionArguments,
  error: unknown,
): void {
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
