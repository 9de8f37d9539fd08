import type { StoredConnection } from "../state/connection";
import type { State } from "../state/state";
import { notFound, ok, type Answer } from "./answer";
import { connectionAnswer } from "./connectionAnswer";
import type { Route, RouteRequest } from "./route";

export const connectionListRoutes: readonly Route[] = [
  { method: "GET", path: "/api/managed_users/:customer/connections", kind: "list", handle: list },
];

function list({ state, params, query }: RouteRequest): Answer {
  const workspace = state.workspace(params.customer ?? "");
  if (workspace === undefined) return notFound();
  const { behaviour } = state;
  const matching = state.connectionsOf(workspace).filter((connection) => matches(connection, query));
  const isEmpty = behaviour.emptyLists > 0;
  if (isEmpty) behaviour.emptyLists -= 1;
  const listed = matching.filter((connection) => isListedByNow(connection, state));
  const withTags = query.getAll("includes[]").includes("tags");
  return ok({
    result: isEmpty ? [] : listed.map((connection) => connectionAnswer(connection, withTags)),
    ...(behaviour.countsAll ? { count: matching.length } : {}),
  });
}

function matches({ runtime, provider, folderId, parentId, externalId }: StoredConnection, query: URLSearchParams) {
  if (runtime && query.get("include_runtime_connections") !== "true") return false;
  const filters = { provider, folder_id: folderId, parent_id: parentId, external_id: externalId };
  return Object.entries(filters).every(([filter, value]) => {
    const wanted = query.get(filter);
    return wanted === null || wanted === String(value ?? "");
  });
}

/** Counts the list that leaves a new connection out. */
function isListedByNow(connection: StoredConnection, state: State): boolean {
  const { listLagMs } = state.behaviour;
  const isLate = connection.hiddenLists > 0;
  if (isLate) connection.hiddenLists -= 1;
  const ageMs = state.clock.now() - Date.parse(connection.createdAt);
  const isYoung = connection.createdByRequest && listLagMs > 0 && ageMs < listLagMs;
  return !isLate && !isYoung && state.isVisible(connection);
}
