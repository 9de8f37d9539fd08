/**
 * What Workato has of our credentials. State's `input`, `inputFromEnvironment` and `credentialsVersion` are what the
 * program said last; one word says what became of them:
 *
 * | `credentials` | the server                                        | set by                                                 |
 * | ------------- | ------------------------------------------------- | ------------------------------------------------------ |
 * | absent        | has them; a shell has them untested               | an accepted send                                       |
 * | `refused`     | refused them, with whatever status                | a refused send                                         |
 * | `unknown`     | nobody knows                                      | a send or a disconnect that may have taken effect      |
 * | `unsent`      | does not have them                                | a change that is not sent, a disconnect, a failed write |
 *
 * Each ends with an accepted send. `ourAuthorizedAt` is the server's `authorized_at` after the last one; where a change
 * was not sent, that of the authorization which it is to replace: whoever authorizes later has another instant.
 */

import type { Connection } from "../../api";
import { instantOf, isFailed, isLossLaterThanAuthorization, isLostToNetwork, isSameInstant } from "../../api";
import type { StackDefaults } from "../../settings/settings";
import type { ConnectionArguments } from "../../arguments/connection";
import { areCredentialsChanged } from "../../arguments/connection";
import type { Change, ConnectionState, Credentials } from "./state";

type Arguments = Partial<ConnectionArguments>;

/** Why the credentials are sent. */
export type SendReason = "changed" | "madeReal" | "unknown" | "unsent" | "refused" | "lost";

/** What became of the credentials in a write. `left`: they were not sent, because of an authorization of somebody else. */
export type Outcome = "accepted" | "refused" | "unknown" | "unsent" | "left";

/** What a write tests has its time from that write, by one clock; a person who comes just before it is rare. */
const LONGEST_BETWEEN_MS = 5_000;

/** What state knows of the credentials after a write, of which `connection` is the answer and `known` what was before it. */
export function credentialsAfter(
  change: Change,
  outcome: Outcome,
  connection: Connection,
  known: Connection,
): Credentials {
  const { olds, news, changed } = change;
  const now = connection.authorizedAt ?? undefined;
  switch (outcome) {
    case "accepted":
      // What is authorized in a shell is never ours.
      return { ourAuthorizedAt: news.shellConnection === true ? olds.ourAuthorizedAt : now };
    case "refused":
    case "unknown":
      return { credentials: outcome, ourAuthorizedAt: olds.ourAuthorizedAt };
    case "left":
      return { credentials: "unsent", ourAuthorizedAt: olds.ourAuthorizedAt };
    case "unsent":
      if (!hasCredentials(news)) return { ourAuthorizedAt: olds.ourAuthorizedAt };
      if (areCredentialsChanged(changed, news)) {
        return { credentials: olds.credentials === "unknown" ? "unknown" : "unsent", ourAuthorizedAt: now };
      }
      // What was authorized with more than the program names now is not the program's any more.
      if (changed.includes("input") || changed.includes("inputFromEnvironment"))
        return { credentials: olds.credentials };
      return {
        credentials: olds.credentials,
        ourAuthorizedAt: isTestedByWrite(change, connection, known) ? now : olds.ourAuthorizedAt,
      };
  }
}

/** Servers may test what they have again at any write of what is no shell yet: then the new `authorized_at` is ours, not a person's. */
function isTestedByWrite({ olds }: Change, { authorizedAt, updatedAt }: Connection, known: Connection): boolean {
  const areOurs = olds.credentials === undefined && olds.ourAuthorizedAt !== undefined && !isTheirs(olds);
  if (!areOurs || olds.shellConnection === true || isSameInstant(authorizedAt, known.authorizedAt)) return false;
  // The answer does not tell when the write was: what stands here is the time of an earlier one.
  if (isSameInstant(updatedAt, known.updatedAt)) return false;
  const [authorized, updated] = [instantOf(authorizedAt), instantOf(updatedAt)];
  return authorized !== undefined && updated !== undefined && authorized >= updated - LONGEST_BETWEEN_MS;
}

/** Has somebody else authorized the connection since our last accepted send? */
export function isTheirs(state: ConnectionState): boolean {
  return state.credentials === undefined && isOtherInstant(state);
}

/** Does an authorization work that is not the program's, whatever became of its own credentials? */
export function isAuthorizedByOthers(state: ConnectionState): boolean {
  return state.authorizationStatus === "success" && isOtherInstant(state);
}

function isOtherInstant({ authorizedAt, ourAuthorizedAt }: ConnectionState): boolean {
  return authorizedAt !== undefined && !isSameInstant(authorizedAt, ourAuthorizedAt);
}

/** Does the program manage the credentials of this connection at all? */
export function hasCredentials({ input, inputFromEnvironment }: Arguments): boolean {
  return input !== undefined || inputFromEnvironment !== undefined;
}

/** Does the program manage credentials that the server tests? */
export function hasTestedCredentials(args: Arguments): boolean {
  return hasCredentials(args) && args.shellConnection !== true;
}

/** Why the credentials are to be sent now, if they are; never while the program wants the connection disconnected. */
export function sendReason({ olds, news, changed }: Change, defaults: StackDefaults): SendReason | undefined {
  if (!hasCredentials(news) || news.disconnected === true) return undefined;
  if (areCredentialsChanged(changed, news)) return "changed";
  if (changed.includes("shellConnection") && news.shellConnection !== true) return "madeReal";
  if (olds.credentials === "unknown") return "unknown";
  if (olds.credentials === "unsent") return isAuthorizedByOthers(olds) ? undefined : "unsent";
  if (olds.credentials === "refused") {
    return policiesOf(news, defaults).onAuthorizationFailure === "error" && isRefusalOpen(olds, news)
      ? "refused"
      : undefined;
  }
  if (news.shellConnection === true) return undefined;
  const isToRepair = policiesOf(news, defaults).onAuthorizationLost === "repair";
  return isToRepair && isLost(olds) && whyNotRepaired(olds) === undefined ? "lost" : undefined;
}

/** What to do when credentials are refused or lost: as the program says, else as the stack does. */
export function policiesOf(
  { onAuthorizationFailure, onAuthorizationLost }: Arguments,
  defaults: StackDefaults,
): Pick<StackDefaults, "onAuthorizationFailure" | "onAuthorizationLost"> {
  return {
    onAuthorizationFailure: onAuthorizationFailure ?? defaults.onAuthorizationFailure,
    onAuthorizationLost: onAuthorizationLost ?? defaults.onAuthorizationLost,
  };
}

/** Nobody has authorized the connection since, and nobody has disconnected it, which does not show on a shell. */
function isRefusalOpen(state: ConnectionState, { shellConnection }: Arguments): boolean {
  if (isAuthorizedByOthers(state)) return false;
  return shellConnection === true || isFailed(state) || state.authorizationStatus === "success";
}

/** Did a working connection stop working? */
export function isLost(state: ConnectionState): boolean {
  return isFailed(state) || isLossLaterThanAuthorization(state);
}

/** Why credentials do not repair a lost connection; undefined when they may. */
export function whyNotRepaired(state: ConnectionState): string | undefined {
  if (isTheirs(state)) return "somebody else's credentials are newer";
  return isLostToNetwork(state) ? "the network is to blame" : undefined;
}

/** Is the connection a shell for the program, or was it one until now? */
export function isOrWasShell({ olds, news }: Change): boolean {
  // What may have arrived is null in state.
  return (
    news.shellConnection === true ||
    (olds.shellConnection as boolean | null | undefined) === null ||
    olds.shellConnection === true
  );
}

/**
 * Must the server be looked at before these credentials are sent? What the program changed is sent in any case, but to a
 * shell, which someone may have authorized; what it did not ask for in this run may not be needed any more.
 */
export function isToLookFirst(change: Change, reason: SendReason): boolean {
  return ["unsent", "refused", "lost"].includes(reason) || isOrWasShell(change);
}

/**
 * Would sending wipe what someone has authorized in a shell? A PUT of `input` replaces all that was there. A new
 * `credentialsVersion` says that it is to be sent all the same.
 */
export function isLeftToOthers(change: Change): boolean {
  const { olds, news } = change;
  const isNewVersion = news.credentialsVersion !== undefined && news.credentialsVersion !== olds.credentialsVersion;
  return isOrWasShell(change) && !isNewVersion && isAuthorizedByOthers(olds);
}

/** A shell that works was authorized by someone: the credentials are not sent. */
export function isLeftAtAdoption(news: ConnectionArguments, found: Connection): boolean {
  return hasCredentials(news) && news.shellConnection === true && found.authorizationStatus === "success";
}
