import { isRecord } from "../api/json";
import { nonBlank } from "../api/text";
import { SettingsError } from "./settingValues";

/** Supplies the token that the configuration does not have. */
export const TOKEN_VARIABLE = "WORKATO_API_TOKEN";

/** By name. */
type Entries = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The entries of `workato:accounts`, which come as JSON text.
 * @throws SettingsError where it is no object of objects
 */
export function readAccounts(text: string | undefined): Entries {
  if (text === undefined) return {};
  const shape = 'workato:accounts must be an object such as { "<name>": { "apiToken": ..., "region": "eu" } }';
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new SettingsError(`${shape}: set it with \`pulumi config set --path workato:accounts.<name>.<key> ...\`.`);
  }
  if (!isRecord(parsed)) throw new SettingsError(`${shape}.`);
  const accounts: Record<string, Record<string, string>> = {};
  for (const [name, entry] of Object.entries(parsed)) {
    if (!isRecord(entry)) throw new SettingsError(`${shape}; the entry "${name}" is not an object.`);
    const texts = Object.entries(entry).flatMap(([key, value]) => {
      if (value === null) return [];
      // Pulumi stores what looks like a number as a number.
      if (typeof value === "string" || typeof value === "number") return [[key, String(value)]];
      throw new SettingsError(`${shape}; "${name}.${key}" is neither a text nor a number.`);
    });
    accounts[name] = Object.fromEntries(texts) as Record<string, string>;
  }
  return accounts;
}

/**
 * The variable with the token of an account.
 * @throws SettingsError where another account reads the same one
 */
export function tokenVariableOf(name: string, accounts: Entries): string {
  const variableOf = (each: string): string => {
    const given = nonBlank(accounts[each]?.tokenVariable);
    return given ?? `${TOKEN_VARIABLE}_${each.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
  };
  const variable = variableOf(name);
  if (!/^[A-Z_][A-Z0-9_]*$/.test(variable)) {
    throw new SettingsError(
      `workato:accounts.${name}.tokenVariable must be the name of an environment variable, in upper case.`,
    );
  }
  const reads = (each: string) => nonBlank(accounts[each]?.apiToken) === undefined && variableOf(each) === variable;
  const others = Object.keys(accounts).filter((each) => each !== name && reads(each));
  if (reads(name) && others.length > 0) {
    const key = `workato:accounts.${name}.tokenVariable`;
    throw new SettingsError(
      `the accounts ${[name, ...others].map((each) => `"${each}"`).join(" and ")} would read their token from the same ` +
        `environment variable, ${variable}: give each a variable of its own with \`pulumi config set --path ${key} <NAME>\`.`,
    );
  }
  return variable;
}
