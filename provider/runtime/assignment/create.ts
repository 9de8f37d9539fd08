import { isMeant } from "../../api";
import { joinResourceId } from "../../resourceId";
import type { Operation } from "../session";
import { newHolder } from "../workspace/holders";
import type { AssignmentArguments, AssignmentState } from "./arguments";
import { toState } from "./arguments";

/**
 * Assigns the profile; one that is assigned already stays so.
 * Source: POST /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/assign
 * @throws Error when another resource of this stack has the assignment.
 */
export async function createAssignment(
  { account, call }: Operation,
  inputs: AssignmentArguments,
): Promise<{ id: string; state: AssignmentState }> {
  const { managedUserId, profileId } = inputs;
  const id = joinResourceId(managedUserId, profileId);
  if (account.holders.isHeld(id)) {
    throw new Error(
      `the assignment of profile ${profileId} to customer ${managedUserId} is already managed by another resource of this ` +
        "stack. Remove one of the two (a renamed resource needs `aliases` only).",
    );
  }
  const holder = newHolder();
  account.holders.note(id, { mark: holder, name: id });
  try {
    await account.client.assignOAuthProfile(managedUserId, profileId, call);
  } catch (error) {
    if (!isMeant(error, "alreadyAssigned")) {
      account.holders.release(id, holder);
      throw error;
    }
  } finally {
    account.profiles.drop(profileId);
  }
  return { id, state: toState(inputs, holder) };
}
