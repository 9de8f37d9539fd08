import type { Customer } from "../api";
import { account, type ArgumentRules } from "../arguments/rules";
import { lookup } from "./lookup";

/** Arguments of `getCustomers`. */
export interface GetCustomersArgs {
  /**
   * The entry of `workato:accounts` in the configuration to use.
   * @default the stack's own token and region
   */
  readonly account?: string;
}

/** All customers of the Embedded admin workspace. */
export interface GetCustomersResult {
  /** In the order of the API. */
  readonly customers: readonly Customer[];
}

export const customersLookup = lookup({
  rules: { account } satisfies ArgumentRules<GetCustomersArgs>,
  find: async (_, { api }): Promise<GetCustomersResult> => ({ customers: await api.listCustomers() }),
});
