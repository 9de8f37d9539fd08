import { readFileSync } from "node:fs";
import type { SchemaField } from "./connectorSchema";
import type { ConnectionSeed, CustomerSeed, EnvironmentSeed, FolderSeed, ProfileSeed, Seed } from "./seed";

/** Throws when a value is not what its place needs. `at` names the place, e.g. "customers[0].name". */
type Check = (value: unknown, at: string) => void;

/**
 * Reads a seed from a file of JSON, in the shape of `Seed`.
 * Throws an error that names the file and the place when it cannot be read, is no JSON, or is no seed.
 */
export function readSeed(file: string): Seed {
  try {
    const seed: unknown = JSON.parse(readFileSync(file, "utf8"));
    checkSeed(seed, "");
    return seed as Seed;
  } catch (error) {
    throw new Error(`${file} is no seed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const one =
  (name: string, is: (value: unknown) => boolean): Check =>
  (value, at) => {
    if (!is(value)) throw new Error(`${at} must be ${name}, not ${shown(value)}`);
  };

const text = one("a text", (value) => typeof value === "string");
const flag = one("true or false", (value) => typeof value === "boolean");
const number = one("a positive whole number", (value) => Number.isInteger(value) && Number(value) > 0);
const count = one("a whole number", (value) => Number.isInteger(value) && Number(value) >= 0);
const customerId = one("digits", (value) => /^[1-9]\d*$/.test(String(value)));
const status = one('"success", "failed", "exception" or null', (value) => {
  return value === null || value === "success" || value === "failed" || value === "exception";
});
const anyObject = one("an object", isObject);
const textPair = one("a pair of texts", (value) => {
  return Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === "string");
});

const nullable =
  (check: Check): Check =>
  (value, at) => {
    if (value !== null) check(value, at);
  };

const listOf =
  (check: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) throw new Error(`${at} must be a list, not ${shown(value)}`);
    for (const [index, item] of value.entries()) check(item, `${at}[${index}]`);
  };

/** An object whose keys have names of their own, each with the same kind of value. */
const mapOf =
  (check: Check): Check =>
  (value, at) => {
    anyObject(value, at);
    for (const [key, item] of Object.entries(value as object)) check(item, `${at}.${key}`);
  };

function objectOf(checks: Readonly<Record<string, Check>>, required: readonly string[], open = false): Check {
  return (value, at) => {
    if (!isObject(value)) throw new Error(`${at === "" ? "it" : at} must be an object, not ${shown(value)}`);
    const prefix = at === "" ? "" : `${at}.`;
    for (const [key, item] of Object.entries(value)) {
      const check = checks[key];
      if (check !== undefined) check(item, prefix + key);
      else if (!open) throw new Error(`${prefix}${key} is not known here, only ${Object.keys(checks).join(", ")}`);
    }
    const missing = required.find((key) => !(key in value));
    if (missing !== undefined) throw new Error(`${prefix}${missing} is missing`);
  };
}

const connection = objectOf(
  {
    id: number,
    name: text,
    provider: text,
    folderId: number,
    folder: text,
    parentId: nullable(number),
    externalId: nullable(text),
    shell: flag,
    input: anyObject,
    authorizationStatus: status,
    authorizationError: nullable(text),
    authorizedAt: nullable(text),
    identity: nullable(text),
    connectionLostAt: nullable(text),
    connectionLostReason: nullable(text),
    tags: nullable(listOf(text)),
    runtime: flag,
    activeRecipes: listOf(number),
  } satisfies Record<keyof ConnectionSeed, Check>,
  ["name", "provider"],
);

const folder = objectOf({ path: text, id: number, description: text } satisfies Record<keyof FolderSeed, Check>, [
  "path",
]);

const environmentChecks = {
  id: customerId,
  name: text,
  folders: listOf((value, at) => {
    (typeof value === "string" ? text : folder)(value, at);
  }),
  connections: listOf(connection),
  assignedProfiles: listOf(number),
} satisfies Record<keyof EnvironmentSeed, Check>;
const environment = objectOf(environmentChecks, []);

const customer = objectOf(
  {
    ...environmentChecks,
    externalId: text,
    environments: objectOf({ test: environment, prod: environment }, []),
  } satisfies Record<keyof CustomerSeed, Check>,
  ["id"],
);

const profile = objectOf(
  { id: number, name: text, provider: text, clientId: text, sharedAccounts: count } satisfies Record<
    keyof ProfileSeed,
    Check
  >,
  ["id", "provider"],
);

const field: Check = (value, at) => {
  objectOf(FIELD, ["name"], true)(value, at);
};
const FIELD: Readonly<Record<string, Check>> = {
  name: text,
  label: text,
  hint: text,
  type: text,
  control_type: text,
  optional: flag,
  pick_list: listOf(textPair),
  properties: listOf(field),
} satisfies Partial<Record<keyof SchemaField, Check>>;

const schema = objectOf(
  { fields: listOf(field), extended: listOf(objectOf({ when: anyObject, fields: listOf(field) }, ["when", "fields"])) },
  ["fields"],
);

const checkSeed = objectOf(
  { customers: listOf(customer), profiles: listOf(profile), schemas: mapOf(schema) } satisfies Record<
    keyof Seed,
    Check
  >,
  [],
);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text may be a credential in the wrong place, so it is not repeated. */
function shown(value: unknown): string {
  if (typeof value === "string") return "a text";
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : String(value);
}
