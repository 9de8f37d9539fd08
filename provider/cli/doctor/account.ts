import { nonBlank } from "../../api/text";
import { DEFAULT_REGION, REGION_ORIGINS } from "../../settings/origin";
import type { AccountSettings, Environment } from "../../settings/settings";
import { Settings } from "../../settings/settings";
import { SettingsError } from "../../settings/settingValues";
import type { Check } from "./check";
import { problem } from "./check";

/** Stands where a token must, to read the other settings. */
const NO_TOKEN = "none";

/** What the environment says of the workspace to talk to. */
export interface Account {
  /** Undefined when it says too little; `problems` then tells what. */
  readonly settings: AccountSettings | undefined;
  readonly problems: readonly Check[];
  /** Where the address comes from, for people. */
  readonly addressSource: string;
}

/** Reads token and address one by one, so that each mistake is named. A stack's configuration is not read. */
export function readAccount(environment: Environment): Account {
  const { WORKATO_API_TOKEN, ...others } = environment;
  const token =
    nonBlank(WORKATO_API_TOKEN) !== undefined
      ? attempt("token", TOKEN_REMEDY, { WORKATO_API_TOKEN })
      : { problem: problem("token", "the environment variable WORKATO_API_TOKEN is not set", TOKEN_REMEDY) };
  const address = attempt("region", ADDRESS_REMEDY, { ...others, WORKATO_API_TOKEN: NO_TOKEN });
  const problems = [token, address].flatMap((reading) => ("problem" in reading ? [reading.problem] : []));
  const settings =
    "settings" in token && "settings" in address
      ? { ...address.settings, apiToken: token.settings.apiToken, tokenSource: token.settings.tokenSource }
      : undefined;
  return { settings, problems, addressSource: addressSource(environment) };
}

const TOKEN_REMEDY =
  "Set WORKATO_API_TOKEN to the token of an API client of the Embedded admin workspace. A stack's configuration is not " +
  "read here; to check its token: `export WORKATO_API_TOKEN=$(pulumi config get workato:apiToken)`.";

const ADDRESS_REMEDY = "Correct WORKATO_HOST or WORKATO_REGION. A stack's configuration is not read here.";

function attempt(
  name: string,
  remedy: string,
  environment: Environment,
): { readonly settings: AccountSettings } | { readonly problem: Check } {
  try {
    return { settings: new Settings(() => undefined, environment).account() };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { problem: problem(name, error.message, remedy) };
  }
}

function addressSource({ WORKATO_HOST, WORKATO_REGION }: Environment): string {
  if (nonBlank(WORKATO_HOST) !== undefined) return "WORKATO_HOST";
  return nonBlank(WORKATO_REGION) !== undefined ? "WORKATO_REGION" : `region ${DEFAULT_REGION}, by default`;
}

/** The origins of the regions, by their names, but for the one that is used. */
export function otherRegions(origin: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(REGION_ORIGINS).filter(([, other]) => other !== origin));
}
