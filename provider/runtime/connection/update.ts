import { messageOf } from "../../api";
import type { Connection, ConnectionBody } from "../../api";
import { attributesBody, concludeWrite, isTestedBy } from "./conclude";
import { credentialsToSend, hasCredentials } from "./credentials";
import { mayBeDone } from "../errors";
import { hasRefusedCredentials, isChanged, isFailed, isFoundConnected, isLost, isRefused, isUncertain } from "./diff";
import type { ManagedConnectionInputs } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import type { ManagedConnectionState } from "./state";
import { knownConnection } from "./state";
import { PartialFailure } from "./partialFailure";
import { findConnection, putConnection } from "./put";
import type { Operation, Session } from "../session";

type Inputs = ManagedConnectionInputs;
type State = ManagedConnectionState;

/**
 * Sends what changed, and nothing when only policies did.
 * Source: PUT /api/managed_users/:managed_user_id/connections/:connection_id
 */
export async function updateConnection(
  session: Session,
  operation: Operation,
  connectionId: string,
  olds: State,
  news: Inputs,
): Promise<State> {
  warnOfOtherAdoption(operation, connectionId, olds, news);
  if (isChanged("account", olds, news)) await checkAccount(operation, connectionId, news);
  let known = knownConnection(connectionId, olds);
  let isSending = areCredentialsDue(session, olds, news);
  let isAuthorizedElsewhere = olds.reauthorizedElsewhere === true;
  const wasRefused = olds.credentialsRefused === true || hasRefusedCredentials(olds);
  const isNewAttempt = hasCredentials(olds) && isChanged("input", olds, news);
  if (isSending && wasRefused && !isNewAttempt) {
    // A person may have authorized it meanwhile; sending refused credentials again would undo that.
    const current = await findConnection(operation, connectionId, news);
    if (current?.authorizationStatus === "success") {
      known = current;
      isSending = false;
      isAuthorizedElsewhere ||= isFailed(olds);
    }
  }
  const input = isSending ? credentialsToSend(news) : undefined;
  const body: ConnectionBody = {
    ...attributesBody(
      news,
      ATTRIBUTES.filter((name) => isChanged(name, olds, news)),
    ),
    ...shellFlag(olds, news, input !== undefined),
    ...(input === undefined ? {} : { input }),
  };
  const answered =
    Object.keys(body).length > 0
      ? await put(operation, olds, news, known, body)
      : { connection: known, isAuthorizationKnown: true };
  if (olds.disconnected === true && news.disconnected !== true && !hasCredentials(news)) {
    operation.say(
      `connection ${connectionId} "${news.name}" has no \`input\` to reconnect with: a person must authorize it in Workato.`,
    );
  }
  const state = await concludeWrite(session, operation, news, {
    ...answered,
    body,
    previous: olds,
    disconnect: news.disconnected === true && (olds.disconnected !== true || isFoundConnected(olds, news)),
  });
  return isAuthorizedElsewhere && !isTestedBy(body) ? { ...state, reauthorizedElsewhere: true } : state;
}

/**
 * Credentials that may have arrived although the request failed are a partial failure: the next `up` sends those of the
 * program then, also when somebody has put the old ones back and nothing seems to have changed.
 */
async function put(operation: Operation, olds: State, news: Inputs, known: Connection, body: ConnectionBody) {
  try {
    return await putConnection(operation, news, known, body);
  } catch (error) {
    if (body.input === undefined || !mayBeDone(error)) throw error;
    const state = { ...olds, credentialsUncertain: true };
    throw new PartialFailure(news, known.connectionId, state, operation.redact(messageOf(error)));
  }
}

/** Is there a reason to send the credentials? Never while the program wants the connection disconnected. */
function areCredentialsDue(session: Session, olds: State, news: Inputs): boolean {
  if (!hasCredentials(news) || news.disconnected === true) return false;
  // One that is taken out is not managed any more: that sends nothing.
  const changed = (["input", "inputFromEnvironment", "credentialsVersion"] as const).some(
    (name) => news[name] !== undefined && isChanged(name, olds, news),
  );
  const isReconnected = olds.disconnected === true;
  const becomesReal = isChanged("shellConnection", olds, news) && news.shellConnection !== true;
  const defaults = session.defaults();
  const isDue = changed || isReconnected || becomesReal || isUncertain(olds, news);
  return isDue || isRefused(olds, news, defaults) || isLost(olds, news, defaults);
}

/** A shell stays one: without the flag, the server would test what it gets. */
function shellFlag(olds: State, news: Inputs, sendsInput: boolean): ConnectionBody {
  const isShell = news.shellConnection === true;
  if (isChanged("shellConnection", olds, news)) return { shellConnection: isShell };
  return isShell && sendsInput ? { shellConnection: true } : {};
}

/** Another account must hold the very same connection: an id alone could be anybody's. */
async function checkAccount(operation: Operation, connectionId: string, news: Inputs): Promise<void> {
  const found = await findConnection(operation, connectionId, news);
  if (found?.provider === news.provider) return;
  const account = news.account === undefined ? "the stack's own account" : `account "${news.account}"`;
  throw new Error(
    `account: customer ${news.managedUserId} of ${account} has no connection ${connectionId} of provider ` +
      `"${news.provider}". Put the old account back; to move to another workspace, use a new logical name.`,
  );
}

function warnOfOtherAdoption(operation: Operation, connectionId: string, olds: State, news: Inputs): void {
  const other = news.adoptConnectionId;
  if (other === undefined || other === olds.adoptConnectionId || other === connectionId) return;
  operation.say(
    `warning: adoptConnectionId ${other} changes nothing: "${news.name}" is connection ${connectionId} already, and the ` +
      "argument counts at create only. To manage the other connection, declare it as a resource of its own.",
  );
}
