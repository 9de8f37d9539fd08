import type { CallOptions, Connection } from "../../api";
import { isWorkatoError } from "../../api";
import { explained, ObjectGone } from "../errors";
import { placeOf } from "../../settings/openClient";
import type { AccountSettings, Environment } from "../../settings/settings";
import { confirmation, isConfirmed } from "./confirmations";
import type { ConnectionLists } from "./connectionLists";

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

/** The customer's connections, and how they are asked for. */
interface Listed extends Asked {
  readonly account: Asked["account"] & { readonly lists: ConnectionLists };
  readonly call: CallOptions;
}

/** Where a connection is looked for. */
interface Place {
  readonly managedUserId: string;
  readonly provider?: string | undefined;
}

/** The connection as the customer's list has it; undefined when it is gone, perhaps with a customer that is to be forgotten. */
export async function findConnection(
  operation: Listed,
  connectionId: string,
  { managedUserId, provider }: Place,
): Promise<Connection | undefined> {
  const { account, call } = operation;
  const found = await lookAtCustomer(operation, managedUserId, () =>
    account.lists.find(managedUserId, connectionId, provider, call),
  );
  return found === "forgotten" ? undefined : found;
}

/** @throws ObjectGone that says how to make it again, where a request failed because the connection is not there any more. */
export async function throwIfGone(
  operation: Listed,
  connectionId: string,
  place: Place,
  error: unknown,
): Promise<void> {
  if (!isWorkatoError(error, "notFound")) return;
  if ((await findConnection(operation, connectionId, place)) !== undefined) return;
  const remedy =
    `Connection ${connectionId} is not in customer ${place.managedUserId} any more. Run \`pulumi up --refresh\`: it takes ` +
    "the connection out of the state and makes it again.";
  throw new ObjectGone(explained(error, remedy).message);
}
