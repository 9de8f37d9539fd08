import { CONFIGURATION_KEYS } from "../../provider/settings/keys";
import { Settings } from "../../provider/settings/settings";
import { Declarations } from "./declarations";
import { code, tableOf } from "./table";

/** What has no docstring of its own: the settings that a program sees hold the origin, not how it was found. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  region: "The data centre of the Embedded admin workspace.",
  accounts: "Further Workato workspaces, by name.",
};

const VARIABLES: Readonly<Record<string, string>> = {
  apiToken: "`WORKATO_API_TOKEN`",
  region: "`WORKATO_REGION`",
  baseUrl: "`WORKATO_HOST`",
  accounts: "`WORKATO_API_TOKEN_<NAME>`, for a token",
};

/** Not what `Settings` answers where nothing is set, but where it comes from. */
const OTHER_DEFAULTS: Readonly<Record<string, string>> = {
  apiToken: "none",
  region: "`us`",
  baseUrl: "from the region",
  accounts: "none",
};

/** The tables of docs/configuration.md by name, from the docstrings and the defaults of the settings. */
export function configurationTables(): Record<string, string> {
  const declarations = new Declarations(["provider/settings/settings.ts", "provider/settings/origin.ts"]);
  const documented = [...declarations.properties("AccountSettings"), ...declarations.properties("StackDefaults")];
  const texts = { ...OTHER_TEXTS, ...Object.fromEntries(documented.map(({ name, text }) => [name, text])) };
  const settings = new Settings(() => undefined, { WORKATO_API_TOKEN: "any" });
  const defaults = { ...settings.account(), ...settings.defaults() } as Readonly<Record<string, unknown>>;
  const keys = CONFIGURATION_KEYS.map((key) => [
    code(`workato:${key}`),
    VARIABLES[key] ?? "",
    OTHER_DEFAULTS[key] ?? code(String(defaults[key])),
    texts[key] ?? "",
  ]);
  const regions = declarations.entries("REGION_ORIGINS").map(([region, origin]) => [code(region), origin]);
  return {
    keys: tableOf(["key", "environment", "default", "meaning"], keys),
    regions: tableOf(["region", "origin"], regions),
  };
}
