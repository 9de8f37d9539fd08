import * as pulumi from "@pulumi/pulumi";
import type * as Api from "../../api";
import type * as OpenClient from "../../openClient";
import { programError } from "../programError";
import { Settings } from "../../settings";

/** Arguments of {@link getConnections}: a customer, and filters that the API applies. */
export interface GetConnectionsArgs {
  /** The customer: `"98178"`, `"98178_prod"`, or `externalId("A2300")`. */
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
  readonly connections: readonly Api.Connection[];
}

/** One client an account, so that all look-ups of a program share its queue. */
const clients = new Map<string | undefined, Api.WorkatoClient>();

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
    return { connections: await clientOf(account).listConnections(customer, query) };
  } catch (error) {
    throw programError(`getConnections: ${error instanceof Error ? error.message : String(error)}`);
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

function clientOf(account: string | undefined): Api.WorkatoClient {
  let client = clients.get(account);
  if (client === undefined) {
    // Not Config.get: it warns that the token is a secret, which is why we take care of it ourselves.
    const settings = new Settings((key) => pulumi.runtime.getConfig(`workato:${key}`), process.env).account(account);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program without look-ups must not load axios
    const { openClient } = require("../../openClient") as typeof OpenClient;
    client = openClient(settings, {
      environment: process.env,
      writeLine: (line) => {
        process.stderr.write(`${line}\n`);
      },
    });
    clients.set(account, client);
  }
  return client;
}

function textOf(name: string, value: string | number | null | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = String(value);
  if (text.trim() === "") throw programError(`getConnections: ${name} is empty: give a value, or leave it out.`);
  return text;
}
