import type * as pulumi from "@pulumi/pulumi";
import type { Customer } from "../../api";
import { account, type ArgumentRules } from "./arguments";
import { lookUp, type LookUpInputs, lookUpOutput } from "./lookUp";

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

/**
 * Looks up all customers of the Embedded admin workspace, in the program's process, with the configuration, errors and
 * pacing of the resources: 100 customers a request, 60 requests a minute. It runs in previews too. One request for all
 * that ask at the same time; nothing is kept.
 *
 * A customer's test and production environments are workspaces with numbers of their own, which the list may leave out.
 * Source: `GET /api/managed_users`
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { customers } = await getCustomers();
 * for (const { managedUserId, externalId } of customers) {
 *   new OAuthProfileAssignment(`salesforce-${externalId ?? managedUserId}`, { managedUserId, profileId: 322 });
 * }
 */
export function getCustomers(args: GetCustomersArgs = {}): Promise<GetCustomersResult> {
  return lookUp("getCustomers", args, RULES, async (_, { api }) => {
    const listed = await api.listCustomers();
    return { customers: listed.map(({ managedUserId, externalId, name }) => ({ managedUserId, externalId, name })) };
  });
}

/**
 * {@link getCustomers} as an output. The number of customers is not known to the program then: to make resources for each
 * of them, await {@link getCustomers}.
 *
 * @example
 * export const names = getCustomersOutput().customers.apply((customers) => customers.map(({ name }) => name));
 */
export function getCustomersOutput(args: GetCustomersOutputArgs = {}): pulumi.Output<GetCustomersResult> {
  return lookUpOutput(args, getCustomers);
}
