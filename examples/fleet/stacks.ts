import type { Customer, Environment, Group } from "./groups";
import { groups } from "./groups";

/** One stack of Pulumi: a group in one environment. */
export interface FleetStack {
  readonly name: string;
  readonly group: string;
  readonly environment: Environment;
  readonly customers: readonly Customer[];
}

export function stacksOf(list: readonly Group[]): FleetStack[] {
  return list.flatMap(({ name, environments, customers }) =>
    environments.map((environment) => ({ name: `${name}-${environment}`, group: name, environment, customers })),
  );
}

export const stacks: readonly FleetStack[] = stacksOf(groups);
