import { isWorkatoError } from "../../api";
import { explained } from "../errors";
import { placeOf } from "../../openClient";
import type { AccountSettings, Environment } from "../../settings";
import { confirmation, isConfirmed } from "./confirmations";

/** Whom is asked, and where decisions of the person who runs Pulumi stand. */
interface Asked {
  readonly account: { readonly settings: AccountSettings };
  readonly environment: Environment;
}

/**
 * Runs a look at the customer. A 404 for the customer is not "gone": a token of another workspace, another region or a
 * mistyped customer look just the same, and believing it would drop every connection of the customer from state. The
 * answer is `forgotten` for a customer in WORKATO_FORGET_CUSTOMERS.
 * @throws Error that names token, region and customer.
 */
export async function lookAtCustomer<T>(
  { account: { settings }, environment }: Asked,
  managedUserId: string,
  look: () => Promise<T>,
): Promise<T | "forgotten"> {
  try {
    return await look();
  } catch (error) {
    if (!isWorkatoError(error, "notFound")) throw error;
    const encoded = encodeURIComponent(managedUserId);
    if ([managedUserId, encoded].some((id) => isConfirmed(environment, "WORKATO_FORGET_CUSTOMERS", id))) {
      return "forgotten";
    }
    throw explained(
      error,
      `Customer ${managedUserId} is not ${placeOf(settings)}. ` +
        "Nothing was taken out of the state: check the token, the region and the customer id. If the customer was " +
        `really removed, run the command again with ${confirmation("WORKATO_FORGET_CUSTOMERS", encoded)} in its environment.`,
    );
  }
}
