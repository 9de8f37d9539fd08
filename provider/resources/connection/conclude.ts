import type { Connection, ConnectionAnswer, ConnectionBody } from "../../api";
import { isFailed, isMeant, isTestedBy, listLagMs, mayBeDone, messageOf } from "../../api";
import { explained, ObjectGone, PartialFailure } from "../errors";
import type { Operation } from "../session";
import { throwIfGone } from "../shared/customerPresence";
import type { ConnectionArguments } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import type { Sending } from "./credentials";
import { authorizationAfter, hasCredentials, toldWords } from "./credentials";
import type { ConnectionState, StateArguments } from "./state";
import { isNew, toState } from "./state";

/** The resource of an operation that writes: what state had, what the program wants, and its own mark. */
export interface Resource {
  readonly olds: ConnectionState;
  readonly news: ConnectionArguments;
  readonly holder: string | undefined;
}

/** A connection after a write. */
export interface WrittenConnection {
  readonly connection: Connection;
  /** What was sent. */
  readonly body: ConnectionBody;
  /** What the server answered of it; where that leaves out how the authorization stands, the list says it. */
  readonly answer: ConnectionAnswer;
  /** Why the server refused the request, although it did it. */
  readonly refusal?: string | undefined;
}

/**
 * The end of create, adopt and update: judges the credentials, disconnects where that is to be done now, and says what
 * state holds from now on.
 * @throws PartialFailure with the id, whatever goes wrong from here on: the connection exists.
 */
export async function conclude(
  operation: Operation,
  resource: Resource,
  written: WrittenConnection,
): Promise<ConnectionState> {
  const { olds, news } = resource;
  const { body } = written;
  const connection = await withAuthorization(operation, resource, written);
  reportOtherValues(operation, news, connection, body);
  const sending = judge(operation, resource, { ...written, connection });
  if (!isToDisconnect(olds, news, connection)) return stateAfter(operation, resource, news, connection, sending, body);
  try {
    const disconnected = await disconnect(operation, news, connection);
    return stateAfter(operation, resource, news, disconnected, sending, body);
  } catch (error) {
    if (error instanceof ObjectGone) throw error;
    const became = mayBeDone(error) && hasCredentials(news) ? "unknown" : sending;
    const state = stateAfter(operation, resource, { ...news, disconnected: undefined }, connection, became, body);
    throw new PartialFailure(news, connection.connectionId, state, disconnectProblem(error));
  }
}

/** What is new and was never authorized has nothing to disconnect; what is disconnected may work again after a write that tests. */
function isToDisconnect(
  olds: ConnectionState,
  news: ConnectionArguments,
  { authorizationStatus }: Connection,
): boolean {
  if (news.disconnected !== true) return false;
  if (isNew(olds)) return authorizationStatus !== null;
  return olds.disconnected !== true || authorizationStatus === "success";
}

/**
 * What state holds after a write that sent `body`. An authorization error answers what was tested just now, and that is at
 * hand; a reason for a loss is older.
 */
function stateAfter(
  { redact }: Operation,
  { olds, news, holder }: Resource,
  args: StateArguments,
  connection: Connection,
  sending: Sending,
  body: ConnectionBody,
): ConnectionState {
  const authorization = authorizationAfter(sending, olds, news, connection);
  const { inputFromEnvironment = olds.inputFromEnvironment } = args;
  const told = toldWords({ ...args, ...authorization, inputFromEnvironment } as ConnectionState, connection, redact);
  const words = isTestedBy(body) ? { ...told, error: redact } : told;
  return toState(args, connection, { ...authorization, holder }, words);
}

/**
 * What is thrown when a write with `body` may have been done, and nobody knows: its properties leave out what was sent,
 * so that the next `up` sees a difference and sends again, also when somebody has put the program back.
 */
export function uncertainWrite(
  { redact }: Operation,
  { olds, news, holder }: Resource,
  known: Connection,
  body: ConnectionBody,
  error: unknown,
): PartialFailure {
  // What is taken over has nothing yet of what the program wants to be done.
  const args: StateArguments = isNew(olds) ? { ...news, ...NO_CREDENTIALS, disconnected: undefined } : olds;
  const sent = ATTRIBUTES.filter((name) => body[name] !== undefined).map((name) => [name, undefined]);
  const unsent = {
    ...args,
    ...Object.fromEntries(sent),
    ...(body.input === undefined ? {} : NO_CREDENTIALS),
    ...(body.shellConnection === undefined ? {} : { shellConnection: null }),
  } as StateArguments;
  const kept = { ...olds, ...(body.input === undefined ? {} : { credentials: "unknown" as const }), holder };
  const state = toState(unsent, known, kept, toldWords(kept as ConnectionState, known, redact));
  return new PartialFailure(news, known.connectionId, state, messageOf(error));
}

const NO_CREDENTIALS = { input: undefined, inputFromEnvironment: undefined, credentialsVersion: undefined };

/** An answer that leaves the authorization out is completed from the list: only so is it known whose it is. */
async function withAuthorization(
  operation: Operation,
  resource: Resource,
  written: WrittenConnection,
): Promise<Connection> {
  const { connection, body, answer } = written;
  const { authorizationStatus: status, authorizedAt } = answer;
  const isTold = status !== undefined && (status !== "success" || authorizedAt !== undefined);
  if (isTold || (isNew(resource.olds) && !isTestedBy(body))) return connection;
  const { managedUserId, provider, name } = resource.news;
  const { connectionId } = connection;
  const { lists, settings } = operation.account;
  try {
    const found = await lists.afterWrite(managedUserId, { provider }, written, listLagMs(settings), operation.call);
    return lists.record(managedUserId, found, connection);
  } catch (error) {
    if (!isTestedBy(body) || status !== undefined) return connection;
    const args = { ...resource.news, ...NO_CREDENTIALS, disconnected: undefined };
    throw new PartialFailure(
      resource.news,
      connectionId,
      stateAfter(operation, resource, args, connection, "unknown", {}),
      `connection ${connectionId} "${name}" exists, but whether its credentials were accepted is not known: ` +
        `${messageOf(error)}\nRun \`pulumi up\` again: it sends them once more.`,
    );
  }
}

/**
 * What became of the credentials that were sent.
 * @throws PartialFailure when they were refused and the program wants an error for that.
 */
function judge(operation: Operation, resource: Resource, written: WrittenConnection): Sending {
  const { say, redact, defaults } = operation;
  const { olds, news } = resource;
  const { connection, body } = written;
  const label = `connection ${connection.connectionId} "${news.name}"`;
  const { authorizationStatus, authorizationError } = connection;
  const hasStatus = authorizationStatus !== null;
  if (!isTestedBy(body)) {
    if (
      isNew(olds) &&
      !hasStatus &&
      !hasCredentials(news) &&
      news.disconnected !== true &&
      news.shellConnection !== true
    ) {
      const what = body.provider === undefined ? "is taken over, not authorized" : "is created, not authorized";
      say(`${label} ${what}: it has no \`input\`, so a person must authorize it in Workato.`);
    }
    return body.input === undefined ? "notSent" : "accepted";
  }
  if (written.refusal === undefined && !isFailed(connection)) {
    if (authorizationStatus !== "success") {
      const status = hasStatus
        ? `its authorization status is "${authorizationStatus}"`
        : "it has no authorization status";
      const why = authorizationError === null ? "" : ` (${redact(authorizationError)})`;
      say(
        `warning: ${label} got its credentials, and Workato does not say that they work: ${status}${why}. ` +
          "A person may have to authorize it in Workato.",
      );
    }
    return "accepted";
  }
  const words = authorizationError === null ? "the API gave no reason" : redact(authorizationError);
  const reason = `${label} exists, but its credentials were refused: ${written.refusal ?? words}`;
  if ((news.onAuthorizationFailure ?? defaults.onAuthorizationFailure) === "warn") {
    say(`warning: ${reason} (onAuthorizationFailure is "warn")`);
    return "refused";
  }
  const { input, inputFromEnvironment } = olds;
  const args = { ...news, input, inputFromEnvironment, disconnected: undefined };
  const state = stateAfter(operation, resource, args, connection, "refused", body);
  const remedy = "Correct `input` and run `pulumi up` again.";
  throw new PartialFailure(news, connection.connectionId, state, `${reason}\n${remedy}`);
}

/** A server that keeps another value than it was sent gives a diff at every `up`: say where it comes from. */
function reportOtherValues(
  { say }: Operation,
  { name }: ConnectionArguments,
  connection: Connection,
  body: ConnectionBody,
): void {
  const others = ATTRIBUTES.filter((key) => body[key] !== undefined && body[key] !== connection[key]);
  if (others.length === 0) return;
  say(
    `warning: connection ${connection.connectionId} "${name}": Workato did not take over ${others.join(", ")} as it was ` +
      "sent, so the next `pulumi up` will show a difference and send it again.",
  );
}

/** Source: POST /api/managed_users/:managed_user_id/connections/:connection_id/disconnect */
async function disconnect(
  operation: Operation,
  news: ConnectionArguments,
  connection: Connection,
): Promise<Connection> {
  const { account, call } = operation;
  const { managedUserId, forceDisconnect } = news;
  const { connectionId } = connection;
  try {
    await account.client.disconnectConnection(managedUserId, connectionId, { force: forceDisconnect === true }, call);
  } catch (error) {
    account.lists.drop(managedUserId);
    await throwIfGone(operation, connectionId, news, error);
    throw error;
  }
  const answer = { connectionId, authorizationStatus: null, authorizationError: null };
  return account.lists.record(managedUserId, answer, connection);
}

function disconnectProblem(error: unknown): string {
  const explanation = isMeant(error, "inUse")
    ? "Active recipes use this connection. Stop them, or set forceDisconnect: true to disconnect it nevertheless."
    : `The connection exists and ${mayBeDone(error) ? "may still be" : "is still"} connected. ` +
      "Run `pulumi up` again to disconnect it.";
  return explained(error, explanation).message;
}
