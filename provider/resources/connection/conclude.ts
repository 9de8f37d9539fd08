import type { Connection } from "../../api";
import { isFailed, isTestedBy, mayHaveTakenEffect, messageOf, quoted, refusalMeans } from "../../api";
import { explained, ObjectGone } from "../errors";
import type { Operation } from "../session";
import { throwIfGone } from "../shared/evidence";
import { differingAttributes } from "./existing";
import { REFUSAL_REMEDY, refusalText } from "./texts";
import type { Outcome } from "./credentials";
import { credentialsAfter, hasCredentials, policiesOf } from "./credentials";
import type { Change, ConnectionState } from "./state";
import { isNew, toState } from "./state";
import type { Written } from "./write";
import { failedWrite } from "./write";

/**
 * The end of create, adopt and update: judges the credentials, disconnects where that is to be done now, and says what
 * state holds from now on.
 * @throws PartialFailure with the id, whatever goes wrong from here on: the connection exists.
 */
export async function conclude(operation: Operation, change: Change, answered: Written): Promise<ConnectionState> {
  const written = await withAuthorization(operation, change, answered);
  warnOfOtherValues(operation, change, written);
  const outcome = outcomeOf(written);
  sayOutcome(operation, change, written, outcome);
  if (outcome === "refused") throwIfError(operation, change, written);
  if (!isToDisconnect(change, written.connection)) return stateAfter(operation, change, written, outcome);
  try {
    const connection = await disconnect(operation, change, written);
    return stateAfter(operation, change, { ...written, connection }, outcome, true);
  } catch (error) {
    if (error instanceof ObjectGone) throw error;
    const isUncertain = mayHaveTakenEffect(error) && hasCredentials(change.news);
    throw failedWrite(
      operation,
      change,
      written.connection,
      { outcome: isUncertain ? "unknown" : outcome, known: written.known },
      disconnectProblem(error),
    );
  }
}

function stateAfter(
  { redact }: Operation,
  change: Change,
  { connection, known }: Written,
  outcome: Outcome,
  isDisconnected = false,
): ConnectionState {
  const after = credentialsAfter(change, outcome, connection, known);
  const credentials =
    isDisconnected && hasCredentials(change.news) ? { ...after, credentials: "unsent" as const } : after;
  return toState(change.news, connection, { ...credentials, holder: change.mark }, redact);
}

/** A new connection without an authorization needs no disconnect; a disconnected one may work again after a write that tests. */
function isToDisconnect({ olds, news }: Change, { authorizationStatus }: Connection): boolean {
  if (news.disconnected !== true) return false;
  if (isNew(olds)) return authorizationStatus !== null;
  return olds.disconnected !== true || authorizationStatus === "success";
}

/** An answer that leaves the authorization out is completed from the list: only so is it known whose it is. */
async function withAuthorization(operation: Operation, change: Change, written: Written): Promise<Written> {
  const { connection, body, answer, known } = written;
  const { authorizationStatus: status, authorizedAt } = answer;
  const saysAuthorization = status !== undefined && (status !== "success" || authorizedAt !== undefined);
  if (saysAuthorization || (isNew(change.olds) && !isTestedBy(body))) return written;
  const { managedUserId, provider, name } = change.news;
  const { connectionId } = connection;
  const { lists } = operation.account;
  try {
    const found = await lists.afterWrite(managedUserId, { provider }, written, operation.call);
    return { ...written, connection: lists.record(managedUserId, found, connection) };
  } catch (error) {
    if (!isTestedBy(body) || status !== undefined) return written;
    throw failedWrite(
      operation,
      change,
      connection,
      { outcome: "unknown", known },
      `connection ${connectionId} ${quoted(name)} exists, but whether its credentials were accepted is not known: ` +
        `${messageOf(error)}\nRun \`pulumi up\` again: it sends them once more.`,
    );
  }
}

/** What became of the credentials: what was sent, and how the server says that it stands. */
export function outcomeOf({ body, connection, refusal, isLeft }: Written): Outcome {
  if (body.input === undefined) return isLeft ? "left" : "unsent";
  if (refusal !== undefined) return "refused";
  return isTestedBy(body) && isFailed(connection) ? "refused" : "accepted";
}

/** What the outcome means for whoever expects that the connection works now. */
function sayOutcome(operation: Operation, change: Change, written: Written, outcome: Outcome): void {
  const { say, redact } = operation;
  const { olds, news } = change;
  const { connection, body, isCreated = false } = written;
  const { connectionId, authorizationStatus: status, authorizationError: error } = connection;
  const label = `connection ${connectionId} ${quoted(news.name)}`;
  if (outcome === "accepted" && isTestedBy(body) && status !== "success") {
    const standing =
      status === null ? "it has no authorization status" : `its authorization status is ${quoted(status)}`;
    const why = error === null ? "" : ` (${redact(error)})`;
    say(
      `warning: ${label} got its credentials, and Workato does not say that they work: ${standing}${why}. ` +
        "Someone at the customer may have to authorize it in Workato.",
    );
  }
  if (!isNew(olds) || news.disconnected === true) return;
  if (status !== null) return;
  const isShell = news.shellConnection === true;
  if (!isShell && hasCredentials(news)) return;
  const what = isCreated ? "is created" : "is taken over";
  const why = isShell ? "it is a shell" : "it has no `input`";
  say(`${label} ${what} but not authorized: ${why}, so someone at the customer must authorize it in Workato.`);
}

/** @throws PartialFailure when the credentials were refused and the program wants an error for that. */
function throwIfError(operation: Operation, change: Change, { connection, known, refusal }: Written): void {
  const { say, redact, defaults } = operation;
  const { news } = change;
  const { connectionId, authorizationError } = connection;
  const words = authorizationError === null ? "the API gave no reason" : redact(authorizationError);
  const reason = refusalText(connectionId, news, refusal ?? words);
  if (policiesOf(news, defaults).onAuthorizationFailure === "warn") {
    say(`warning: ${reason} (onAuthorizationFailure is "warn")`);
    return;
  }
  throw failedWrite(operation, change, connection, { outcome: "refused", known }, `${reason}\n${REFUSAL_REMEDY}`);
}

/** What the server has otherwise than the program gives a diff at the next `up`: say where it comes from. */
function warnOfOtherValues({ say }: Operation, { news }: Change, { connection, body }: Written): void {
  const others = differingAttributes(news, connection);
  const label = `connection ${connection.connectionId} ${quoted(news.name)}`;
  const kept = others.filter((name) => body[name] !== undefined);
  if (kept.length > 0) {
    say(
      `warning: ${label}: Workato did not keep ${kept.join(", ")} as it was sent, so the next \`pulumi up\` will show a ` +
        "difference and send it again.",
    );
  }
  const changed = others.filter((name) => body[name] === undefined);
  if (changed.length > 0) {
    say(`${label}: ${changed.join(", ")} was changed in Workato; the next \`pulumi up\` changes it back.`);
  }
}

/** Source: POST /api/managed_users/:managed_user_id/connections/:connection_id/disconnect */
async function disconnect(
  operation: Operation,
  { news }: Change,
  { connection, isCreated = false }: Written,
): Promise<Connection> {
  const { account, call } = operation;
  const { managedUserId, provider, forceDisconnect } = news;
  const { connectionId } = connection;
  try {
    await account.client.disconnectConnection(managedUserId, connectionId, { force: forceDisconnect === true }, call);
  } catch (error) {
    account.lists.drop(managedUserId, connectionId);
    // What we have just made is there, perhaps where the token does not see it: its id is kept.
    if (!isCreated) await throwIfGone(operation, { connectionId, managedUserId, provider }, error);
    throw error;
  }
  const answer = { connectionId, authorizationStatus: null, authorizationError: null };
  return account.lists.record(managedUserId, answer, connection);
}

function disconnectProblem(error: unknown): string {
  const explanation = refusalMeans(error, "inUse")
    ? "Active recipes use this connection. Stop them, or set forceDisconnect: true to disconnect it all the same."
    : `The connection exists and ${mayHaveTakenEffect(error) ? "may still be" : "is still"} connected. ` +
      "Run `pulumi up` again to disconnect it.";
  return explained(error, explanation).message;
}
