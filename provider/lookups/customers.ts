import type { Customer } from "../api";
import { account, type ArgumentRules } from "../arguments/rules";
import { lookUp, type LookUpInputs } from "../program/runLookup";

/** Arguments of {@link getCustomers}. */
export interface GetCustomersArgs {
  /**
   * The entry of the configuration `workato:accounts` to ask.
   * @default the stack's own token and region
   */
  readonly account?: string;
}

/** Arguments of {@link getCustomersOutput}. */
export type GetCustomersOutputArgs = LookUpInputs<GetCustomersArgs>;

/** All customers of the Embedded admin workspace. */
export interface GetCustomersResult {
  readonly customers: readonly Customer[];
}

const RULES = { account } satisfies ArgumentRules<GetCustomersArgs>;

/** See `getCustomers` in index.ts, which loads this when it is called. */
export function lookUpCustomers(args: GetCustomersArgs): Promise<GetCustomersResult> {
  return lookUp("getCustomers", args, RULES, async (_, { api }) => {
    const listed = await api.listCustomers();
    return { customers: listed.map(({ managedUserId, externalId, name }) => ({ managedUserId, externalId, name })) };
  });
}
