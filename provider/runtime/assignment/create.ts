import { isMeant } from "../../api";
import { joinResourceId } from "../../arguments/resourceId";
import type { Account, Operation } from "../session";
import { newHolder } from "../workspace/holders";
import type { AssignmentArguments, AssignmentState } from "./arguments";
import { toState } from "./arguments";

/**
 * Assigns the profile; one that is assigned already stays so.
 * Source: POST /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/assign
 * @throws Error when another resource of this stack has the assignment.
 */
export async function createAssignment(
  operation: Operation,
  inputs: AssignmentArguments,
): Promise<{ id: string; state: AssignmentState }> {
  const { holders, profiles } = operation.account;
  const id = joinResourceId(inputs.managedUserId, inputs.profileId);
  if (holders.isClaimed(id)) throw managedAlready(inputs);
  // A replacement that has failed after its delete leaves a resource that does not have the assignment any more.
  const isPerhapsHeld = holders.isHeld(id);
  const holder = newHolder();
  holders.claim(id, { mark: holder, name: id });
  try {
    const before = isPerhapsHeld ? await assignedCustomers(operation.account, inputs.profileId) : null;
    const wasAssigned = await assign(operation, inputs);
    const isSame = before !== null && (await assignedCustomers(operation.account, inputs.profileId)) === before;
    if (isSame || (isPerhapsHeld && wasAssigned)) throw managedAlready(inputs);
  } catch (error) {
    holders.release(id, holder);
    throw error;
  } finally {
    profiles.drop(inputs.profileId);
  }
  return { id, state: toState(inputs, holder) };
}

/** Answers whether the server says that it was assigned before. */
async function assign({ account, call }: Operation, inputs: AssignmentArguments): Promise<boolean> {
  try {
    await account.client.assignOAuthProfile(inputs.managedUserId, inputs.profileId, call);
    return false;
  } catch (error) {
    if (isMeant(error, "alreadyAssigned")) return true;
    throw error;
  }
}

/** To how many customers the profile is assigned; null where nobody can say. */
async function assignedCustomers({ client }: Account, profileId: string): Promise<number | null> {
  try {
    return (await client.getOAuthProfile(profileId)).assignedCustomers;
  } catch {
    return null;
  }
}

function managedAlready({ managedUserId, profileId }: AssignmentArguments): Error {
  return new Error(
    `the assignment of profile ${profileId} to customer ${managedUserId} is already managed by another resource of this ` +
      "stack. Remove one of the two (a renamed resource needs `aliases` only).",
  );
}
