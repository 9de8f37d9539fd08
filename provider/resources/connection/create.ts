import type { Connection, ConnectionBody } from "../../api";
import { defined } from "../../api";
import { joinResourceId } from "../../arguments/resourceId";
import { ObjectGone, PartialFailure } from "../errors";
import type { Operation } from "../session";
import { newMark } from "../shared/holders";
import type { ConnectionArguments } from "../../arguments/connection";
import { ATTRIBUTES } from "../../arguments/connection";
import { changeOf } from "./state";
import { conclude } from "./conclude";
import { claimExisting } from "./existing";
import { inputToSend } from "./input";
import { postConnection } from "./post";
import type { Change, ConnectionState } from "./state";
import type { Written } from "./write";
import { attributesBody, putOverFound, uncertainWrite } from "./write";

/**
 * Makes a connection, or takes over the one that the program names or that is there already. Once it exists, whatever
 * fails next is a partial failure that keeps the id.
 */
export async function createConnection(
  operation: Operation,
  identity: string | undefined,
  news: ConnectionArguments,
): Promise<{ readonly id: string; readonly state: ConnectionState }> {
  const { holders, locks } = operation.account;
  const mark = newMark();
  const change = changeOf({ identity, mark }, {}, news);
  const { managedUserId, provider, name, adoptConnectionId } = news;
  try {
    const key = JSON.stringify([managedUserId, provider, name]);
    return await locks.run(key, async () => {
      const written = await createOrAdopt(operation, change);
      const state = await conclude(operation, change, written);
      return { id: joinResourceId(managedUserId, written.connection.connectionId), state };
    });
  } catch (error) {
    if (!(error instanceof PartialFailure)) holders.giveBack(mark);
    throw error;
  } finally {
    if (adoptConnectionId !== undefined) holders.unexpect(adoptConnectionId, identity);
  }
}

async function createOrAdopt(operation: Operation, change: Change): Promise<Written> {
  const existing = await claimExisting(operation, change);
  if (existing !== undefined) return await putOverFound(operation, change, existing, false);
  const posted = await postConnection(operation, change, { body: newBody(operation, change.news), isLeft: false });
  switch (posted.kind) {
    case "made":
      return posted.written;
    case "existing":
      return await putOverFound(operation, change, posted.connection, false);
    case "cameUp":
      return { ...(await putOverPerhapsOurs(operation, change, posted.connection)), isCreated: true };
  }
}

/** It may be of our request, so whatever fails now must not lose its id; a person may have made it, so all is sent again. */
async function putOverPerhapsOurs(operation: Operation, change: Change, found: Connection): Promise<Written> {
  try {
    return await putOverFound(operation, change, found, true);
  } catch (error) {
    if (error instanceof PartialFailure || error instanceof ObjectGone) throw error;
    const body = newBody(operation, change.news);
    throw uncertainWrite(operation, change, found, { body, isLeft: false }, error);
  }
}

function newBody({ environment }: Operation, inputs: ConnectionArguments): ConnectionBody {
  const input = inputToSend(inputs, environment);
  const { provider, shellConnection } = inputs;
  const names = ATTRIBUTES.filter((name) => inputs[name] !== null);
  return { ...attributesBody(inputs, names), provider, ...defined({ shellConnection, input }) };
}
