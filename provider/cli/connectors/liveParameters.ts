import type { InputParameter, WorkatoClient } from "../../api";
import { isWorkatoError } from "../../api";
import { CommandError } from "../commandError";

/** The parameters of a connector as Workato describes them today. */
export interface LiveParameters {
  readonly parameters: readonly InputParameter[];
  /** The connection of the customer whose own `input` brings some of them; null where the customer has none. */
  readonly connectionId: string | null;
}

/**
 * Asks for the parameters that every connection of the connector has, and for those that come with the values of others (an
 * API token with the authentication type "API token"), as a connection of the customer has them. Changes nothing.
 * Source: `GET /api/v2/managed_users/:id/connectors/:name/input_schema`, `GET .../connections` and
 * `GET .../connections/:connection_id/input_schema`
 *
 * @param where of whom is asked, for errors
 * @throws CommandError for a customer that is not there; undefined for a connector that the API does not know
 */
export async function readLiveParameters(
  client: WorkatoClient,
  managedUserId: string,
  provider: string,
  where: string,
): Promise<LiveParameters | undefined> {
  const connections = await orUndefined(client.listConnections(managedUserId, { provider }));
  // The endpoints that follow say "not found" for a connector as well.
  if (connections === undefined) {
    throw new CommandError(
      `customer ${managedUserId} is not ${where}: check the token, the region and the customer id.`,
    );
  }
  const general = await orUndefined(client.getConnectorInputSchema(managedUserId, provider));
  if (general === undefined) return undefined;
  const connectionId = connections.find((connection) => connection.provider === provider)?.connectionId ?? null;
  // Somebody may have deleted it meanwhile.
  const own =
    connectionId === null ? [] : await orUndefined(client.getConnectionInputSchema(managedUserId, connectionId));
  const byName = new Map([...general, ...(own ?? [])].map((parameter) => [parameter.name, parameter]));
  return { parameters: [...byName.values()], connectionId: own === undefined ? null : connectionId };
}

async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isWorkatoError(error, "notFound")) return undefined;
    throw error;
  }
}
