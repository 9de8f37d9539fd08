import type { Customer, EnvironmentName } from "../../api";
import { ENVIRONMENT_NAMES } from "../../api";
import type { CustomerNames } from "./customerIds";
import type { FailedReading } from "./customerReading";

/** Which workspaces of a customer: that of one environment, the original one, or all. */
export type WantedWorkspaces = EnvironmentName | "original" | "all";

/** Which environment a workspace is. */
export type WorkspaceEnvironments = ReadonlyMap<string, EnvironmentName | "original">;

/** The workspaces of all customers in one environment, their original ones, or all of them. */
export interface Workspaces {
  /** Their numbers, in the order of the customers. */
  readonly managedUserIds: readonly string[];
  readonly names: CustomerNames;
  /** Of each workspace. */
  readonly environments: WorkspaceEnvironments;
  /** How many customers of which the list does not say which environments they have. */
  readonly unsaid: number;
  /** How many customers have no such environment. */
  readonly without: number;
  /** Customers whose environments the list does not tell in a way that we know. */
  readonly unknown: readonly FailedReading[];
}

/** The original workspace of each customer is in the list of customers, and the numbers of its other environments beside it. */
export function workspacesOf(customers: readonly Customer[], wanted: WantedWorkspaces): Workspaces {
  const names = new Map<string, string>();
  const environments = new Map<string, EnvironmentName | "original">();
  const unknown: FailedReading[] = [];
  let without = 0;
  for (const customer of customers) {
    const { managedUserId, name } = customer;
    const found = workspacesOfCustomer(customer, wanted);
    for (const [id, environment] of found) {
      environments.set(id, environment);
      if (name !== null) names.set(id, name);
    }
    if (found.length > 0) continue;
    if (name !== null) names.set(managedUserId, name);
    if (customer.environments === undefined) unknown.push({ managedUserId, failure: unknownNumber(wanted) });
    else without++;
  }
  const unsaid = customers.filter((customer) => customer.environments === undefined).length;
  return { managedUserIds: [...environments.keys()], names, environments, unsaid, without, unknown };
}

type FoundWorkspace = readonly [managedUserId: string, environment: EnvironmentName | "original"];

function workspacesOfCustomer(
  { managedUserId, environments = {} }: Customer,
  wanted: WantedWorkspaces,
): readonly FoundWorkspace[] {
  const named = ENVIRONMENT_NAMES.flatMap((name) => {
    const id = environments[name];
    return id === undefined ? [] : [[id, name] as const];
  });
  const original = named.find(([id]) => id === managedUserId) ?? ([managedUserId, "original"] as const);
  if (wanted === "original") return [original];
  if (wanted === "all") return [original, ...named.filter((each) => each !== original)];
  // A customer without environments has one workspace, which counts as development.
  if (wanted === "dev" && named.length === 0) return [original];
  return named.filter(([, name]) => name === wanted);
}

function unknownNumber(environment: string): string {
  return (
    `Workato does not say the number of its ${environment} environment in a way that is known here. ` +
    "It is in the settings of that environment's workspace: give the number instead of --all."
  );
}
