import type { Connection, ConnectionBody } from "../../api";
import { isRefusal, mayBeDone } from "../../api";
import type { Operation } from "../session";
import { throwIfGone } from "../shared/customerPresence";
import type { Attribute, ConnectionArguments } from "./arguments";
import type { Resource, WrittenConnection } from "./conclude";
import { uncertainWrite } from "./conclude";
import { isNew } from "./state";

/** The fields of the connection for a request: the given ones, where the program sets them. */
export function attributesBody(inputs: Partial<ConnectionArguments>, names: readonly Attribute[]): ConnectionBody {
  return Object.fromEntries(names.filter((name) => inputs[name] !== undefined).map((name) => [name, inputs[name]]));
}

/**
 * Sends the given fields, and answers the connection as the server has it now.
 * Source: PUT /api/managed_users/:managed_user_id/connections/:connection_id
 * @throws PartialFailure when it may have been done; Error that says how to make the connection again, when it is gone.
 */
export async function putConnection(
  operation: Operation,
  resource: Resource,
  known: Connection,
  body: ConnectionBody,
): Promise<WrittenConnection> {
  const { account, call } = operation;
  const { olds, news } = resource;
  const { connectionId } = known;
  try {
    const answer = await account.client.updateConnection(news.managedUserId, connectionId, body, call);
    const { input: _secret, shellConnection: _flag, ...sent } = body;
    const connection = account.lists.record(news.managedUserId, answer, { ...known, ...sent });
    return { connection, body, answer };
  } catch (error) {
    account.lists.drop(news.managedUserId);
    await throwIfGone(operation, connectionId, news, error);
    const isOurs = !isNew(olds);
    // A refusal of credentials does not say that the server keeps the ones before.
    const isUncertain = mayBeDone(error) || (isOurs && isRefusal(error) && body.input !== undefined);
    throw isUncertain ? uncertainWrite(operation, resource, known, body, error) : error;
  }
}
