import { isRecord } from "../api/json";
import { isAsset, isUnknown } from "./engineValues";
import { object } from "./rules";

/** The connector's parameters, as values that JSON can hold. */
export function parameters(given: unknown): Record<string, unknown> {
  const values = object('give the connector\'s parameters, such as { host_name: "...", apitoken: "..." }')(given);
  const path = pathOfAsset(values);
  if (path === undefined) return values;
  throw new Error(`has a file or an archive at "${path.join(".")}": read the file, and give its text`);
}

function pathOfAsset(value: unknown): string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isAsset(value)) return [];
  for (const [key, inner] of Object.entries(value)) {
    const path = pathOfAsset(inner);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

const VARIABLES_REMEDY = 'map paths in input to environment variables, such as { "apitoken": "JIRA_TOKEN" }';

/** Dotted paths to names of environment variables. */
export function variables(given: unknown): Record<string, string> {
  const entries = object(VARIABLES_REMEDY)(given);
  const paths = Object.keys(entries);
  for (const [path, variable] of Object.entries(entries)) {
    if (path.split(".").some((segment) => segment.trim() === "" || segment === "__proto__")) {
      throw new Error(`has the path "${path}", which has an empty part: ${VARIABLES_REMEDY}`);
    }
    const inner = paths.find((other) => other.startsWith(`${path}.`));
    if (inner !== undefined) {
      throw new Error(`has "${path}" and "${inner}", which is inside it: remove one of the two`);
    }
    if (!isUnknown(variable) && !(typeof variable === "string" && /^[A-Z_][A-Z0-9_]*$/.test(variable))) {
      // What stands there instead may be the credential itself.
      throw new Error(`needs the name of an environment variable for "${path}", in upper case: ${VARIABLES_REMEDY}`);
    }
  }
  return entries as Record<string, string>;
}

/** Would the path have to replace a text, a number or a list of `input` by an object? */
export function leadsThroughValue(input: unknown, path: string): boolean {
  let inner = input;
  for (const segment of path.split(".").slice(0, -1)) {
    if (inner === undefined || isUnknown(inner)) return false;
    if (!isRecord(inner)) return true;
    inner = inner[segment];
  }
  return !(inner === undefined || isUnknown(inner) || isRecord(inner));
}
