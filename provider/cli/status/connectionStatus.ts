import type { Connection } from "../../api";
import { instantOf, isLossLaterThanAuthorization } from "../../api";

/** What can be the matter with a connection, the worst first. */
export const GROUPS = ["lost", "refused", "waiting", "disconnected", "working"] as const;

/**
 * - `lost`: it worked and stopped working.
 * - `refused`: Workato refused its credentials, and it never worked.
 * - `waiting`: nobody has authorized it yet.
 * - `disconnected`: it was authorized, and somebody has disconnected it.
 * - `working`: it is authorized.
 */
export type Group = (typeof GROUPS)[number];

/** What somebody has to mend. The others wait for a person, are as somebody wanted them, or work. */
export const NEEDS_ATTENTION: readonly Group[] = ["lost", "refused"];

/** The groups in words. */
export const GROUP_TITLES: Readonly<Record<Group, string>> = {
  lost: "lost",
  refused: "refused",
  waiting: "waiting for a person",
  disconnected: "disconnected",
  working: "working",
};

/** How a connection fares; a part of what `status --json` prints. */
export interface ConnectionStatus {
  readonly connectionId: string;
  readonly name: string | null;
  readonly provider: string | null;
  readonly group: Group;
  /** `authorization_status` as the API answers it. */
  readonly status: string | null;
  /** ISO 8601 in UTC; null where the API does not tell. */
  readonly since: string | null;
  /** The server's words on why it is lost or refused. */
  readonly reason: string | null;
}

/**
 * The one rule for the group of a connection, for since when it is in it, and for why. The API tells neither when a
 * connection was disconnected nor, without `connection_lost_at`, when it failed: its last change stands for that.
 * Source: GET /api/managed_users/:managed_user_id/connections
 */
export function statusOf(connection: Connection): ConnectionStatus {
  const { connectionId, name, provider, authorizationStatus: status } = connection;
  const group = groupOf(connection);
  const since = isoTime(sinceOf(connection, group));
  return { connectionId, name, provider, group, status, since, reason: reasonOf(connection, group) };
}

function groupOf(connection: Connection): Group {
  const { authorizationStatus, authorizedAt } = connection;
  if (isLossLaterThanAuthorization(connection)) return "lost";
  if (authorizationStatus === "success") return "working";
  const wasAuthorized = authorizedAt !== null;
  if (authorizationStatus === null) return wasAuthorized ? "disconnected" : "waiting";
  // `failed`, `exception`, and whatever else is no success.
  return wasAuthorized ? "lost" : "refused";
}

function sinceOf(connection: Connection, group: Group): string | null {
  if (group === "working") return connection.authorizedAt;
  if (group === "refused" || group === "waiting") return connection.createdAt;
  return isLossLaterThanAuthorization(connection) ? connection.connectionLostAt : connection.updatedAt;
}

function reasonOf(connection: Connection, group: Group): string | null {
  if (group !== "lost" && group !== "refused") return null;
  const loss = isLossLaterThanAuthorization(connection) ? connection.connectionLostReason : null;
  const said = [loss, connection.authorizationError].filter((words) => words !== null);
  return said.length === 0 ? null : [...new Set(said)].join(": ");
}

function isoTime(text: string | null): string | null {
  const instant = instantOf(text);
  return instant === undefined ? null : new Date(instant).toISOString();
}
