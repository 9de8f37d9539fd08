import { isMeant, isWorkatoError } from "../../api";
import { explained } from "../errors";
import type { Operation } from "../session";
import { confirmation, isConfirmed } from "../shared/confirmations";
import { lookAtCustomer } from "../shared/customerPresence";
import type { AssignmentState } from "./arguments";

/**
 * Unassigns the profile; one that is not assigned is a success, and one that another resource of the stack has stays.
 * Source: DELETE /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/unassign
 */
export async function deleteAssignment(operation: Operation, id: string, state: AssignmentState): Promise<void> {
  const { account, call, environment, say } = operation;
  const { managedUserId, profileId } = state;
  account.holders.release(id, state.holder);
  if (account.holders.isHeld(id)) {
    say(
      `warning: profile ${profileId} was not unassigned from customer ${managedUserId}: another resource of this stack ` +
        "manages the assignment now. (A resource that only gets a new logical name needs `aliases`.)",
    );
    return;
  }
  const force = state.forceUnassign === true || isConfirmed(environment, "WORKATO_FORCE_UNASSIGN", id);
  try {
    await account.client.unassignOAuthProfile(managedUserId, profileId, { force }, call);
  } catch (error) {
    if (isWorkatoError(error, "notFound")) {
      await lookAtCustomer(operation, managedUserId, () => account.lists.all(managedUserId));
    } else if (!isMeant(error, "notAssigned")) {
      throw isMeant(error, "inUse") && !force ? explained(error, inUseRemedy(id)) : error;
    }
  } finally {
    account.profiles.drop(profileId);
  }
}

function inUseRemedy(id: string): string {
  return (
    "Connections of the customer use this profile, so it stays assigned. Delete them first, or set forceUnassign: true " +
    "and run `pulumi up` before you remove or replace the assignment. Without an `up` (destroy, a replacement): run the " +
    `command again with ${confirmation("WORKATO_FORCE_UNASSIGN", id)} in its environment.`
  );
}
