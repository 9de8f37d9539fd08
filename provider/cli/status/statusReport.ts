import type { EnvironmentName } from "../../api";
import { defined } from "../../api";
import type { StopReason } from "../customers/customerReading";
import type { CustomersRead } from "../customers/customersRead";
import type { ConnectionStatus, Group } from "./connectionStatus";
import { GROUPS, statusOf } from "./connectionStatus";

/** How the connections of a customer fare; a part of what `status --json` prints. */
export interface CustomerStatus {
  readonly managedUserId: string;
  /** Known with --all. */
  readonly name?: string;
  /** Which environment of its customer the workspace is; known with --all. */
  readonly environment?: EnvironmentName | "original";
  /** Why it could not be read; it has no connections then. */
  readonly error?: string;
  readonly connections: readonly ConnectionStatus[];
}

/** How many connections are in each group. */
export type GroupCounts = Readonly<Record<Group, number>>;

/** What `status --json` prints. */
export interface StatusReport {
  /** Where Workato was asked. */
  readonly origin: string;
  /** When, in ISO 8601. */
  readonly at: string;
  /** Why not all customers were read; there only when that is so. */
  readonly partial?: string;
  readonly summary: GroupCounts;
  readonly customers: readonly CustomerStatus[];
}

/** A connection with its customer: a row of the table and of the page. */
export interface StatusRow {
  readonly managedUserId: string;
  readonly connection: ConnectionStatus;
}

/** Why customers were not tried any more. */
const STOPPED: Readonly<Record<StopReason, string>> = {
  refused: "the token was refused for another customer",
  failed: "another customer could not be read",
  away: "Workato did not answer for several customers in a row",
  interrupted: "the command was interrupted",
};

/** Of every customer that was asked for, also one that was not tried any more. */
export function statusReport(
  { managedUserIds, names, environments, readings, stopped }: CustomersRead,
  { origin, now, redact }: { readonly origin: string; readonly now: Date; readonly redact: (text: string) => string },
): StatusReport {
  const partial = stopped === undefined ? undefined : STOPPED[stopped];
  const byId = new Map(readings.map((reading) => [reading.managedUserId, reading]));
  const customers = managedUserIds.map((managedUserId): CustomerStatus => {
    const name = names.get(managedUserId);
    const about = {
      managedUserId,
      ...defined({ name: name === undefined ? undefined : redact(name), environment: environments.get(managedUserId) }),
    };
    const reading = byId.get(managedUserId) ?? { failure: `not tried: ${partial ?? ""}.` };
    if ("failure" in reading) return { ...about, error: reading.failure, connections: [] };
    return { ...about, connections: reading.connections.map((found) => redacted(statusOf(found), redact)) };
  });
  const { working, lost, refused, waiting, disconnected } = countGroups(customers.flatMap((all) => all.connections));
  const summary = { working, lost, refused, waiting, disconnected };
  return { origin, at: now.toISOString(), ...defined({ partial }), summary, customers };
}

/** The same report without connections of other groups, which its summary still counts. */
export function onlyThese(report: StatusReport, groups: readonly Group[] | undefined): StatusReport {
  if (groups === undefined) return report;
  const customers = report.customers.map((customer) => ({
    ...customer,
    connections: customer.connections.filter(({ group }) => groups.includes(group)),
  }));
  return { ...report, customers };
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
