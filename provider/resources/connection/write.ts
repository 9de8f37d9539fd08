import type { Connection, ConnectionAnswer, ConnectionBody, WorkatoError } from "../../api";
import {
  CLOCK_ROUNDING_MS,
  instantOf,
  isFailed,
  isRefusal,
  isTestedBy,
  mayHaveTakenEffect,
  messageOf,
  refusalMeans,
} from "../../api";
import { joinResourceId } from "../../arguments/resourceId";
import { PartialFailure } from "../errors";
import type { Operation } from "../session";
import { throwIfGone } from "../shared/evidence";
import type { Attribute, ConnectionArguments } from "../../arguments/connection";
import { argumentsOf, ATTRIBUTES } from "../../arguments/connection";
import { leftText, REFUSAL_REMEDY, refusalText, sayReplaced } from "./texts";
import type { Outcome } from "./credentials";
import { credentialsAfter, isLeftAtAdoption, policiesOf } from "./credentials";
import { differingAttributes } from "./existing";
import { inputToSend } from "./input";
import type { Change, StateArguments } from "./state";
import { isNew, toState } from "./state";

/** What is sent of a change. */
export interface Request {
  readonly body: ConnectionBody;
  /** The credentials are not in it, because someone has authorized the connection. */
  readonly isLeft: boolean;
}

/** A connection after a write. */
export interface Written extends Request {
  readonly connection: Connection;
  /** The connection as it was known before. */
  readonly known: Connection;
  /** What the server answered of it; where that leaves out how the authorization stands, the list says it. */
  readonly answer: ConnectionAnswer;
  /** Why the server refused the credentials with its answer, although the connection is there. */
  readonly refusal?: string | undefined;
  /** A request of ours has made it. */
  readonly isCreated?: boolean;
}

/** The fields of the connection for a request: the given ones, where the program sets them. */
export function attributesBody(inputs: Partial<ConnectionArguments>, names: readonly Attribute[]): ConnectionBody {
  return Object.fromEntries(names.filter((name) => inputs[name] !== undefined).map((name) => [name, inputs[name]]));
}

/** The credentials for a request. A shell stays one: without the flag, the server would test what it gets. */
export function credentialsBody(
  { shellConnection }: ConnectionArguments,
  input: ConnectionBody["input"] | undefined,
): ConnectionBody {
  if (input === undefined) return {};
  return shellConnection === true ? { input, shellConnection: true } : { input };
}

/**
 * Makes what was found be as the program describes it, by one PUT: with what differs and the credentials, or with all that
 * the program says where a person may have made it. What the program does not set is left alone.
 */
export async function putOverFound(
  operation: Operation,
  change: Change,
  found: Connection,
  isWhole: boolean,
): Promise<Written> {
  const { news } = change;
  const isLeft = isLeftAtAdoption(news, found);
  // Credentials would connect what the program wants disconnected.
  const input = isLeft || news.disconnected === true ? undefined : inputToSend(news, operation.environment);
  const body: ConnectionBody = {
    ...attributesBody(news, isWhole ? ATTRIBUTES : differingAttributes(news, found)),
    ...(isWhole && news.shellConnection !== undefined ? { shellConnection: news.shellConnection } : {}),
    ...credentialsBody(news, input),
  };
  if (isLeft) operation.notices.once(leftText(found.connectionId, news));
  // What may be of our own request is not somebody else's for certain.
  if (!isWhole) sayReplaced(operation, change, found, body);
  return await putConnection(operation, change, found, { body, isLeft });
}

/**
 * Sends the given fields, if any, and answers the connection as the server has it now.
 * Source: PUT /api/managed_users/:managed_user_id/connections/:connection_id
 * @throws PartialFailure when it may have taken effect, or the credentials were refused; Error that says how to make the
 * connection again, when it is gone.
 */
export async function putConnection(
  operation: Operation,
  change: Change,
  known: Connection,
  request: Request,
): Promise<Written> {
  const { body } = request;
  if (Object.keys(body).length === 0) return { ...request, connection: known, known, answer: known };
  const { account, call } = operation;
  const { managedUserId, provider } = change.news;
  const { connectionId } = known;
  try {
    const answer = await account.client.updateConnection(managedUserId, connectionId, body, call);
    const { input: _secret, shellConnection: _flag, ...sent } = body;
    const connection = account.lists.record(managedUserId, answer, { ...known, ...sent });
    return { ...request, connection, known, answer };
  } catch (error) {
    account.lists.drop(managedUserId, connectionId);
    await throwIfGone(operation, { connectionId, managedUserId, provider }, error);
    if (mayHaveTakenEffect(error)) throw uncertainWrite(operation, change, known, request, error);
    if (body.input === undefined || !isRefusal(error)) throw error;
    return await putWithoutCredentials(operation, change, known, request, error);
  }
}

/** The server refused a PUT with credentials: what it says decides what has become of them. */
async function putWithoutCredentials(
  operation: Operation,
  change: Change,
  known: Connection,
  { body, isLeft }: Request,
  refusal: WorkatoError,
): Promise<Written> {
  const { olds, news } = change;
  const areRefused = !isOfAnotherField(refusal);
  if (areRefused && policiesOf(news, operation.defaults).onAuthorizationFailure === "warn") {
    const { input: _refused, ...others } = body;
    const written = await putConnection(operation, change, known, { body: others, isLeft });
    return { ...written, body, refusal: refusal.message };
  }
  // What was to be taken over is nobody's yet.
  if (isNew(olds)) throw refusal;
  const reason = areRefused
    ? `${refusalText(known.connectionId, news, refusal.message)}\n${REFUSAL_REMEDY}`
    : refusal.message;
  const outcome = areRefused ? "refused" : "unsent";
  throw failedWrite(operation, change, known, { args: argumentsOf(olds), outcome }, reason);
}

/** Is a refusal about something else than the credentials? */
export function isOfAnotherField(error: WorkatoError): boolean {
  // Under `errors` stand texts that name no field.
  const fields = Object.keys(error.fieldErrors ?? {}).filter((field) => field !== "errors");
  return (fields.length > 0 && !fields.includes("input")) || refusalMeans(error, "aboutName");
}

/**
 * A server may make a connection and refuse its credentials. But what has come up beside a refused request may just as
 * well be a person's, and then it must not be ours to delete: it is ours only where all speaks for refused credentials.
 */
export function isSurelyOurs(error: WorkatoError, found: Connection, body: ConnectionBody, sentAtMs: number): boolean {
  const isSinceThen = (instantOf(found.createdAt) ?? -Infinity) >= sentAtMs - CLOCK_ROUNDING_MS;
  return isSinceThen && isTestedBy(body) && !isOfAnotherField(error) && isFailed(found);
}

/**
 * What is thrown when a write may have taken effect, and nobody knows: its state leaves out what was sent,
 * so that the next `up` sees a difference and sends again, also when somebody has put the program back.
 */
export function uncertainWrite(
  operation: Operation,
  change: Change,
  known: Connection,
  { body, isLeft }: Request,
  error: unknown,
): PartialFailure {
  const { olds, news } = change;
  const sent = ATTRIBUTES.filter((name) => body[name] !== undefined).map((name) => [name, undefined]);
  const args = {
    // What is taken over has nothing yet of what the program wants to be done.
    ...(isNew(olds) ? stillConnected(news) : argumentsOf(olds)),
    ...Object.fromEntries(sent),
    ...(body.shellConnection === undefined ? {} : { shellConnection: null }),
  } as StateArguments;
  const unsent = isLeft ? "left" : "unsent";
  const outcome = body.input === undefined ? unsent : "unknown";
  return failedWrite(operation, change, known, { args, outcome }, messageOf(error));
}

/** The arguments of the program, where a disconnect has not been made or is not known to have been. */
function stillConnected(news: ConnectionArguments): StateArguments {
  return { ...news, disconnected: undefined };
}

/** A partial failure whose state has the credentials as the program says them, and what became of them. */
export function failedWrite(
  operation: Operation,
  change: Change,
  connection: Connection,
  failure: { args?: StateArguments; outcome: Outcome; known?: Connection },
  reason: string,
): PartialFailure {
  const { args = stillConnected(change.news), outcome, known = connection } = failure;
  const { input, inputFromEnvironment, credentialsVersion, managedUserId } = change.news;
  const said = { ...args, input, inputFromEnvironment, credentialsVersion };
  const kept = { ...credentialsAfter(change, outcome, connection, known), holder: change.mark };
  const state = toState(said, connection, kept, operation.redact);
  return new PartialFailure(joinResourceId(managedUserId, connection.connectionId), state, reason);
}
