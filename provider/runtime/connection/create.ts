import type { Connection, ConnectionBody } from "../../api";
import { messageOf } from "../../api";
import { joinResourceId, parseResourceId } from "../../resourceId";
import { ObjectGone, PartialFailure } from "../errors";
import type { Operation } from "../session";
import { newHolder } from "../workspace/holders";
import type { UnfinishedCreate } from "../workspace/unfinishedCreates";
import { adoptConnection, connectionToAdopt, existingToAdopt } from "./adopt";
import type { ConnectionArguments } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import type { Resource } from "./conclude";
import { conclude } from "./conclude";
import { inputToSend } from "./input";
import { attributesBody } from "./put";
import { postConnection } from "./settle";
import type { ConnectionState } from "./state";
import { updateConnection } from "./update";

/** A connection that the stack has from now on. */
interface CreatedConnection {
  readonly id: string;
  readonly state: ConnectionState;
}

/**
 * Makes a connection, or takes over the one that the program names or that is there already. Once it exists, whatever
 * fails next is a partial failure that keeps the id.
 */
export async function createConnection(operation: Operation, inputs: ConnectionArguments): Promise<CreatedConnection> {
  const { unfinished } = operation.account;
  const begun = unfinished.take(inputs);
  try {
    if (begun !== undefined) return await goOn(operation, inputs, begun);
    return await makeOrAdopt(operation, inputs);
  } catch (error) {
    if (error instanceof PartialFailure) {
      const { objectId } = parseResourceId(error.id);
      unfinished.add({ inputs, objectId, state: error.properties });
    }
    throw error;
  }
}

async function makeOrAdopt(operation: Operation, news: ConnectionArguments): Promise<CreatedConnection> {
  const { account, defaults } = operation;
  const holder = newHolder();
  const claim = claimFor(operation, holder, news);
  const found =
    news.adoptConnectionId === undefined
      ? await existingToAdopt(account, news, news.onExisting ?? defaults.onExisting)
      : await connectionToAdopt(account, news, news.adoptConnectionId);
  const isConnected = ({ authorizationStatus }: Connection) => authorizationStatus !== null;
  if (found === undefined) {
    const resource = { olds: {}, news, holder };
    const written = await postConnection(operation, news, newBody(operation, news), claim);
    const isToDisconnect =
      news.disconnected === true && (!written.isAuthorizationKnown || isConnected(written.connection));
    return created(news, written.connection, await conclude(operation, resource, written, isToDisconnect));
  }
  claim(found.connectionId);
  try {
    // What was refused before may be quoted, perhaps from a run of ours that was killed.
    const resource: Resource = { olds: isRefused(found) ? { credentials: "released" } : {}, news, holder };
    const written = await adoptConnection(operation, resource, found);
    const isToDisconnect = news.disconnected === true && isConnected(written.connection);
    return created(news, found, await conclude(operation, resource, written, isToDisconnect));
  } catch (error) {
    if (!(error instanceof PartialFailure)) account.holders.release(found.connectionId, holder);
    throw error;
  }
}

/** A create that is called again, by an error hook of the program, is an update of what the first call has made. */
async function goOn(
  operation: Operation,
  inputs: ConnectionArguments,
  { objectId, state }: UnfinishedCreate,
): Promise<CreatedConnection> {
  const olds = state as ConnectionState;
  const { holders } = operation.account;
  const holder = newHolder();
  holders.release(objectId, olds.holder);
  holders.note(objectId, { mark: holder, name: inputs.name });
  const id = joinResourceId(inputs.managedUserId, objectId);
  try {
    return { id, state: await updateConnection(operation, objectId, { ...olds, holder }, inputs) };
  } catch (error) {
    if (error instanceof PartialFailure || error instanceof ObjectGone) throw error;
    throw new PartialFailure(id, inputs, { ...olds, holder }, messageOf(error));
  }
}

/** @throws Error when another resource of this stack has the connection. */
function claimFor(
  { account }: Operation,
  mark: string,
  { name, managedUserId, adoptConnectionId }: ConnectionArguments,
) {
  return (connectionId: string): void => {
    const other = account.holders.otherOf(connectionId);
    if (other === undefined) {
      account.holders.note(connectionId, { mark, name });
      return;
    }
    const isNamed = adoptConnectionId === undefined ? "" : "adoptConnectionId: ";
    const remedy =
      adoptConnectionId === undefined
        ? "Remove one of the two; perhaps they name one customer in two ways."
        : "Take adoptConnectionId out, or remove the other resource (a renamed resource needs `aliases` only).";
    throw new Error(
      `${isNamed}connection ${connectionId} of customer ${managedUserId} is already managed by another resource of this ` +
        `stack, "${other}". ${remedy}`,
    );
  };
}

/** Was this connection never authorized, rather than lost? */
function isRefused({ authorizationError, authorizedAt, connectionLostAt }: Connection): boolean {
  return authorizationError !== null && authorizedAt === null && connectionLostAt === null;
}

function newBody({ environment }: Operation, inputs: ConnectionArguments): ConnectionBody {
  const input = inputToSend(inputs, environment);
  const { provider, shellConnection } = inputs;
  return {
    ...attributesBody(
      inputs,
      ATTRIBUTES.filter((name) => inputs[name] !== null),
    ),
    provider,
    ...(shellConnection === undefined ? {} : { shellConnection }),
    ...(input === undefined ? {} : { input }),
  };
}

function created(
  { managedUserId }: ConnectionArguments,
  { connectionId }: Connection,
  state: ConnectionState,
): CreatedConnection {
  return { id: joinResourceId(managedUserId, connectionId), state };
}
