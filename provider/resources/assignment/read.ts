import { isWorkatoError } from "../../api";
import type { Operation } from "../session";
import { lookAtCustomer } from "../shared/customerPresence";

/**
 * Is the profile assigned to the customer, as far as the API tells? No endpoint lists the assignments of a customer:
 * absence is proved only when the profile is gone, or is assigned to nobody at all; otherwise what is known stays.
 * Source: GET /api/custom_oauth_profiles/:id
 */
export async function isAssigned(operation: Operation, managedUserId: string, profileId: string): Promise<boolean> {
  const { account, say } = operation;
  try {
    const profile = await account.profiles.get(profileId, () => account.client.getOAuthProfile(profileId));
    return profile.assignedCustomers !== 0;
  } catch (error) {
    const isRefused = isWorkatoError(error, "unauthorized", "forbidden");
    if (!isRefused && !isWorkatoError(error, "notFound")) throw error;
    // A wrong token or region answers just the same: the customer's own list tells them apart.
    const customer = await lookAtCustomer(operation, managedUserId, () => account.lists.all(managedUserId));
    if (!isRefused || customer === "forgotten") return false;
    say(
      `the API client of ${account.settings.tokenSource.name} may not look up custom OAuth profiles, so the assignment ` +
        `of profile ${profileId} to customer ${managedUserId} was not verified.`,
    );
    return true;
  }
}
