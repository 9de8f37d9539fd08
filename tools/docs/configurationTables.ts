import { CONFIGURATION_KEYS } from "../../provider/settings/keys";
import { Settings } from "../../provider/settings/settings";
import { Declarations } from "./declarations";
import { listOf } from "./list";
import { code, tableOf } from "./table";

/** What has no docstring of its own: the settings that a program sees hold the origin, not how it was found. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  region: "The data centre of the Embedded admin workspace.",
  accounts: "Further Workato workspaces, by name.",
};

/** The environment variables, by key. */
const VARIABLES: Readonly<Record<string, string>> = {
  apiToken: "WORKATO_API_TOKEN",
  region: "WORKATO_REGION",
  baseUrl: "WORKATO_HOST",
  quotaUrl: "WORKATO_QUOTA_URL",
};

/** Beside a variable, or instead of one. */
const VARIABLE_TEXTS: Readonly<Record<string, string>> = { accounts: "`WORKATO_API_TOKEN_<NAME>`, for a token" };

/** Not what `Settings` answers where nothing is set, but where it comes from. */
const OTHER_DEFAULTS: Readonly<Record<string, string>> = {
  apiToken: "none",
  region: "`us`",
  baseUrl: "from the region",
  accounts: "none",
  quotaUrl: "none: each process keeps its own",
};

/** A key of the namespace, as people are told of it. */
export interface ConfigurationKey {
  readonly key: string;
  readonly text: string;
  readonly variable: string | undefined;
  /** Where it is a value of its own; undefined for what comes from elsewhere. */
  readonly default: unknown;
}

const declarations = new Declarations(["provider/settings/settings.ts", "provider/settings/origin.ts"]);

/** Every key, from the docstrings and the defaults of the settings. */
export function configurationKeys(): ConfigurationKey[] {
  const documented = [...declarations.properties("AccountSettings"), ...declarations.properties("StackDefaults")];
  const texts = { ...OTHER_TEXTS, ...Object.fromEntries(documented.map(({ name, text }) => [name, text])) };
  const settings = new Settings(() => undefined, { WORKATO_API_TOKEN: "any" });
  const defaults = { ...settings.account(), ...settings.defaults() } as Readonly<Record<string, unknown>>;
  return CONFIGURATION_KEYS.map((key) => ({
    key,
    text: texts[key] ?? "",
    variable: VARIABLES[key],
    default: key in OTHER_DEFAULTS ? undefined : defaults[key],
  }));
}

/** The list of keys and the table of regions of docs/configuration.md by name. */
export function configurationTables(): Record<string, string> {
  const keys = configurationKeys().map(({ key, text, variable, default: value }) => {
    const orVariable = variable === undefined ? VARIABLE_TEXTS[key] : code(variable);
    const environment = orVariable === undefined ? "" : `, or in the environment ${orVariable}`;
    return `**${code(`workato:${key}`)}**${environment} (default: ${OTHER_DEFAULTS[key] ?? code(String(value))}): ${text}`;
  });
  const regions = declarations.entries("REGION_ORIGINS").map(([region, origin]) => [code(region), origin]);
  return {
    keys: listOf(keys),
    regions: tableOf(["region", "origin"], regions),
  };
}
