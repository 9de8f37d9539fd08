import { notFound, ok, rejected, type Answer } from "./answer";
import type { StoredConnection } from "../state/connection";
import { readId } from "./connectionRequest";
import type { Route, RouteRequest } from "./route";

const CONNECTION = "/api/managed_users/:customer/connections/:connection";

export const connectionRemovalRoutes: readonly Route[] = [
  { method: "POST", path: `${CONNECTION}/disconnect`, kind: "connections", handle: disconnect },
  { method: "DELETE", path: CONNECTION, kind: "connections", handle: remove },
];

function disconnect(request: RouteRequest): Answer {
  const { state, query } = request;
  const { behaviour } = state;
  const connection = addressed(request);
  if (connection === undefined) return notFound();
  const forced = query.get("force") === "true";
  if (connection.authorizationStatus !== null) {
    if (connection.activeRecipes.length > 0 && !forced) {
      return rejected("You can't disconnect a connection used by active recipes", behaviour);
    }
    connection.authorizationStatus = null;
    connection.authorizationError = null;
    if (behaviour.disconnectClearsAuthorizedAt) connection.authorizedAt = null;
    connection.authorizedBy = null;
    connection.connectionLostAt = null;
    connection.connectionLostReason = null;
    connection.updatedAt = state.clock.stamp();
  }
  if (forced && behaviour.forceDisconnectFreesDelete) connection.activeRecipes = [];
  return ok({ result: { success: true, status: "disconnected" } });
}

function remove(request: RouteRequest): Answer {
  const { state } = request;
  const connection = addressed(request);
  if (connection === undefined) return notFound();
  if (connection.activeRecipes.length > 0) {
    return rejected("You can't delete a connection used by active recipes", state.behaviour);
  }
  state.removeConnection(connection.id);
  return ok({ result: { success: true, status: "deleted" } });
}

function addressed({ state, params }: RouteRequest): StoredConnection | undefined {
  const workspace = state.workspace(params.customer ?? "");
  return workspace && state.connectionOf(workspace, readId(params.connection));
}
