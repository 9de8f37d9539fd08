import { isRecord, parseJson } from "../api/json";
import { similarNames } from "../arguments/suggestions";

/** Of the keys in a stack's configuration. */
export const NAMESPACE = "workato:";

/** The keys that are numbers. */
const NUMBER_KEYS = [
  "requestsPerMinute",
  "listRequestsPerMinute",
  "quotaWindowSeconds",
  "requestTimeoutSeconds",
  "settleTimeoutSeconds",
  "retryTimeoutSeconds",
] as const;

export type NumberKey = (typeof NUMBER_KEYS)[number];

const ACCOUNT_KEYS = ["apiToken", "region", "baseUrl", ...NUMBER_KEYS];

const DEFAULT_KEYS = [
  "onExisting",
  "onAuthorizationFailure",
  "onAuthorizationLost",
  "connectorWarnings",
  "previewLookups",
  "previewFindings",
];

/** Every key of the namespace `workato`, without the namespace. This file loads little, so that programs can have it, too. */
export const CONFIGURATION_KEYS: readonly string[] = [...ACCOUNT_KEYS, "quotaUrl", ...DEFAULT_KEYS, "accounts"];

/** The keys whose values nobody may see. */
export const SECRET_KEYS: readonly string[] = ["apiToken", "quotaUrl", "accounts"];

/** What an entry of `workato:accounts` may have. */
const ENTRY_KEYS: readonly string[] = [...ACCOUNT_KEYS, "tokenVariable"];

/**
 * What is wrong with keys of the namespace `workato`, each without the namespace, and with those of its accounts. Their
 * values are never shown: one of them may be a token.
 * @param accounts the JSON text of `workato:accounts`
 */
export function unknownKeysProblem(keys: readonly string[], accounts?: string): string | undefined {
  const problems = keys
    .filter((key) => !CONFIGURATION_KEYS.includes(key))
    .map((key) => {
      const [meant] = similarNames(key, CONFIGURATION_KEYS);
      const remedy =
        meant === undefined ? `the keys are ${CONFIGURATION_KEYS.join(", ")}.` : `did you mean workato:${meant}?`;
      return `workato:${key} is not a setting: ${remedy} Take it out with \`pulumi config rm workato:${key}\`.`;
    });
  const entries = Object.entries(asRecord(accounts === undefined ? undefined : parseJson(accounts)));
  const ofEntries = entries.flatMap(([name, entry]) => unknownEntryKeys(name, asRecord(entry)));
  const all = [...problems, ...ofEntries];
  return all.length === 0 ? undefined : all.join("\n");
}

/** The same for one entry of `workato:accounts`. */
export function unknownEntryKeys(name: string, entry: object): string[] {
  return Object.keys(entry)
    .filter((key) => !ENTRY_KEYS.includes(key))
    .map((key) => {
      const [meant] = similarNames(key, ENTRY_KEYS);
      const remedy = meant === undefined ? `use ${ENTRY_KEYS.join(", ")}.` : `did you mean ${meant}?`;
      return `workato:accounts.${name}.${key} is not a setting of an account: ${remedy}`;
    });
}

/** What is no object has no keys; whoever reads it says what is wrong. */
function asRecord(value: unknown): object {
  return isRecord(value) ? value : {};
}
