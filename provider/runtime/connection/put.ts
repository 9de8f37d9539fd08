import type { Connection, ConnectionBody } from "../../api";
import { isWorkatoError } from "../../api";
import { lookAtCustomer } from "../workspace/customerPresence";
import { explained } from "../errors";
import type { ManagedConnectionInputs } from "./arguments";
import type { Operation } from "../session";

/** A connection after a write. */
export interface AnsweredConnection {
  readonly connection: Connection;
  /** False when the answer did not say how the credentials fared. */
  readonly isAuthorizationKnown: boolean;
}

/**
 * Sends the given fields, and answers the connection as the server has it now.
 * Source: PUT /api/managed_users/:managed_user_id/connections/:connection_id
 * @throws Error that says how to make the connection again, when it is gone.
 */
export async function putConnection(
  operation: Operation,
  inputs: ManagedConnectionInputs,
  known: Connection,
  body: ConnectionBody,
): Promise<AnsweredConnection> {
  const { account, call } = operation;
  const { managedUserId } = inputs;
  const { connectionId } = known;
  try {
    const answer = await account.client.updateConnection(managedUserId, connectionId, body, call);
    const { input: _secret, shellConnection: _flag, ...sent } = body;
    const connection = account.customers.record(managedUserId, answer, { ...known, ...sent });
    return { connection, isAuthorizationKnown: answer.authorizationStatus !== undefined };
  } catch (error) {
    account.customers.drop(managedUserId);
    if (!isWorkatoError(error, "notFound")) throw error;
    if ((await findConnection(operation, connectionId, inputs)) !== undefined) throw error;
    throw explained(
      error,
      `Connection ${connectionId} is not in customer ${managedUserId} any more. Run \`pulumi up --refresh\`: it takes the ` +
        "connection out of the state and makes it again.",
    );
  }
}

/** The connection as the customer's list has it. */
export async function findConnection(
  { account }: Operation,
  connectionId: string,
  inputs: ManagedConnectionInputs,
): Promise<Connection | undefined> {
  const found = await lookAtCustomer(account, inputs.managedUserId, () =>
    account.customers.find(inputs.managedUserId, connectionId, inputs.provider),
  );
  return found === "forgotten" ? undefined : found;
}
