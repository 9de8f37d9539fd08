import { refusalMeans, isRefusal, isWorkatoError, mayHaveTakenEffect } from "../../api";
import { explained } from "../errors";
import type { Operation } from "../session";
import { findConnection, isGone } from "../shared/evidence";
import { confirmation, isConfirmed } from "../shared/confirmations";
import { sayGone } from "./texts";
import type { ConnectionState } from "./state";

/** A connection to delete. */
interface Deletion {
  /** The resource's id, as the environment list names it. */
  readonly id: string;
  readonly identity: string | undefined;
  readonly managedUserId: string;
  readonly connectionId: string;
  readonly state: ConnectionState;
}

/**
 * Deletes a connection. One that is gone already is a success, and one that another resource of the stack has, or is
 * about to take over, stays.
 * Sources: DELETE /api/managed_users/:managed_user_id/connections/:connection_id, and POST .../disconnect?force=true
 */
export async function deleteConnection(operation: Operation, deletion: Deletion): Promise<void> {
  const { holders, lists } = operation.account;
  const { managedUserId, connectionId, identity, state } = deletion;
  const life = { mark: state.holder, identity };
  holders.release(connectionId, life);
  const keeper = holders.keeperOf(connectionId, life) ?? (await adopterOf(operation, deletion));
  if (keeper !== undefined) {
    operation.say(`warning: connection ${connectionId} of customer ${managedUserId} was not deleted: ${keeper}`);
    return;
  }
  try {
    await deleteOrForce(operation, deletion);
    lists.unseek(managedUserId, connectionId);
  } catch (error) {
    if (!isForTheListToSay(error) || !(await isDeleted(operation, deletion, error))) throw error;
    if (!mayHaveTakenEffect(error)) sayGone(operation, managedUserId, connectionId, state);
  }
  lists.forget(connectionId);
}

/** Why the connection must stay, where a new resource of this run names it by `adoptConnectionId`. */
async function adopterOf(
  operation: Operation,
  { managedUserId, connectionId, state: { provider } }: Deletion,
): Promise<string | undefined> {
  const isExpected = await operation.account.holders.isExpected(connectionId);
  if (isExpected === undefined) return undefined;
  if (isExpected) return "adoptConnectionId takes it over.";
  // Where its own customer's list lacks it, too, the look for the adopter has proved nothing.
  const isShown = (await findConnection(operation, { connectionId, managedUserId, provider })) !== undefined;
  return isShown ? undefined : "adoptConnectionId names it, and the token does not see whether it can be taken over.";
}

async function deleteOrForce(
  operation: Operation,
  { managedUserId, connectionId, id, state }: Deletion,
): Promise<void> {
  const { account, call, environment, say } = operation;
  for (let isForced = false; ; isForced = true) {
    try {
      await account.client.deleteConnection(managedUserId, connectionId, call);
      return;
    } catch (error) {
      if (isForced && !isWorkatoError(error, "notFound", "unexpectedAnswer")) {
        throw explained(error, refusalMeans(error, "inUse") ? `${STOP_RECIPES} ${DISCONNECTED}` : DISCONNECTED);
      }
      if (!refusalMeans(error, "inUse")) throw error;
      const isConfirmedByHand = isConfirmed(environment, "WORKATO_FORCE_DELETE", id);
      if (state.forceDelete !== true && !isConfirmedByHand) throw explained(error, inUseRemedy(id));
    }
    say(
      `connection ${connectionId} of customer ${managedUserId} is used by active recipes, so it is disconnected with force.`,
    );
    await account.client.disconnectConnection(managedUserId, connectionId, { force: true }, call);
  }
}

const STOP_RECIPES = "Stop the recipes that use it in the customer's workspace, then run the command again.";

const DISCONNECTED =
  "The connection was not deleted, and it is disconnected now. To connect it again, keep the resource, change its " +
  "credentialsVersion and run `pulumi up`, or have someone at the customer authorize it.";

/** Was it answered, and neither as the API promises nor with a reason that is the token's, the quota's or a fault's? */
function isForTheListToSay(error: unknown): boolean {
  return isWorkatoError(error, "notFound", "unexpectedAnswer") || isRefusal(error);
}

/** The connection is believed to be gone only when the customer itself is there and does not have it. */
async function isDeleted(
  operation: Operation,
  { managedUserId, connectionId, state }: Deletion,
  error: unknown,
): Promise<boolean> {
  const sought = { connectionId, managedUserId, provider: state.provider };
  if (isWorkatoError(error, "notFound") && mayHaveTakenEffect(error)) {
    // An earlier attempt of ours has deleted it, and the list may be behind: it tells that the customer is there.
    await findConnection(operation, sought);
    return true;
  }
  if (await isGone(operation, sought)) return true;
  // The list may be older than the removal.
  operation.account.lists.drop(managedUserId);
  return await isGone(operation, sought);
}

function inUseRemedy(id: string): string {
  return (
    "Active recipes use this connection, so nothing was deleted. Stop them, or set forceDelete: true and run `pulumi up` " +
    "before you remove the resource. Without an `up` (destroy, a delete that is left over from a replacement): run the " +
    `command again with ${confirmation("WORKATO_FORCE_DELETE", id)} in its environment. To keep the connection in Workato, ` +
    "take it out of the state: `pulumi state delete '<URN>'`, and where that asks, the one that is pending deletion."
  );
}
