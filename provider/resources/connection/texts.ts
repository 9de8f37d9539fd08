import type { Connection, ConnectionBody } from "../../api";
import { instantOf, isLossLaterThanAuthorization, quoted, visible } from "../../api";
import { joinNames } from "../../arguments/suggestions";
import type { Operation } from "../session";
import type { News } from "../shared/notices";
import type { ConnectionArguments } from "../../arguments/connection";
import { argumentsOf } from "../../arguments/connection";
import type { SendReason } from "./credentials";
import {
  hasTestedCredentials,
  isAuthorizedByOthers,
  isLost,
  isTheirs,
  policiesOf,
  sendReason,
  whyNotRepaired,
} from "./credentials";
import type { Change, ConnectionState } from "./state";
import { changeOf, isNew, withFacts } from "./state";

/** Why credentials are sent, after "because". */
export const SEND_REASONS: Readonly<Record<SendReason, string>> = {
  changed: "the program changed them",
  madeReal: "it is no shell any more",
  unknown: "nobody knows whether Workato has them",
  unsent: "Workato does not have them yet",
  refused: "they were refused before",
  lost: "the authorization was lost",
};

/** What `pulumi up` will do with a new connection. */
export const TAKEN: News = {
  news: "`pulumi up` will fail for {connections}, because adoptConnectionId is one that another resource of this stack has",
};
export const NONE_TO_ADOPT: News = {
  news: "`pulumi up` will fail for {connections}, because adoptConnectionId is none of this customer and provider",
};
export const SEVERAL_THERE: News = {
  news: "`pulumi up` will refuse {connections}, because there are several like it; name one with adoptConnectionId",
};
export const SAME_THERE: News = {
  news: "`pulumi up` will refuse to make {connections}, because the same is there already",
  remedy:
    'Your options: take it over with adoptConnectionId or onExisting: "adopt"; make another one beside it with ' +
    'onExisting: "create"; or, where this replaces that one, set deleteBeforeReplace: with it, this succeeds.',
};
export const NOT_FORESEEN = "what `pulumi up` will refuse or take over is not known";

/** What is said of a shell whose `input` is not sent, in a preview and in an `up`. */
export function leftText(connectionId: string, { name }: ConnectionArguments): string {
  return (
    `connection ${connectionId} ${quoted(name)}: someone at the customer has authorized this shell, and sending \`input\` would undo ` +
    "that, so it is not sent. To send it all the same, change credentialsVersion."
  );
}

/** A line for a connection that should work and does not, with what makes it work again. */
export function warnOfLostAuthorization(operation: Operation, connectionId: string, state: ConnectionState): void {
  if (state.disconnected === true) return;
  const label = `warning: connection ${connectionId} ${quoted(state.name)}`;
  const { authorizationStatus: status, connectionLostAt } = state;
  if (isLost(state)) {
    const when = connectionLostAt === undefined ? "" : ` since ${visible(connectionLostAt)}`;
    const standing = status === undefined ? "" : ` (status ${quoted(status)})`;
    operation.say(`${label} is not authorized${when}${standing}${reasonsOf(state)}. ${remedyFor(operation, state)}`);
  } else if (status !== "success" && hasTestedCredentials(state)) {
    const what =
      status === undefined
        ? "has no authorization: somebody disconnected it, or nobody authorized it yet"
        : `has the authorization status ${quoted(status)}`;
    operation.say(`${label} ${what}. Send the credentials again by changing credentialsVersion.`);
  }
}

/** Why credentials are not sent, that would be sent if the connection stood as the state says. */
export function notNeededText(connectionId: string, name: string, reason: SendReason, seen: ConnectionState): string {
  const why = isAuthorizedByOthers(seen)
    ? `someone at the customer has authorized it since they were ${reason === "unsent" ? "left out" : reason}`
    : isLost(seen)
      ? (whyNotRepaired(seen) ?? "it is not there to be repaired")
      : "it works again";
  return (
    `connection ${connectionId} ${quoted(name)}: its credentials were not sent, because ${why}. To send those of the program all ` +
    "the same, change credentialsVersion."
  );
}

/** Of what was made by a request that was sent again, after one whose answer was lost. */
export function unseenText(connectionId: string, { managedUserId, name }: ConnectionArguments): string {
  return (
    `warning: connection ${connectionId} ${quoted(name)} was made, but the list of customer ${managedUserId} does not show it: the ` +
    "token may not see its project. Whether an earlier request made another one is not known: look for it in Workato."
  );
}

export const REPLACEMENT_REMEDY =
  "If this resource is being replaced, its old connection still has the name: set the resource option " +
  "deleteBeforeReplace: true.";

/** `network_failure`, for example: a word of the API's own, which quotes nothing. */
const REASON_CODE = /^[a-z]+(_[a-z]+)*$/;

/** The server's reasons. They may quote credentials: only those in `input` can be taken out of them. */
function reasonsOf(state: ConnectionState): string {
  const reasons = new Set([state.connectionLostReason, state.authorizationError].filter((text) => text !== undefined));
  const areOurs =
    state.credentials === undefined &&
    state.inputFromEnvironment === undefined &&
    hasTestedCredentials(state) &&
    !isTheirs(state);
  const ofBefore = isLossOver(state) ? state.connectionLostReason : undefined;
  const shown = [...reasons].filter((reason) => (areOurs && reason !== ofBefore) || REASON_CODE.test(reason));
  if (shown.length === reasons.size) return shown.length === 0 ? "" : `: ${shown.join("; ")}`;
  const hidden = (["connectionLostReason", "authorizationError"] as const).filter((name) => {
    const reason = state[name];
    return reason !== undefined && !shown.includes(reason);
  });
  const also = shown.length === 0 ? "" : `: ${shown.join("; ")}`;
  return `${also}; the reason may quote credentials: see ${joinNames(hidden.map((name) => `the output ${name}`))}, or Workato`;
}

/** What the server says of a loss before the last authorization is about credentials that nobody here knows any more. */
function isLossOver(state: ConnectionState): boolean {
  const isDated = instantOf(state.connectionLostAt) !== undefined && instantOf(state.authorizedAt) !== undefined;
  return isDated && !isLossLaterThanAuthorization(state);
}

function remedyFor({ defaults }: Operation, state: ConnectionState): string {
  const unchanged = changeOf(
    { identity: undefined, mark: undefined },
    state,
    argumentsOf(state) as ConnectionArguments,
  );
  if (sendReason(unchanged, defaults) !== undefined) return "The next `pulumi up` sends the credentials again.";
  if (!hasTestedCredentials(state)) return "Someone at the customer must authorize it in Workato.";
  if (policiesOf(state, defaults).onAuthorizationLost !== "repair") {
    const orRepair = state.credentials === "refused" ? "" : ', or set onAuthorizationLost: "repair"';
    return `Send the credentials again by changing credentialsVersion${orRepair}.`;
  }
  const why = whyNotRepaired(state);
  return why === undefined
    ? "Correct them, or send the credentials again by changing credentialsVersion."
    : `It is not repaired by itself, because ${why}: send the credentials again by changing credentialsVersion.`;
}

export function refusalText(connectionId: string, { name }: ConnectionArguments, words: string): string {
  return `connection ${connectionId} ${quoted(name)} exists, but its credentials were refused: ${words}`;
}

export const REFUSAL_REMEDY = "Correct `input` and run `pulumi up` again.";

/** Nobody's authorization is replaced in silence. */
export function sayReplaced({ say }: Operation, { olds, news }: Change, known: Connection, body: ConnectionBody): void {
  if (body.input === undefined || !isAuthorizedByOthers(withFacts(olds, known))) return;
  // What is taken over may have been the resource's own, in its life before.
  const whose = isNew(olds) ? "it was authorized" : "someone else authorized it";
  const when = known.authorizedAt === null ? "" : ` at ${visible(known.authorizedAt)}`;
  say(
    `connection ${known.connectionId} ${quoted(news.name)}: the credentials of the program replace those with which ${whose}${when}.`,
  );
}

/** What leaves the state, although nothing of ours has deleted it, does not do so in silence. */
export function sayGone(
  { say }: Operation,
  managedUserId: string,
  connectionId: string,
  { name = "", folderId }: ConnectionState,
): void {
  const folder = folderId === undefined ? "" : ` in folder ${folderId}`;
  say(
    `warning: connection ${connectionId} ${quoted(name)}${folder} of customer ${managedUserId} no longer exists and leaves ` +
      "the state. It would look the same if the token did not see its project.",
  );
}
