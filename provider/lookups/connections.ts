import type { Connection } from "../api";
import { account, type ArgumentRules, customer, numericId, optional, text } from "../arguments/rules";
import { flagOrFalse, lookup } from "./lookup";

/** Arguments of `getConnections`: a customer, and filters. */
export interface GetConnectionsArgs {
  /** The customer: `"98178"`, or `externalId("A2300")`. */
  readonly managedUserId: string | number;
  /** The connector, e.g. `"quickbooks"`. */
  readonly provider?: string;
  /** The project or folder that holds the connections. */
  readonly folderId?: string | number;
  /** The parent connection. */
  readonly parentId?: string | number;
  /** Your own id for the connections. */
  readonly externalId?: string;
  /**
   * Also list runtime user connections.
   * @default false
   */
  readonly includeRuntimeConnections?: boolean;
  /**
   * Fill in `tags`, which is null otherwise.
   * @default false
   */
  readonly includeTags?: boolean;
  /**
   * The entry of `workato:accounts` in the configuration to use.
   * @default the stack's own token and region
   */
  readonly account?: string;
}

/** The connections of a customer, as the API lists them. Ids are strings, missing values null, times ISO 8601. */
export interface GetConnectionsResult {
  /** Those that match all filters. */
  readonly connections: readonly Connection[];
}

export const connectionsLookup = lookup({
  rules: {
    managedUserId: customer,
    provider: optional(text('give the connector\'s name, such as "quickbooks", or leave it out')),
    folderId: optional(numericId("give the number of a folder, or leave it out")),
    parentId: optional(numericId("give the number of a connection, or leave it out")),
    externalId: optional(text("give your own id of the connections, or leave it out")),
    includeRuntimeConnections: flagOrFalse,
    includeTags: flagOrFalse,
    account,
  } satisfies ArgumentRules<GetConnectionsArgs>,
  find: async ({ managedUserId, account: _, ...query }, { api }): Promise<GetConnectionsResult> => ({
    connections: await api.listConnections(managedUserId, query),
  }),
});
