import type { ConnectionBody } from "../../api";
import { isFailed } from "../../api";
import type { Operation } from "../session";
import { findConnection } from "../shared/customerPresence";
import type { ConnectionArguments } from "./arguments";
import { areCredentialsChanged, ATTRIBUTES, changesOf } from "./arguments";
import { hasCredentials, isToLookFirst, sendReason } from "./credentials";
import { conclude } from "./conclude";
import { inputToSend } from "./input";
import { attributesBody, putConnection } from "./write";
import { reportLostAuthorization } from "./read";
import type { ConnectionState } from "./state";
import { knownConnection } from "./state";

/**
 * Sends what changed, and nothing when only policies did.
 * Source: PUT /api/managed_users/:managed_user_id/connections/:connection_id
 */
export async function updateConnection(
  operation: Operation,
  connectionId: string,
  olds: ConnectionState,
  news: ConnectionArguments,
): Promise<ConnectionState> {
  const changed = changesOf(olds, news);
  warnOfOtherAdoption(operation, connectionId, olds, news);
  if (changed.includes("account")) await checkAccount(operation, connectionId, news);
  let known = knownConnection(connectionId, olds);
  let isSending = sendReason(olds, news, operation.defaults) !== undefined;
  if (isSending && isToLookFirst(olds, news)) {
    const current = await findConnection(operation, connectionId, news);
    if (current?.authorizationStatus === "success") {
      operation.say(
        `connection ${connectionId} "${news.name}": its credentials were not sent, because somebody has authorized it since ` +
          "they were refused. To send those of the program all the same, change credentialsVersion.",
      );
      known = current;
      isSending = false;
    }
  }
  const input = isSending ? inputToSend(news, operation.environment) : undefined;
  const body: ConnectionBody = {
    ...attributesBody(
      news,
      ATTRIBUTES.filter((name) => changed.includes(name)),
    ),
    ...shellFlag(changed.includes("shellConnection"), news, input !== undefined),
    ...(input === undefined ? {} : { input }),
  };
  const resource = { olds, news, holder: olds.holder };
  const written =
    Object.keys(body).length > 0
      ? await putConnection(operation, resource, known, body)
      : { connection: known, body, answer: known };
  if (areCredentialsChanged(changed, news)) tellUnsent(operation, connectionId, news);
  if (olds.disconnected === true && news.disconnected !== true && !hasCredentials(news)) {
    operation.say(
      `connection ${connectionId} "${news.name}" has no \`input\` to reconnect with: a person must authorize it in Workato.`,
    );
  }
  const state = await conclude(operation, resource, written);
  // The server may test what it holds at any write.
  const isNewlyFailed = input === undefined && isFailed(state) && !isFailed(olds);
  if (isNewlyFailed) reportLostAuthorization(operation, connectionId, state);
  return state;
}

/** A skipped send is never silent. */
function tellUnsent({ say }: Operation, connectionId: string, news: ConnectionArguments): void {
  const label = `connection ${connectionId} "${news.name}"`;
  if (!hasCredentials(news)) say(`${label} has no \`input\`, so a new credentialsVersion sends nothing.`);
  else if (news.disconnected === true) {
    say(`${label} is to be disconnected, so its credentials were not sent: they are when disconnected is taken out.`);
  }
}

/** A shell stays one: without the flag, the server would test what it gets. */
function shellFlag(isChanged: boolean, news: ConnectionArguments, isSending: boolean): ConnectionBody {
  const isShell = news.shellConnection === true;
  if (isChanged) return { shellConnection: isShell };
  return isShell && isSending ? { shellConnection: true } : {};
}

/** Another account must hold the very same connection: an id alone could be anybody's. */
async function checkAccount(operation: Operation, connectionId: string, news: ConnectionArguments): Promise<void> {
  const found = await findConnection(operation, connectionId, news);
  if (found?.provider === news.provider) return;
  const account = news.account === undefined ? "the stack's own account" : `account "${news.account}"`;
  throw new Error(
    `account: customer ${news.managedUserId} of ${account} has no connection ${connectionId} of provider ` +
      `"${news.provider}". Put the old account back; to move to another workspace, use a new logical name.`,
  );
}

function warnOfOtherAdoption(
  { say }: Operation,
  connectionId: string,
  olds: ConnectionState,
  { adoptConnectionId: other, name }: ConnectionArguments,
): void {
  if (other === undefined || other === olds.adoptConnectionId || other === connectionId) return;
  say(
    `warning: adoptConnectionId ${other} changes nothing: "${name}" is connection ${connectionId} already, and the ` +
      "argument counts at create only. To manage the other connection, declare it as a resource of its own.",
  );
}
