import type { Connection, ConnectionBody } from "../../api";
import { messageOf } from "../../api";
import { joinResourceId, parseResourceId } from "../../arguments/resourceId";
import { ObjectGone, PartialFailure } from "../errors";
import type { Operation } from "../session";
import { newHolder } from "../workspace/holders";
import { adoptConnection, existingToAdopt } from "./adopt";
import type { ConnectionArguments } from "./arguments";
import { argumentsOf, ATTRIBUTES } from "./arguments";
import { conclude } from "./conclude";
import { inputToSend } from "./input";
import { attributesBody } from "./put";
import type { Claim } from "./settle";
import { postConnection } from "./settle";
import type { ConnectionState } from "./state";
import { updateConnection } from "./update";

/**
 * Makes a connection, or takes over the one that the program names or that is there already. Once it exists, whatever
 * fails next is a partial failure that keeps the id, and a create that is called again goes on with it.
 */
export async function createConnection(
  operation: Operation,
  news: ConnectionArguments,
): Promise<{ readonly id: string; readonly state: ConnectionState }> {
  const { holders, unfinished } = operation.account;
  if (news.adoptConnectionId !== undefined) holders.unexpect(news.adoptConnectionId);
  const mark = newHolder();
  let claimed = "";
  const claim = (connectionId: string): void => {
    const other = holders.otherOf(connectionId);
    if (other !== undefined) throw takenAlready(connectionId, news, other);
    holders.claim(connectionId, { mark, name: news.name });
    claimed = connectionId;
  };
  const begun = unfinished.begin(argumentsOf(news));
  try {
    const state =
      begun === undefined
        ? await makeOrAdopt(operation, news, mark, claim)
        : await goOn(operation, news, mark, claim, begun);
    return { id: joinResourceId(news.managedUserId, claimed), state };
  } catch (error) {
    if (error instanceof PartialFailure) unfinished.add(argumentsOf(news), error);
    else holders.release(claimed, mark);
    throw error;
  }
}

async function makeOrAdopt(
  operation: Operation,
  news: ConnectionArguments,
  holder: string,
  claim: Claim,
): Promise<ConnectionState> {
  const found = await existingToAdopt(operation, news);
  if (found === undefined) {
    const resource = { olds: {}, news, holder };
    return conclude(operation, resource, await postConnection(operation, news, newBody(operation, news), claim));
  }
  claim(found.connectionId);
  // What was refused before may be quoted, perhaps from a run of ours that was killed, and perhaps only once it is tested again.
  const taken = (connection: Connection) => {
    const olds: ConnectionState = isRefused(connection) ? { credentials: "released" } : {};
    return { olds, news, holder };
  };
  const written = await adoptConnection(operation, taken(found), found);
  return conclude(operation, taken(written.connection), written);
}

/** A create that is called again, by an error hook of the program, is an update of what the first call has made. */
async function goOn(
  operation: Operation,
  news: ConnectionArguments,
  holder: string,
  claim: Claim,
  begun: PartialFailure,
): Promise<ConnectionState> {
  const { objectId } = parseResourceId(begun.id);
  const olds: ConnectionState = begun.properties;
  operation.account.holders.release(objectId, olds.holder);
  claim(objectId);
  try {
    return await updateConnection(operation, objectId, { ...olds, holder }, news);
  } catch (error) {
    if (error instanceof PartialFailure || error instanceof ObjectGone) throw error;
    throw new PartialFailure(news, objectId, { ...olds, holder }, messageOf(error));
  }
}

function takenAlready(
  connectionId: string,
  { managedUserId, adoptConnectionId }: ConnectionArguments,
  other: string,
): Error {
  const isNamed = adoptConnectionId !== undefined;
  const remedy = isNamed
    ? "Take adoptConnectionId out, or remove the other resource (a renamed resource needs `aliases` only)."
    : "Remove one of the two; perhaps they name one customer in two ways.";
  return new Error(
    `${isNamed ? "adoptConnectionId: " : ""}connection ${connectionId} of customer ${managedUserId} is already managed by ` +
      `another resource of this stack, "${other}". ${remedy}`,
  );
}

/** Was this connection never authorized, rather than lost? */
function isRefused({ authorizationError, authorizedAt, connectionLostAt }: Connection): boolean {
  return authorizationError !== null && authorizedAt === null && connectionLostAt === null;
}

function newBody({ environment }: Operation, inputs: ConnectionArguments): ConnectionBody {
  const input = inputToSend(inputs, environment);
  const { provider, shellConnection } = inputs;
  const names = ATTRIBUTES.filter((name) => inputs[name] !== null);
  return {
    ...attributesBody(inputs, names),
    provider,
    ...(shellConnection === undefined ? {} : { shellConnection }),
    ...(input === undefined ? {} : { input }),
  };
}
