import type { Connection, ConnectionBody } from "../../api";
import { isFailed, quoted } from "../../api";
import type { Operation } from "../session";
import { findConnection, lookAtCustomer, proveConnection } from "../shared/evidence";
import { areCredentialsChanged, ATTRIBUTES } from "../../arguments/connection";
import { conclude } from "./conclude";
import { hasCredentials, isAuthorizedByOthers, isLeftToOthers, isToLookFirst, sendReason } from "./credentials";
import { inputToSend } from "./input";
import { leftText, notNeededText, sayReplaced, warnOfLostAuthorization } from "./texts";
import type { Change, ConnectionState } from "./state";
import { knownConnection, withFacts } from "./state";
import { attributesBody, credentialsBody, putConnection } from "./write";

/**
 * Sends what changed, and nothing when only policies did.
 * Source: PUT /api/managed_users/:managed_user_id/connections/:connection_id
 */
export async function updateConnection(
  operation: Operation,
  connectionId: string,
  change: Change,
): Promise<ConnectionState> {
  warnOfOtherAdoption(operation, connectionId, change);
  if (change.changed.includes("account")) await checkAccount(operation, connectionId, change);
  const { isSending, isLeft, known } = await decideSending(operation, connectionId, change);
  const input = isSending ? inputToSend(change.news, operation.environment) : undefined;
  const body = bodyOf(change, input);
  sayReplaced(operation, change, known, body);
  const written = await putConnection(operation, change, known, { body, isLeft });
  if (!isSending && !isLeft) sayUnsent(operation, connectionId, change);
  const state = await conclude(operation, change, written);
  // The server may test what it has at any write.
  const isNewlyFailed = input === undefined && isFailed(state) && !isFailed(change.olds);
  if (isNewlyFailed) warnOfLostAuthorization(operation, connectionId, state);
  return state;
}

interface SendDecision {
  readonly isSending: boolean;
  /** Not sent, because someone has authorized the connection. */
  readonly isLeft: boolean;
  readonly known: Connection;
}

/** Are the credentials to be sent? Where someone may have authorized the connection meanwhile, the server is asked first. */
async function decideSending(operation: Operation, connectionId: string, change: Change): Promise<SendDecision> {
  const { defaults, notices } = operation;
  const { olds, news } = change;
  const known = knownConnection(connectionId, olds);
  const reason = sendReason(change, defaults);
  if (reason === undefined || !isToLookFirst(change, reason)) {
    return { isSending: reason !== undefined, isLeft: false, known };
  }
  const current = await lookNow(operation, connectionId, change);
  if (current === undefined) return { isSending: true, isLeft: false, known };
  const seen = { ...change, olds: withFacts(olds, current) };
  const isLeft = isLeftToOthers(seen);
  if (isLeft) notices.once(leftText(connectionId, news));
  const isSending = !isLeft && sendReason(seen, defaults) !== undefined;
  if (!isLeft && !isSending) {
    operation.say(notNeededText(connectionId, news.name, reason, seen.olds));
  }
  return { isSending, isLeft, known: current };
}

/** The connection as it is now; undefined where it is proved to be gone, which is for the write to say. */
async function lookNow(
  operation: Operation,
  connectionId: string,
  { olds: { createdAt }, news: { managedUserId, provider } }: Change,
): Promise<Connection | undefined> {
  const { account, call, notices } = operation;
  const listed = await lookAtCustomer(operation, managedUserId, () => account.lists.current(managedUserId, call));
  if (listed === "forgotten") return undefined;
  const sought = { connectionId, managedUserId, provider, createdAt, notices };
  return listed.get(connectionId) ?? (await proveConnection(operation, sought));
}

function bodyOf({ news, changed }: Change, input: ConnectionBody["input"] | undefined): ConnectionBody {
  const attributes = ATTRIBUTES.filter((name) => changed.includes(name));
  return {
    ...attributesBody(news, attributes),
    ...(changed.includes("shellConnection") ? { shellConnection: news.shellConnection === true } : {}),
    ...credentialsBody(news, input),
  };
}

/** Credentials are never left out in silence. */
function sayUnsent({ say }: Operation, connectionId: string, { olds, news, changed }: Change): void {
  const label = `connection ${connectionId} ${quoted(news.name)}`;
  const isChanged = areCredentialsChanged(changed, news);
  if (!hasCredentials(news)) {
    if (isChanged) say(`${label} has no \`input\`, so a new credentialsVersion sends nothing.`);
    if (olds.disconnected === true && news.disconnected !== true) {
      say(`${label} has no \`input\` to reconnect with: someone at the customer must authorize it in Workato.`);
    }
  } else if (news.disconnected === true) {
    if (isChanged) {
      say(
        `${label} is to be disconnected, so its credentials were not sent: they are sent once you remove disconnected.`,
      );
    }
  } else if (olds.credentials === "refused" && olds.authorizationStatus === undefined) {
    say(
      `${label} has no authorization since its credentials were refused, and they were not sent again. To send them, ` +
        "correct `input` or change credentialsVersion.",
    );
  } else if (olds.credentials !== undefined && isAuthorizedByOthers(olds)) {
    say(
      `${label} works with what someone else authorized, so the credentials of the program were not sent. To send them all ` +
        "the same, change credentialsVersion.",
    );
  }
}

/** Another account must have the very same connection: an id alone could be anybody's. */
async function checkAccount(operation: Operation, connectionId: string, { news }: Change): Promise<void> {
  const { managedUserId, provider } = news;
  const found = await findConnection(operation, { connectionId, managedUserId, provider });
  if (found?.provider === provider) return;
  const account = news.account === undefined ? "the stack's own account" : `account "${news.account}"`;
  throw new Error(
    `account: customer ${managedUserId} of ${account} has no connection ${connectionId} of provider ` +
      `${quoted(provider)}. Put the old account back; to move to another workspace, use a new logical name.`,
  );
}

function warnOfOtherAdoption({ say }: Operation, connectionId: string, { olds, news }: Change): void {
  const { adoptConnectionId: other, name } = news;
  if (other === undefined || other === olds.adoptConnectionId || other === connectionId) return;
  say(
    `warning: adoptConnectionId ${other} changes nothing: ${quoted(name)} is connection ${connectionId} already, and the ` +
      "argument counts at create only. To manage the other connection, declare it as a resource of its own.",
  );
}
