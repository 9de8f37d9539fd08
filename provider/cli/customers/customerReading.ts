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

/**
 * Why not all customers were tried: the token was refused, a customer failed and the others were not wanted any more, the API is
 * away, or the command was interrupted.
 */
export type StopReason = "refused" | "failed" | "away" | "interrupted";

/** What reading customers brought. */
export interface CustomerReadings {
  /** In the order of the customers, without those that were not tried any more. */
  readonly readings: readonly CustomerReading[];
  /** Undefined when all were tried. */
  readonly stopped: StopReason | undefined;
}

/** How the customers are read. */
export interface ReadingOptions {
  /** What each list is asked for. */
  readonly query: ListConnectionsQuery;
  /** Go on with the other customers when one fails. */
  readonly keepGoing: boolean;
  /** Called after each customer, with how many are read so far. */
  readonly onRead: (read: number) => void;
  /** Aborted, it ends the reading at once. */
  readonly signal?: AbortSignal | undefined;
}

/** Enough to hide the latency of hundreds of customers, few enough not to be noticed by anyone else. */
const CUSTOMERS_AT_ONCE = 8;

/** So many customers one after the other, each after its retries: then it is not the customers. */
const FAILURES_OF_AN_API_THAT_IS_AWAY = 5;

/** What has nothing to do with the customer that was asked for. */
const KINDS_OF_AN_API_THAT_IS_AWAY = ["network", "timeout", "server"] as const;

/**
 * Reads customers, several at once. All share one budget for retries: a person waits for the whole.
 * Source: GET /api/managed_users/:managed_user_id/connections
 */
export async function readCustomers(
  client: WorkatoClient,
  managedUserIds: readonly string[],
  { query, keepGoing, onRead, signal }: ReadingOptions,
): Promise<CustomerReadings> {
  const readings = new Map<string, CustomerReading>();
  const waiting = [...managedUserIds];
  const budget = client.startBudget();
  let stopped: StopReason | undefined;
  let failuresInARow = 0;
  const stopAfter = (error: unknown): void => {
    const isAway = isWorkatoError(error, ...KINDS_OF_AN_API_THAT_IS_AWAY);
    failuresInARow = isAway ? failuresInARow + 1 : 0;
    if (failuresInARow === FAILURES_OF_AN_API_THAT_IS_AWAY) stopped ??= "away";
    // A token that one customer's list is refused for is refused for all.
    if (isWorkatoError(error, "unauthorized")) stopped ??= "refused";
    if (!keepGoing) stopped ??= "failed";
  };
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined && stopped === undefined; id = waiting.shift()) {
      let reading: CustomerReading;
      try {
        reading = { managedUserId: id, connections: await client.listConnections(id, query, { budget }) };
        failuresInARow = 0;
      } catch (error) {
        stopAfter(error);
        reading = { managedUserId: id, failure: messageOf(error) };
      }
      // What ends after an interruption has ended because of it.
      if (signal?.aborted === true) return;
      readings.set(id, reading);
      onRead(readings.size);
    }
  };
  const interrupted = new Promise<void>((resolve) => {
    signal?.addEventListener("abort", () => {
      stopped ??= "interrupted";
      resolve();
    });
  });
  await Promise.race([Promise.all(Array.from({ length: CUSTOMERS_AT_ONCE }, work)), interrupted]);
  const inOrder = managedUserIds.flatMap((id) => readings.get(id) ?? []);
  return { readings: withoutTwins(inOrder), stopped: inOrder.length < managedUserIds.length ? stopped : undefined };
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
