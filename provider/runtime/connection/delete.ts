import type { CallOptions } from "../../api";
import { isWorkatoError } from "../../api";
import { lookAtCustomer } from "../workspace/customerPresence";
import { explained, isInUse } from "../errors";
import type { ManagedConnectionState } from "./state";
import { isListed, listing } from "../workspace/confirmations";
import type { Operation } from "../session";

/** A connection to delete. */
interface Doomed {
  /** The resource's id, as the environment list names it. */
  readonly id: string;
  readonly managedUserId: string;
  readonly connectionId: string;
  readonly state: ManagedConnectionState;
}

/**
 * Deletes a connection; one that is gone already is a success.
 * Sources: DELETE /api/managed_users/:managed_user_id/connections/:connection_id, and POST .../disconnect?force=true
 */
export async function deleteConnection(operation: Operation, doomed: Doomed): Promise<void> {
  const { account, call, say } = operation;
  const { managedUserId, connectionId } = doomed;
  if (account.stack.isAlive(connectionId)) {
    say(
      `warning: connection ${connectionId} of customer ${managedUserId} was not deleted: another resource of this stack ` +
        "manages it now. (A resource that only gets a new logical name needs `aliases`.)",
    );
    return;
  }
  try {
    await deleteOrForce(operation, doomed, call);
  } catch (error) {
    if (!isWorkatoError(error, "notFound") || !(await isGone(operation, doomed))) throw error;
  }
  account.customers.forget(managedUserId, connectionId);
}

async function deleteOrForce(operation: Operation, doomed: Doomed, call: CallOptions): Promise<void> {
  const { client } = operation.account;
  const { managedUserId, connectionId } = doomed;
  try {
    await client.deleteConnection(managedUserId, connectionId, call);
  } catch (error) {
    if (!isInUse(error)) throw error;
    if (doomed.state.forceDelete !== true && !isListed("WORKATO_FORCE_DELETE", doomed.id)) {
      throw explained(error, inUseRemedy(doomed.id));
    }
    operation.say(
      `connection ${connectionId} of customer ${managedUserId} is used by active recipes: disconnecting it with force.`,
    );
    await client.disconnectConnection(managedUserId, connectionId, { force: true }, call);
    await deleteForced(operation, doomed, call);
  }
}

async function deleteForced(operation: Operation, doomed: Doomed, call: CallOptions): Promise<void> {
  try {
    await operation.account.client.deleteConnection(doomed.managedUserId, doomed.connectionId, call);
  } catch (error) {
    if (!isInUse(error)) throw error;
    throw explained(
      error,
      "The connection was disconnected with force and Workato still refuses to delete it. " +
        "Stop the recipes that use it in the customer's workspace, then run the command again.",
    );
  }
}

/** A 404 for the connection is believed only when the customer itself is there and does not have it. */
async function isGone(operation: Operation, { managedUserId, connectionId, state }: Doomed): Promise<boolean> {
  const { account } = operation;
  const found = await lookAtCustomer(account, managedUserId, async () => {
    const known = await account.customers.find(managedUserId, connectionId, state.provider);
    if (known === undefined) return undefined;
    // The list may be older than the removal.
    account.customers.drop(managedUserId);
    return account.customers.find(managedUserId, connectionId, state.provider);
  });
  return found === undefined || found === "forgotten";
}

function inUseRemedy(id: string): string {
  return (
    "Active recipes use this connection, so nothing was deleted. Stop them, or set forceDelete: true and run `pulumi up` " +
    "before you remove the resource. Without an `up` (destroy, a delete that is left over from a replacement): run the " +
    `command again with ${listing("WORKATO_FORCE_DELETE", id)} in its environment.`
  );
}
