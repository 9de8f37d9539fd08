import type { Connection, ConnectionBody } from "../../api";
import { messageOf } from "../../api";
import { joinResourceId } from "../../resourceId";
import { explained, isMeant, mayBeDone, PartialFailure } from "../errors";
import type { Operation } from "../session";
import type { ConnectionArguments } from "./arguments";
import { argumentsOf, ATTRIBUTES } from "./arguments";
import type { Authorization, Sending } from "./authorization";
import { authorizationAfter, hasCredentials, isEveryCredentialKnown, isFailed } from "./authorization";
import type { ConnectionState } from "./state";
import { HIDDEN_WORDS, toState } from "./state";

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
  /** False when the answer left out how the authorization stands; the list says it then. */
  readonly isAuthorizationKnown: boolean;
  /** Why the server refused the request, although it did it. */
  readonly refusal?: string | undefined;
}

/** Does the server test credentials when it gets this? It does not for a shell. */
export function isTestedBy(body: ConnectionBody): boolean {
  return body.input !== undefined && body.shellConnection !== true;
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
  isToDisconnect: boolean,
): Promise<ConnectionState> {
  const { news } = resource;
  const { body } = written;
  const settled = await withAuthorization(operation, resource, written);
  reportOtherValues(operation, news, settled, body);
  const sending = judge(operation, resource, { ...written, connection: settled });
  if (!isToDisconnect) return stateAfter(operation, resource, news, settled, sending, body);
  const { connectionId } = settled;
  try {
    const disconnected = await disconnect(operation, news, settled);
    return stateAfter(operation, resource, news, disconnected, sending, body);
  } catch (error) {
    const isUncertain = mayBeDone(error) && hasCredentials(news);
    const args = without(news, ["disconnected"]);
    const state = stateAfter(operation, resource, args, settled, isUncertain ? "unknown" : sending, body);
    throw new PartialFailure(joinResourceId(news.managedUserId, connectionId), news, state, disconnectProblem(error));
  }
}

/** What state holds after a write that sent `body`. */
function stateAfter(
  { redact }: Operation,
  { olds, news, holder }: Resource,
  args: Partial<ConnectionArguments>,
  connection: Connection,
  sending: Sending,
  body: ConnectionBody,
): ConnectionState {
  const authorization: Authorization = authorizationAfter(sending, olds, news, connection);
  const { inputFromEnvironment = olds.inputFromEnvironment } = args;
  // What the server tested just now, it speaks of now, and that is at hand.
  const isKnown = isTestedBy(body) || isEveryCredentialKnown({ ...authorization, ...set({ inputFromEnvironment }) });
  return toState(args, connection, { ...authorization, holder }, isKnown ? redact : HIDDEN_WORDS);
}

function set<T extends object>(source: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as never;
}

/**
 * What is thrown when a write with `body` may have been done, and nobody knows: its properties leave out what was sent,
 * so that the next `up` sees a difference and sends again, also when somebody has put the program back.
 * @param args what state says of the arguments that were not sent
 */
export function uncertainWrite(
  operation: Operation,
  { olds, news, holder }: Resource,
  args: Partial<ConnectionArguments>,
  known: Connection,
  body: ConnectionBody,
  error: unknown,
): PartialFailure {
  const sent = ATTRIBUTES.filter((name) => body[name] !== undefined);
  const unsent = {
    ...without(args, [...sent, ...(body.input === undefined ? [] : CREDENTIALS)]),
    ...(body.shellConnection === undefined ? {} : { shellConnection: null }),
  };
  const authorization: Authorization = body.input === undefined ? olds : { ...olds, credentials: "unknown" };
  const words = isEveryCredentialKnown({ ...olds, ...authorization }) ? operation.redact : HIDDEN_WORDS;
  const state = toState(unsent as Partial<ConnectionArguments>, known, { ...authorization, holder }, words);
  return new PartialFailure(joinResourceId(news.managedUserId, known.connectionId), news, state, messageOf(error));
}

const CREDENTIALS = ["input", "inputFromEnvironment", "credentialsVersion"] as const;

function without(
  args: Partial<ConnectionArguments>,
  names: readonly (keyof ConnectionArguments)[],
): Partial<ConnectionArguments> {
  const entries = Object.entries(argumentsOf(args)).filter(([name]) => !(names as readonly string[]).includes(name));
  return Object.fromEntries(entries);
}

/** An answer that leaves the authorization out is completed from the list: only so is it known whose it is. */
async function withAuthorization(
  operation: Operation,
  resource: Resource,
  { connection, body, isAuthorizationKnown }: WrittenConnection,
): Promise<Connection> {
  if (isAuthorizationKnown) return connection;
  const { lists } = operation.account;
  const { managedUserId, provider, name } = resource.news;
  const { connectionId } = connection;
  try {
    const listed = await lists.search(managedUserId, { provider }, operation.call);
    const found = listed.find((candidate) => candidate.connectionId === connectionId);
    if (found === undefined) throw new Error("the list does not show the connection.");
    return lists.record(managedUserId, found, connection);
  } catch (error) {
    if (!isTestedBy(body)) return connection;
    const args = without(resource.news, [...CREDENTIALS, "disconnected"]);
    const state = stateAfter(operation, resource, args, connection, "unknown", {});
    const reason =
      `connection ${connectionId} "${name}" exists, but whether its credentials were accepted is not known: ` +
      `${messageOf(error)}\nRun \`pulumi up\` again: it sends them once more.`;
    throw new PartialFailure(joinResourceId(managedUserId, connectionId), resource.news, state, reason);
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
  const { connectionId } = connection;
  const label = `connection ${connectionId} "${news.name}"`;
  if (!isTestedBy(body)) {
    const isNew = olds.provider === undefined && connection.authorizationStatus === null;
    if (isNew && !hasCredentials(news) && news.disconnected !== true && news.shellConnection !== true) {
      say(`${label} is created, not authorized: it has no \`input\`, so a person must authorize it in Workato.`);
    }
    return body.input === undefined ? "notSent" : "accepted";
  }
  const refusal = written.refusal ?? refusalOf(connection, redact);
  if (refusal === undefined) {
    if (connection.authorizationStatus === null) {
      say(
        `warning: ${label} got its credentials, and Workato does not say that they work: it has no authorization ` +
          "status. A person may have to authorize it in Workato.",
      );
    }
    return "accepted";
  }
  const reason = `${label} exists, but its credentials were refused: ${refusal}`;
  const policy = news.onAuthorizationFailure ?? defaults.onAuthorizationFailure;
  if (policy === "warn") {
    say(`warning: ${reason} (onAuthorizationFailure is "warn")`);
    return "refused";
  }
  const accepted = {
    ...without(news, ["input", "inputFromEnvironment", "disconnected"]),
    ...set({ input: olds.input, inputFromEnvironment: olds.inputFromEnvironment }),
  };
  const state = stateAfter(operation, resource, accepted, connection, "refused", body);
  const id = joinResourceId(news.managedUserId, connectionId);
  throw new PartialFailure(id, news, state, `${reason}\nCorrect \`input\` and run \`pulumi up\` again.`);
}

function refusalOf(connection: Connection, redact: (text: string) => string): string | undefined {
  if (!isFailed(connection)) return undefined;
  return connection.authorizationError === null ? "the API gave no reason" : redact(connection.authorizationError);
}

/** A server that keeps another value than it was sent gives a diff at every `up`: say where it comes from. */
function reportOtherValues(
  { say }: Operation,
  { name }: ConnectionArguments,
  connection: Connection,
  body: ConnectionBody,
): void {
  const others = ATTRIBUTES.filter((attribute) => {
    return body[attribute] !== undefined && body[attribute] !== connection[attribute];
  });
  if (others.length === 0) return;
  say(
    `warning: connection ${connection.connectionId} "${name}": Workato did not take over ${others.join(", ")} as it was ` +
      "sent, so the next `pulumi up` will show a difference and send it again.",
  );
}

/** Source: POST /api/managed_users/:managed_user_id/connections/:connection_id/disconnect */
async function disconnect(
  { account, call }: Operation,
  { managedUserId, forceDisconnect }: ConnectionArguments,
  connection: Connection,
): Promise<Connection> {
  const { connectionId } = connection;
  try {
    await account.client.disconnectConnection(managedUserId, connectionId, { force: forceDisconnect === true }, call);
  } catch (error) {
    account.lists.drop(managedUserId);
    throw error;
  }
  const answer = { connectionId, authorizationStatus: null, authorizationError: null };
  return account.lists.record(managedUserId, answer, connection);
}

function disconnectProblem(error: unknown): string {
  const explanation = isMeant(error, "inUse")
    ? "Active recipes use this connection. Stop them, or set forceDisconnect: true to disconnect it nevertheless."
    : `The connection exists and ${mayBeDone(error) ? "may still be" : "is still"} connected. Run \`pulumi up\` again to disconnect it.`;
  return explained(error, explanation).message;
}
