import * as pulumi from "@pulumi/pulumi";
import type { Connection } from "../../api";
import { messageOf } from "../../api/workatoError";
import { programError } from "../programError";
import { lookUpClient } from "./client";

/** Arguments of {@link getConnections}: a customer, and filters that the API applies. */
export interface GetConnectionsArgs {
  /** The customer: `"98178"`, or `externalId("A2300")`. */
  readonly managedUserId: string | number;
  /** The connector, e.g. `"quickbooks"`. */
  readonly provider?: string;
  /** The project or folder that holds the connections. */
  readonly folderId?: string | number;
  /** The parent connection. */
  readonly parentId?: string | number;
  /** Your own id of the connections. */
  readonly externalId?: string;
  /**
   * List runtime user connections too.
   * @default false
   */
  readonly includeRuntimeConnections?: boolean;
  /**
   * Fill `tags`, which is null otherwise.
   * @default false
   */
  readonly includeTags?: boolean;
  /**
   * The entry of the configuration `workato:accounts` to ask.
   * @default the stack's own token and region
   */
  readonly account?: string;
}

/** Arguments of {@link getConnectionsOutput}. */
export type GetConnectionsOutputArgs = {
  readonly [K in keyof GetConnectionsArgs]: pulumi.Input<Exclude<GetConnectionsArgs[K], undefined>> | undefined;
} & { readonly managedUserId: pulumi.Input<string | number> };

/** The connections of a customer, as the API lists them; ids are strings, absent values null, times ISO 8601. */
export interface GetConnectionsResult {
  readonly connections: readonly Connection[];
}

/**
 * Looks up connections of a customer, in the program's process, with the configuration, errors and pacing of the
 * resources. It runs in previews too.
 * Source: GET /api/managed_users/:managed_user_id/connections
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { connections } = await getConnections({ managedUserId: "98178", provider: "quickbooks" });
 * // The identity of a QuickBooks connection is "<e-mail>/<realm id>".
 * export const realmId = connections[0]?.identity?.split("/").pop();
 */
export async function getConnections(args: GetConnectionsArgs): Promise<GetConnectionsResult> {
  const { account, managedUserId, ...filters } = args;
  const customer = textOf("managedUserId", managedUserId);
  if (customer === undefined) throw programError("getConnections: managedUserId is missing: give the customer's id.");
  const texts = Object.fromEntries(
    (["provider", "folderId", "parentId", "externalId"] as const)
      .map((name) => [name, textOf(name, filters[name])] as const)
      .filter(([, text]) => text !== undefined),
  );
  const { includeRuntimeConnections = false, includeTags = false } = filters;
  const query = { ...texts, includeRuntimeConnections, includeTags };
  try {
    return { connections: await lookUpClient(account).listConnections(customer, query) };
  } catch (error) {
    throw programError(`getConnections: ${messageOf(error)}`);
  }
}

/**
 * {@link getConnections} for arguments that are outputs of resources.
 *
 * @example
 * const { connections } = getConnectionsOutput({ managedUserId: profile.managedUserId });
 */
export function getConnectionsOutput(args: GetConnectionsOutputArgs): pulumi.Output<GetConnectionsResult> {
  return pulumi.output(args).apply((known) => getConnections(known as GetConnectionsArgs));
}

function textOf(name: string, value: string | number | null | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = String(value);
  if (text.trim() === "") throw programError(`getConnections: ${name} is empty: give a value, or leave it out.`);
  return text;
}
