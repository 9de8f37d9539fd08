/**
 * Who holds the credentials: what state knows of them, and what follows from it.
 *
 * | `credentials` | what it means                                                | set by                                  |
 * | ------------- | ------------------------------------------------------------ | --------------------------------------- |
 * | absent        | the server holds those in `input` (and the variables)        | an accepted send                        |
 * | `refused`     | it refused ours; under `error`, `input` is the last accepted | a refused send                          |
 * | `unknown`     | nobody knows what it holds                                   | a send or a disconnect that may be done |
 * | `released`    | it holds some that the program does not name any more        | a change of them that was not sent      |
 *
 * Each ends with an accepted send. `ourAuthorizedAt` is the server's `authorized_at` after the last one. Derived, never
 * stored: the authorization is *theirs* when `authorized_at` is another instant, and `credentials` is not `unknown`.
 */

import type { Connection } from "../../api";
import { instantOf, isFailed, isLossLaterThanAuthorization, isLostToNetwork, isSameInstant } from "../../api";
import type { StackDefaults } from "../../settings/settings";
import type { ConnectionArguments } from "./arguments";
import { areCredentialsChanged, changesOf } from "./arguments";
import type { Authorization, ConnectionState, Words } from "./state";
import { HIDDEN_WORDS } from "./state";

type Arguments = Partial<ConnectionArguments>;

/** Why the credentials are sent. */
export type SendReason = "changed" | "reconnect" | "madeReal" | "unknown" | "refused" | "lost";

/** What became of the credentials in a write. */
export type Sending = "accepted" | "refused" | "unknown" | "notSent";

/** What a write tests has its time from that write, by one clock; a person who comes just before it is rare. */
const LONGEST_BETWEEN_MS = 5_000;

/** What state knows of the credentials after a write. */
export function authorizationAfter(
  sending: Sending,
  olds: ConnectionState,
  news: Arguments,
  connection: Connection,
): Authorization {
  switch (sending) {
    case "accepted":
      return {
        credentials: isStillTold(olds, news, connection) ? "released" : undefined,
        ourAuthorizedAt: connection.authorizedAt ?? undefined,
      };
    case "refused":
    case "unknown":
      return { credentials: sending, ourAuthorizedAt: olds.ourAuthorizedAt };
    case "notSent":
      return {
        credentials: olds.credentials ?? (isNamedOtherwise(olds, news) ? "released" : undefined),
        ourAuthorizedAt: isTestedByWrite(olds, news, connection)
          ? (connection.authorizedAt ?? undefined)
          : olds.ourAuthorizedAt,
      };
  }
}

/** A shell's credentials are not tested: what the server says then still answers those before. */
function isStillTold(
  { credentials }: ConnectionState,
  { shellConnection }: Arguments,
  connection: Connection,
): boolean {
  const { authorizationError, connectionLostReason } = connection;
  return shellConnection === true && credentials !== undefined && (authorizationError ?? connectionLostReason) !== null;
}

/** Does the program name other credentials than the server got? */
function isNamedOtherwise(olds: ConnectionState, news: Arguments): boolean {
  const changed = changesOf(olds, news);
  return changed.includes("input") || changed.includes("inputFromEnvironment");
}

/** Servers may test what they hold again at any write but that of a shell: then the new `authorized_at` is ours, not a person's. */
function isTestedByWrite(
  olds: ConnectionState,
  { shellConnection }: Arguments,
  { authorizedAt, updatedAt }: Connection,
): boolean {
  if (shellConnection === true) return false;
  if (olds.ourAuthorizedAt === undefined || isTheirs(olds) || isSameInstant(authorizedAt, olds.authorizedAt))
    return false;
  // The answer does not tell when the write was: what stands here is the time of an earlier one.
  if (isSameInstant(updatedAt, olds.updatedAt)) return false;
  const [authorized, updated] = [instantOf(authorizedAt), instantOf(updatedAt)];
  return authorized !== undefined && updated !== undefined && authorized >= updated - LONGEST_BETWEEN_MS;
}

/** Has somebody else authorized the connection since our last accepted send? */
export function isTheirs({ authorizedAt, ourAuthorizedAt, credentials }: ConnectionState): boolean {
  if (authorizedAt === undefined || credentials === "unknown") return false;
  return !isSameInstant(authorizedAt, ourAuthorizedAt);
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
export function sendReason(olds: ConnectionState, news: Arguments, defaults: StackDefaults): SendReason | undefined {
  if (!hasCredentials(news) || news.disconnected === true) return undefined;
  const changed = changesOf(olds, news);
  if (areCredentialsChanged(changed, news)) return "changed";
  if (olds.disconnected === true) return "reconnect";
  if (changed.includes("shellConnection") && news.shellConnection !== true) return "madeReal";
  if (olds.credentials === "unknown") return "unknown";
  if (news.shellConnection === true) return undefined;
  if (olds.credentials === "refused") {
    const policy = news.onAuthorizationFailure ?? defaults.onAuthorizationFailure;
    return policy === "error" && isFailed(olds) ? "refused" : undefined;
  }
  const policy = news.onAuthorizationLost ?? defaults.onAuthorizationLost;
  return policy === "repair" && isLost(olds) && whyNotRepaired(olds) === undefined ? "lost" : undefined;
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

/**
 * Must the server be looked at first? A person may have authorized the connection since our credentials were refused, and
 * sending those once more would undo that. A new `credentialsVersion` says that they are to be sent all the same.
 */
export function isToLookFirst(olds: ConnectionState, news: Arguments): boolean {
  const isNewVersion = news.credentialsVersion !== undefined && news.credentialsVersion !== olds.credentialsVersion;
  return olds.credentials === "refused" && !isNewVersion;
}

/** How the server's words on a refusal and on a loss are told. */
export interface ToldWords {
  readonly error: Words;
  readonly loss: Words;
}

/**
 * How the server's words on a connection are told when nothing was sent just now. They may quote credentials: those in
 * `input` can be taken out of them, those that nobody here knows cannot.
 */
export function toldWords(state: Partial<ConnectionState>, connection: Connection, redact: Words): ToldWords {
  const error = isEveryCredentialKnown(state, connection) ? redact : HIDDEN_WORDS;
  return { error, loss: isLossBeforeOurs(state, connection) ? HIDDEN_WORDS : error };
}

/** A person's credentials are known to nobody here; that matters where the connection should have the program's. */
function isEveryCredentialKnown(state: Partial<ConnectionState>, { authorizedAt }: Connection): boolean {
  const { credentials, ourAuthorizedAt, inputFromEnvironment } = state;
  if (credentials !== undefined || inputFromEnvironment !== undefined) return false;
  return !hasTestedCredentials(state) || authorizedAt === null || isSameInstant(authorizedAt, ourAuthorizedAt);
}

/** `network_failure`, for example: a word of the API's own, which quotes nothing. */
const REASON_CODE = /^[a-z]+(_[a-z]+)+$/;

/** Is a loss over that was one of other credentials, which the last accepted ones have replaced? */
function isLossBeforeOurs({ ourAuthorizedAt }: ConnectionState, connection: Connection): boolean {
  const { authorizationStatus, connectionLostAt, connectionLostReason } = connection;
  if (authorizationStatus !== "success" || ourAuthorizedAt === undefined) return false;
  if (instantOf(connectionLostAt) === undefined || REASON_CODE.test(connectionLostReason ?? "")) return false;
  return !isLossLaterThanAuthorization({ connectionLostAt, authorizedAt: ourAuthorizedAt });
}
