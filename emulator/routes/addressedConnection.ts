import type { StoredConnection } from "../state/connection";
import { readId } from "./connectionRequest";
import type { RouteRequest } from "./route";

/** The connection that the path of a request names, as far as its token reaches. */
export function addressedConnection({ state, params }: RouteRequest): StoredConnection | undefined {
  const workspace = state.workspace(params.customer ?? "");
  const connection = workspace && state.connectionOf(workspace, readId(params.connection));
  return connection !== undefined && state.isVisible(connection) ? connection : undefined;
}
