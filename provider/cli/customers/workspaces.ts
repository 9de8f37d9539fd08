import type { Customer, EnvironmentName } from "../../api";
import type { CustomerNames } from "./customerIds";
import type { FailedReading } from "./customerReading";

/** The workspaces of all customers in one environment, or their original ones. */
export interface Workspaces {
  /** Their numbers, in the order of the customers. */
  readonly managedUserIds: readonly string[];
  readonly names: CustomerNames;
  /** How many customers have no such environment. */
  readonly without: number;
  /** Customers whose environments the list does not tell in a way that we know. */
  readonly unknown: readonly FailedReading[];
}

/**
 * The original workspace of each customer is in the list of customers, and the numbers of its other environments beside it.
 * @param environment the original workspaces where it is not given, whichever environment they are
 */
export function workspacesOf(customers: readonly Customer[], environment: EnvironmentName | undefined): Workspaces {
  const managedUserIds: string[] = [];
  const names = new Map<string, string>();
  const unknown: FailedReading[] = [];
  let without = 0;
  for (const { managedUserId, name, environments } of customers) {
    const number = workspaceOf({ managedUserId, environments }, environment);
    if (name !== null) names.set(number ?? managedUserId, name);
    if (number !== undefined) managedUserIds.push(number);
    else if (environments === undefined && environment !== undefined)
      unknown.push({ managedUserId, failure: unknownNumber(environment) });
    else without++;
  }
  return { managedUserIds, names, without, unknown };
}

function workspaceOf(
  { managedUserId, environments = {} }: Pick<Customer, "managedUserId" | "environments">,
  environment: EnvironmentName | undefined,
): string | undefined {
  if (environment === undefined) return managedUserId;
  // A customer without environments has one workspace, which counts as development.
  const isOnly = environment === "dev" && Object.keys(environments).length === 0;
  return environments[environment] ?? (isOnly ? managedUserId : undefined);
}

function unknownNumber(environment: EnvironmentName): string {
  return (
    `Workato does not say the number of its ${environment} environment in a way that is known here. ` +
    "It is in the settings of that environment's workspace: give the number instead of --all."
  );
}
