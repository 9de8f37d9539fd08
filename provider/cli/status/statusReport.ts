import type { CustomerReading } from "../customers/customerReading";
import type { ConnectionStatus, Group } from "./connectionStatus";
import { GROUPS, statusOf } from "./connectionStatus";

/** How the connections of a customer fare; a part of what `status --json` prints. */
export interface CustomerStatus {
  readonly managedUserId: string;
  /** Why it could not be read; it has no connections then. */
  readonly error?: string;
  readonly connections: readonly ConnectionStatus[];
}

/** How many connections are in each group. */
export type GroupCounts = Readonly<Record<Group, number>>;

/** What `status --json` prints. */
export interface StatusReport {
  readonly summary: GroupCounts;
  readonly customers: readonly CustomerStatus[];
}

/** A connection with its customer: a row of the table and of the page. */
export interface StatusRow {
  readonly managedUserId: string;
  readonly connection: ConnectionStatus;
}

const NOT_TRIED = "not tried any more: the token was refused for another customer.";

/**
 * @param managedUserIds every customer that was asked for, also one that was not tried any more
 * @param redact takes the token out of the server's words
 */
export function statusReport(
  managedUserIds: readonly string[],
  readings: readonly CustomerReading[],
  redact: (text: string) => string,
): StatusReport {
  const byId = new Map(readings.map((reading) => [reading.managedUserId, reading]));
  const customers = managedUserIds.map((managedUserId): CustomerStatus => {
    const reading = byId.get(managedUserId) ?? { failure: NOT_TRIED };
    if ("failure" in reading) return { managedUserId, error: reading.failure, connections: [] };
    return { managedUserId, connections: reading.connections.map((found) => redacted(statusOf(found), redact)) };
  });
  const { working, lost, refused, waiting, disconnected } = countGroups(customers.flatMap((all) => all.connections));
  return { summary: { working, lost, refused, waiting, disconnected }, customers };
}

export function countGroups(connections: readonly ConnectionStatus[]): GroupCounts {
  const counts = { working: 0, lost: 0, refused: 0, waiting: 0, disconnected: 0 };
  for (const { group } of connections) counts[group] += 1;
  return counts;
}

/** All connections: the worst first, in a group the latest first (what broke last night), those without a time last. */
export function worstFirst({ customers }: StatusReport): StatusRow[] {
  const rows = customers.flatMap(({ managedUserId, connections }) =>
    connections.map((connection) => ({ managedUserId, connection })),
  );
  return rows.sort(
    ({ connection: one }, { connection: other }) =>
      GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group) ||
      // Both are ISO 8601 in UTC.
      Number((one.since ?? "") < (other.since ?? "")) - Number((one.since ?? "") > (other.since ?? "")),
  );
}

function redacted(status: ConnectionStatus, redact: (text: string) => string): ConnectionStatus {
  const words = (text: string | null): string | null => (text === null ? null : redact(text));
  return { ...status, name: words(status.name), provider: words(status.provider), reason: words(status.reason) };
}
