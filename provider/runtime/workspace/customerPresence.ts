import { isWorkatoError } from "../../api";
import { explained } from "../errors";
import { isListed, listing } from "./confirmations";
import type { Account } from "../session";

/**
 * A 404 for the customer is not "gone": a token of another workspace, another region or a mistyped customer look just
 * the same, and believing it would drop every connection of the customer from state.
 */
export function isForgotten(managedUserId: string): boolean {
  return [managedUserId, encodeURIComponent(managedUserId)].some((id) => isListed("WORKATO_FORGET_CUSTOMERS", id));
}

/**
 * Runs a look at the customer. When the customer itself is missing, the answer is `forgotten` for a customer in
 * WORKATO_FORGET_CUSTOMERS.
 * @throws Error that names token, region and customer.
 */
export async function lookAtCustomer<T>(
  account: Account,
  managedUserId: string,
  look: () => Promise<T>,
): Promise<T | "forgotten"> {
  try {
    return await look();
  } catch (error) {
    if (!isWorkatoError(error, "notFound")) throw error;
    if (isForgotten(managedUserId)) return "forgotten";
    throw explained(
      error,
      `Customer ${managedUserId} is not at ${account.settings.baseUrl} for the token of ` +
        `${account.settings.tokenSource.name}. Nothing was taken out of the state: check the token, the region and the ` +
        "customer id. If the customer was really removed, run the command again with " +
        `${listing("WORKATO_FORGET_CUSTOMERS", encodeURIComponent(managedUserId))} in its environment.`,
    );
  }
}
