import { fieldsFor } from "../seed/connectorSchema";
import { addressedConnection } from "./addressedConnection";
import { notFound, ok, type Answer } from "./answer";
import type { Route, RouteRequest } from "./route";

const CONNECTION = "/api/managed_users/:customer/connections/:connection";
const CONNECTOR = "/api/v2/managed_users/:customer/connectors/:connector";

/** Both answer a list of fields in `result`; which keys a field has is said at `SchemaField`. */
export const inputSchemaRoutes: readonly Route[] = [
  { method: "GET", path: `${CONNECTION}/input_schema`, kind: "connections", handle: ofConnection },
  { method: "GET", path: `${CONNECTOR}/input_schema`, kind: "connectors", handle: ofConnector },
];

/** Of a connector that is not known, a connection has no field. */
function ofConnection(request: RouteRequest): Answer {
  const connection = addressedConnection(request);
  if (connection === undefined) return notFound();
  const schema = request.state.schemas.get(connection.provider) ?? { fields: [] };
  return ok({ result: fieldsFor(schema, connection.input) });
}

/** The same for every customer, whatever connections there are. */
function ofConnector({ state, params }: RouteRequest): Answer {
  const schema = state.schemas.get(params.connector ?? "");
  const workspace = state.workspace(params.customer ?? "");
  return schema === undefined || workspace === undefined ? notFound() : ok({ result: schema.fields });
}
