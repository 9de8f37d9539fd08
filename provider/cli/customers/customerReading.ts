import type { Connection, ListConnectionsQuery, WorkatoClient } from "../../api";
import { isWorkatoError, messageOf } from "../../api";

/** What reading one customer brought. */
export type CustomerReading =
  { readonly managedUserId: string; readonly connections: readonly Connection[] } | FailedReading;

/** A customer that could not be read, with the reason. */
export interface FailedReading {
  readonly managedUserId: string;
  readonly failure: string;
}

/** How the customers are read. */
export interface ReadingOptions {
  /** What each list is asked for. */
  readonly query: ListConnectionsQuery;
  /** Go on with the other customers when one fails. */
  readonly keepGoing: boolean;
  /** Called after each customer, with how many are read so far. */
  readonly onRead: (read: number) => void;
}

/** Enough to hide the latency of hundreds of customers, few enough not to be noticed by anyone else. */
const CUSTOMERS_AT_ONCE = 8;

/**
 * Reads customers, several at once; the result has their order, without the ones that were not tried any more.
 * Source: GET /api/managed_users/:managed_user_id/connections
 */
export async function readCustomers(
  client: WorkatoClient,
  managedUserIds: readonly string[],
  options: ReadingOptions,
): Promise<CustomerReading[]> {
  const readings = new Map<string, CustomerReading>();
  const waiting = [...managedUserIds];
  let stopped = false;
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined && !stopped; id = waiting.shift()) {
      const reading = await readCustomer(client, id, options, (error) => {
        // A token that one customer's list is refused for is refused for all.
        stopped ||= !options.keepGoing || isWorkatoError(error, "unauthorized");
      });
      readings.set(id, reading);
      options.onRead(readings.size);
    }
  };
  await Promise.all(Array.from({ length: CUSTOMERS_AT_ONCE }, work));
  const inOrder = managedUserIds.flatMap((id) => readings.get(id) ?? []);
  return withoutTwins(inOrder);
}

async function readCustomer(
  client: WorkatoClient,
  managedUserId: string,
  { query }: ReadingOptions,
  onFailure: (error: unknown) => void,
): Promise<CustomerReading> {
  try {
    return { managedUserId, connections: await client.listConnections(managedUserId, query) };
  } catch (error) {
    onFailure(error);
    return { managedUserId, failure: messageOf(error) };
  }
}

/** One customer under two ids (its number and its external id) would bring each connection twice. */
function withoutTwins(readings: readonly CustomerReading[]): CustomerReading[] {
  const owners = new Map<string, string>();
  return readings.map((reading) => {
    if ("failure" in reading) return reading;
    const { managedUserId, connections } = reading;
    const shared = connections.find(({ connectionId }) => owners.has(connectionId));
    if (shared !== undefined) {
      const { connectionId } = shared;
      const twin = owners.get(connectionId) ?? "";
      const failure = `customers ${twin} and ${managedUserId} both have connection ${connectionId}: they are one customer. Name it once.`;
      return { managedUserId, failure };
    }
    for (const { connectionId } of connections) owners.set(connectionId, managedUserId);
    return reading;
  });
}
