import { done, notFound, rejected, type Answer } from "./answer";
import { clearAuthorization } from "../state/connection";
import { addressedConnection } from "./addressedConnection";
import type { Route, RouteRequest } from "./route";

const CONNECTION = "/api/managed_users/:customer/connections/:connection";

export const connectionRemovalRoutes: readonly Route[] = [
  { method: "POST", path: `${CONNECTION}/disconnect`, kind: "connections", handle: disconnect },
  { method: "DELETE", path: CONNECTION, kind: "connections", handle: remove },
];

function disconnect(request: RouteRequest): Answer {
  const { state } = request;
  const { behaviour } = state;
  const connection = addressedConnection(request);
  if (connection === undefined) return notFound();
  const forced = isForced(request);
  if (connection.authorizationStatus !== null) {
    if (connection.activeRecipes.length > 0 && !forced) {
      return rejected("You can't disconnect a connection used by active recipes", behaviour);
    }
    clearAuthorization(connection, behaviour);
    connection.updatedAt = state.clock.stamp();
  }
  if (forced && behaviour.forceDisconnectFreesDelete) connection.activeRecipes = [];
  return done({ success: true, status: "disconnected" }, behaviour);
}

/** The vendor's pages disagree: a parameter of the query, or a text of the body. */
function isForced({ state, query, body }: RouteRequest): boolean {
  const inQuery = query.get("force") === "true";
  const inBody = String((body as { force?: unknown } | null | undefined)?.force) === "true";
  const { forceIn } = state.behaviour;
  return { query: inQuery, body: inBody, either: inQuery || inBody, both: inQuery && inBody }[forceIn];
}

function remove(request: RouteRequest): Answer {
  const { state } = request;
  const connection = addressedConnection(request);
  if (connection === undefined) return notFound();
  if (connection.activeRecipes.length > 0) {
    return rejected("You can't delete a connection used by active recipes", state.behaviour);
  }
  state.removeConnection(connection.id);
  return done({ success: true, status: "deleted" }, state.behaviour);
}
