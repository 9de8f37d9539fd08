import { asId, asTextOrNull, isRecord } from "../json";
import { elementsOf } from "./elements";

export const ENVIRONMENT_NAMES = ["dev", "test", "prod"] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** The numbers of the workspaces of a customer's environments, each a `managedUserId`. Empty: it has none. */
export type Environments = { readonly [Name in EnvironmentName]?: string };

/** A customer of the Embedded admin workspace, as `GET /api/managed_users` lists it. */
export interface Customer {
  /** The number of its original workspace. Use it as `managedUserId`. */
  readonly managedUserId: string;
  /** Your own id for the customer, without the prefix E. */
  readonly externalId: string | null;
  /** The name that Workato shows. */
  readonly name: string | null;
  /** The numbers of its environments' workspaces; undefined if Workato does not say. */
  readonly environments: Environments | undefined;
}

/** Reads a page of `GET /api/managed_users`, by id. */
export function fromCustomerListResponse(payload: unknown): Map<string, Customer> {
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

/**
 * Which environments there are. The vendor's pages contradict each other on what the original workspace becomes, so what
 * the list says counts, and the original is the one that it leaves out, where that is exactly one.
 */
function environmentsOf(customerId: string, listed: unknown): Environments | undefined {
  if (listed === undefined) return undefined;
  const named = listed === null || listed === "" ? {} : namedEnvironments(listed);
  if (named === undefined || Object.values(named).includes(customerId)) return named;
  const [original, ...others] = ENVIRONMENT_NAMES.filter((name) => named[name] === undefined);
  return original === undefined || others.length > 0 ? named : { ...named, [original]: customerId };
}

/** The vendor does not document the shape: each element needs one number, and texts of which one names an environment. */
function namedEnvironments(listed: unknown): Environments | undefined {
  const numbers: { [Name in EnvironmentName]?: string } = {};
  for (const [id, words] of elementsNamed(listed)) {
    const names = new Set(words.flatMap((word) => environmentName(word) ?? []));
    const [name] = names;
    if (id === undefined || name === undefined || names.size > 1 || numbers[name] !== undefined) return undefined;
    numbers[name] = id;
  }
  return numbers;
}

/** Each element with its number, and the words that may name it; the number is undefined where the shape is another. */
function elementsNamed(listed: unknown): [id: string | undefined, words: unknown[]][] {
  if (Array.isArray(listed)) {
    return (listed as unknown[]).map((element) =>
      isRecord(element) ? [asId(element.id), Object.values(element)] : [undefined, []],
    );
  }
  if (!isRecord(listed)) return [[undefined, []]];
  return Object.entries(listed).map(([key, value]) => [asId(isRecord(value) ? value.id : value), [key]]);
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
