import type { EnvironmentName, Customer } from "../api";
import { ENVIRONMENT_NAMES, literal } from "../api";
import { account, type ArgumentRules, customer, oneOf, optional, text, textOrNumber } from "../arguments/rules";
import { joinNames, similarNames } from "../arguments/suggestions";
import { lookup } from "./lookup";

/** Arguments of `getCustomer`: one of the first three, and the environment. */
export interface GetCustomerArgs {
  /** The customer: `"98178"`, or `externalId("A2300")`. */
  readonly managedUserId?: string | number;
  /** Your own id for the customer, without the prefix E. */
  readonly externalId?: string;
  /** The name, exactly as Workato shows it. */
  readonly name?: string;
  /**
   * The environment whose workspace you want.
   * @default the customer's original workspace
   */
  readonly environment?: EnvironmentName;
  /**
   * The entry of `workato:accounts` in the configuration to use.
   * @default the stack's own token and region
   */
  readonly account?: string;
}

/** The workspace of a customer. */
export interface GetCustomerResult {
  /** The number of the workspace. Use it as `managedUserId` of resources. */
  readonly managedUserId: string;
  /** Your own id for the customer, without the prefix E. */
  readonly externalId: string | null;
  /** The name that Workato shows. */
  readonly name: string | null;
  /** Which environment the workspace is; `original` if Workato's list of customers does not say. */
  readonly environment: EnvironmentName | "original";
}

/** What a customer is found by. */
const CRITERIA = ["managedUserId", "externalId", "name"] as const;

export const customerLookup = lookup({
  rules: {
    managedUserId: optional(customer),
    externalId: optional(textOrNumber("give your own id of the customer, or leave it out")),
    name: optional(text("give the customer's name, or leave it out")),
    environment: optional(oneOf(...ENVIRONMENT_NAMES)),
    account,
  } satisfies ArgumentRules<GetCustomerArgs>,
  find: async ({ environment, account: _, ...wanted }, { api, once }): Promise<GetCustomerResult> => {
    const given = CRITERIA.filter((key) => wanted[key] !== undefined);
    const [key] = given;
    if (key === undefined || given.length > 1) throw new Error(`give exactly one of ${joinNames(CRITERIA)}.`);
    const found = onlyCustomer(await once("customers", () => api.listCustomers()), key, wanted[key] ?? "");
    return workspaceOf(found, environment);
  },
});

/** @throws Error when none or several are what is wanted */
function onlyCustomer(customers: readonly Customer[], key: (typeof CRITERIA)[number], value: string): Customer {
  const matches = customers.filter(
    (each) => each[key] === value || (key === "managedUserId" && `E${each.externalId ?? ""}` === value),
  );
  const [match, ...others] = matches;
  const what = `${key} ${literal(value)}`;
  if (match === undefined) {
    const named = customers.flatMap((each) => each[key] ?? []);
    const [meant] = similarNames(value, named);
    const remedy = meant === undefined ? "check it, the token and the region." : `did you mean ${literal(meant)}?`;
    throw new Error(`none of the customers that the token sees (${customers.length}) has ${what}: ${remedy}`);
  }
  if (others.length > 0) {
    const ids = joinNames(matches.map(({ managedUserId }) => managedUserId));
    throw new Error(`there are ${matches.length} customers with ${what}: ${ids}. To say which, give managedUserId.`);
  }
  return match;
}

/** @throws Error when the list of customers names no such environment */
function workspaceOf(
  { managedUserId, externalId, name, environments }: Customer,
  environment: EnvironmentName | undefined,
): GetCustomerResult {
  const nameOf = (id: string) => ENVIRONMENT_NAMES.find((each) => environments?.[each] === id);
  if (environment === undefined) {
    return { managedUserId, externalId, name, environment: nameOf(managedUserId) ?? "original" };
  }
  const id = environments?.[environment];
  if (id !== undefined) return { managedUserId: id, externalId, name, environment };
  const known = ENVIRONMENT_NAMES.filter((each) => environments?.[each] !== undefined);
  const why =
    environments === undefined
      ? "Workato's list of customers does not say it in a way that is known here"
      : `Workato's list of customers names ${known.length === 0 ? "no environment" : `only ${joinNames(known)}`} of it`;
  throw new Error(
    `customer ${managedUserId} has no known environment ${environment}: ${why}. Give the number of that workspace as ` +
      "managedUserId (it is in the settings of the workspace), or leave environment out for the original workspace.",
  );
}
