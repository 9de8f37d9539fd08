import { asId, asTextOrNull, isRecord } from "../json";
import { elementsOf } from "./elements";

/** A customer of the Embedded admin workspace. */
export interface Customer {
  /** The number of the workspace. Fits `managedUserId`. */
  readonly managedUserId: string;
  /** Your own id of the customer, without the prefix E. */
  readonly externalId: string | null;
  /** What Workato shows. */
  readonly name: string | null;
}

/** What the environments of a customer are called; `dev` is the customer's original workspace. */
export const ENVIRONMENT_NAMES = ["dev", "test", "prod"] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** A customer as `GET /api/managed_users` lists it. */
export interface ListedCustomer extends Customer {
  /** The numbers of the workspaces of its environments, `dev` always; undefined where the answer cannot be read. */
  readonly environments: ReadonlyMap<EnvironmentName, string> | undefined;
}

/** Reads a page of `GET /api/managed_users`, by id. */
export function fromCustomerListResponse(payload: unknown): Map<string, ListedCustomer> {
  return new Map(
    elementsOf(payload, "customer").map(({ id, element }) => [
      id,
      {
        managedUserId: id,
        externalId: asTextOrNull(element.external_id) ?? null,
        name: asTextOrNull(element.name) ?? null,
        environments: environmentsOf(id, element.environments),
      },
    ]),
  );
}

/** The vendor does not document the elements: each needs an `id`, and texts of which one names an environment. */
function environmentsOf(customerId: string, listed: unknown): Map<EnvironmentName, string> | undefined {
  const environments = new Map<EnvironmentName, string>([["dev", customerId]]);
  if (listed === null || listed === undefined || listed === "") return environments;
  if (!Array.isArray(listed)) return undefined;
  for (const element of listed as unknown[]) {
    if (!isRecord(element)) return undefined;
    const id = asId(element.id);
    const names = new Set(Object.values(element).flatMap((value) => environmentName(value) ?? []));
    const [name] = names;
    if (id === undefined || name === undefined || names.size > 1) return undefined;
    if (name !== "dev") environments.set(name, id);
  }
  return environments;
}

function environmentName(value: unknown): EnvironmentName | undefined {
  const word = typeof value === "string" ? value.toLowerCase() : "";
  return ENVIRONMENT_NAMES.find((name) => word === name || word === LONG_NAMES[name]);
}

const LONG_NAMES: Readonly<Record<EnvironmentName, string>> = {
  dev: "development",
  test: "testing",
  prod: "production",
};
