import type { CallOptions, Connection, WorkatoClient } from "../../api";
import { instantOf, isWorkatoError, listLagMs, CLOCK_ROUNDING_MS, CLOCK_TOLERANCE_MS, MS_PER_SECOND } from "../../api";
import { explained, ObjectGone } from "../errors";
import { placeOf } from "../../settings/openClient";
import type { AccountSettings, Environment } from "../../settings/settings";
import { confirmation, isConfirmed } from "./confirmations";
import type { ConnectionLists } from "./connectionLists";
import type { Notices } from "./notices";

/** The account that is asked, and the environment with the decisions of the person who runs Pulumi. */
interface LookScope {
  readonly account: { readonly settings: AccountSettings };
  readonly environment: Environment;
}

/**
 * Runs a look at the customer. A 404 for the customer is not "gone": a token of another workspace, another region or a
 * mistyped customer look exactly the same, and believing it would drop every connection of the customer from state. The
 * answer is `forgotten` for a customer in WORKATO_FORGET_CUSTOMERS.
 * @throws Error that names token, region and customer.
 */
export async function lookAtCustomer<T>(
  scope: LookScope,
  managedUserId: string,
  look: () => Promise<T>,
): Promise<T | "forgotten"> {
  try {
    return await look();
  } catch (error) {
    if (!isWorkatoError(error, "notFound")) throw error;
    if (isToForget(scope, managedUserId)) return "forgotten";
    throw explained(
      error,
      `Customer ${managedUserId} is not ${placeOf(scope.account.settings)}. ` +
        "Nothing was removed from the state: check the token, the region and the customer id. " +
        forgetRemedy("the customer was really removed", managedUserId),
    );
  }
}

/** The customer's connections, and how they are asked for. */
interface ListScope extends LookScope {
  readonly account: LookScope["account"] & { readonly lists: ConnectionLists; readonly client: WorkatoClient };
  readonly call: CallOptions;
}

/** A connection, and where it is looked for. */
interface Sought {
  readonly connectionId: string;
  readonly managedUserId: string;
  readonly provider?: string | undefined;
}

/** The connection as it is now; undefined when the lists do not show it, or with a customer that is to be forgotten. */
export async function findConnection(
  operation: ListScope,
  { connectionId, managedUserId, provider }: Sought,
): Promise<Connection | undefined> {
  const { account, call } = operation;
  const found = await lookAtCustomer(operation, managedUserId, () =>
    account.lists.find(managedUserId, connectionId, provider, call),
  );
  return found === "forgotten" ? undefined : found;
}

/**
 * Is the connection gone, of which a request was answered that it is not there? The lists confirm it or not.
 * @throws Error where they prove nothing.
 */
export async function isGone(operation: ListScope, sought: Sought): Promise<boolean> {
  const { account, call } = operation;
  const { connectionId, managedUserId, provider } = sought;
  const all = account.lists.seek(managedUserId, connectionId);
  if ((await findConnection(operation, sought)) !== undefined) return false;
  if (isToForget(operation, managedUserId)) return true;
  const { gap } = await account.lists.later(managedUserId, provider, -Infinity, call);
  throwIfUnproved(operation, sought, all, gap);
  return true;
}

/** A connection that the state has, and who is told that it is looked for again. */
interface InState extends Sought {
  readonly createdAt?: string | undefined;
  readonly notices: Notices;
}

/**
 * The connection of a resource in state; undefined when it is proved that the server has it no more. Being there is proved
 * by one look, being gone by two that are some seconds apart, and of a young connection not before it is old enough for
 * every list to show it.
 * @throws Error where the lists prove nothing: they lack everything, or say themselves that they lack some.
 */
export async function proveConnection(operation: ListScope, inState: InState): Promise<Connection | undefined> {
  const found = await lookAtCustomer(operation, inState.managedUserId, () => lookAgainAndAgain(operation, inState));
  return found === "forgotten" ? undefined : found;
}

async function lookAgainAndAgain(operation: ListScope, inState: InState): Promise<Connection | undefined> {
  const { account, call } = operation;
  const { lists, settings, client } = account;
  const { connectionId, managedUserId, provider, createdAt, notices } = inState;
  const first = await lists.all(managedUserId, call);
  const sought = lists.seek(managedUserId, connectionId);
  const listed = first.get(connectionId);
  if (listed !== undefined) return listed;
  const settleMs = settings.settleTimeoutSeconds * MS_PER_SECOND;
  const youngMs = (instantOf(createdAt) ?? -Infinity) + settleMs - client.serverNow() - CLOCK_ROUNDING_MS;
  const oldEnoughAtMs = first.atMs + Math.min(youngMs, settleMs + CLOCK_TOLERANCE_MS);
  notices.once(
    `the list of customer ${managedUserId} does not show all that the state has, so it is read again, because it may be ` +
      `behind by ${settings.settleTimeoutSeconds} s`,
  );
  const lagMs = listLagMs(settings);
  for (let atMs = first.atMs + lagMs; ; atMs += lagMs) {
    const later = await lists.later(managedUserId, provider, atMs, call);
    const shown = later.get(connectionId);
    if (shown === undefined && atMs < oldEnoughAtMs) continue;
    // Either way, the first list cannot be trusted about what is not there.
    lists.disprove(managedUserId);
    if (shown === undefined) throwIfUnproved(operation, inState, sought, first.gap ?? later.gap);
    return shown;
  }
}

/** @throws Error where lists that lack a connection are no proof that it is gone. */
function throwIfUnproved(
  operation: ListScope,
  { connectionId, managedUserId }: Sought,
  sought: ReadonlySet<string>,
  gap: string | undefined,
): void {
  const { lists, settings } = operation.account;
  if (isToForget(operation, managedUserId)) return;
  const isAllMissing = sought.size > 1 && !lists.isAnyShown(managedUserId, sought);
  if (gap === undefined && !isAllMissing) return;
  const why = gap ?? `it shows none of the ${sought.size} connections that were looked for`;
  throw new Error(
    `Connection ${connectionId} is not in the list of customer ${managedUserId} ${placeOf(settings)}, but that list proves ` +
      `nothing: ${why}. Nothing was removed from the state: a token that does not see their projects, another region or ` +
      `another workspace look exactly the same. ${forgetRemedy("they were really removed", managedUserId)}`,
  );
}

/** @throws ObjectGone that says how to make it again, where a request failed because the connection is not there any more. */
export async function throwIfGone(operation: ListScope, sought: Sought, error: unknown): Promise<void> {
  if (!isWorkatoError(error, "notFound")) return;
  if ((await findConnection(operation, sought)) !== undefined) return;
  const remedy =
    `Connection ${sought.connectionId} is not in customer ${sought.managedUserId} any more. Run \`pulumi up --refresh\`: it ` +
    "removes the connection from the state and creates it again.";
  throw new ObjectGone(explained(error, remedy).message);
}

/** Has the person who runs Pulumi said that the customer is gone? */
function isToForget({ environment }: LookScope, managedUserId: string): boolean {
  const ids = [managedUserId, encodeURIComponent(managedUserId)];
  return ids.some((id) => isConfirmed(environment, "WORKATO_FORGET_CUSTOMERS", id));
}

function forgetRemedy(condition: string, managedUserId: string): string {
  const entry = confirmation("WORKATO_FORGET_CUSTOMERS", encodeURIComponent(managedUserId));
  return `If ${condition}, run the command again with ${entry} in its environment.`;
}
