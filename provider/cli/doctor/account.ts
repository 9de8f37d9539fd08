import { isRecord, parseJson } from "../../api/json";
import { nonBlank } from "../../api/text";
import { DEFAULT_REGION, REGION_ORIGINS } from "../../settings/origin";
import type { AccountSettings, Environment } from "../../settings/settings";
import { Settings } from "../../settings/settings";
import { SettingsError } from "../../settings/settingValues";
import { CommandError } from "../commandError";
import {
  readStackConfiguration,
  stackSettings,
  type PulumiSurroundings,
  type StackConfiguration,
} from "../stack/stackConfiguration";
import { checkStackOptions, type StackOptions } from "../stack/stackOptions";
import type { Check } from "./check";
import { fine, problem } from "./check";

/** Stands where a token must, to read the other settings. */
const NO_TOKEN = "none";

/** What is known of the workspace to talk to. */
export interface Account {
  /** Undefined when too little is known; `checks` then tells what. */
  readonly settings: AccountSettings | undefined;
  readonly checks: readonly Check[];
  /** Where the address comes from, for people. */
  readonly addressSource: string;
  /** The stack whose configuration was asked for. */
  readonly stack: string | undefined;
}

/**
 * Reads what the environment says of the workspace, and with `--stack` what the stack says.
 * @throws CommandError for an account without a stack
 */
export async function readAccount(options: StackOptions, surroundings: PulumiSurroundings): Promise<Account> {
  checkStackOptions(options);
  const { stack, account } = options;
  const { environment } = surroundings;
  if (stack === undefined) return accountOfEnvironment(environment);
  const nothing = { settings: undefined, addressSource: "", stack };
  try {
    const configuration = await readStackConfiguration(stack, surroundings);
    const plain = plainTokens(configuration).map((key) => plainTokenProblem(stack, key));
    const { settings, check } = settingsOfStack(configuration, account, environment);
    return {
      ...nothing,
      settings,
      checks: [check, ...plain],
      addressSource: sourceIn(configuration, account, environment),
    };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const [reason = "", ...remedy] = error.message.split("\n");
    return { ...nothing, checks: [problem("stack", reason, remedy.join("\n") || STACK_REMEDY)] };
  }
}

const STACK_REMEDY = "Install the Pulumi CLI: https://www.pulumi.com/docs/install/";

function settingsOfStack(
  configuration: StackConfiguration,
  account: string | undefined,
  environment: Environment,
): { readonly settings: AccountSettings | undefined; readonly check: Check } {
  const { stack, keys } = configuration;
  try {
    const settings = stackSettings(configuration, environment).account(account);
    const found = keys.length === 0 ? "it has no key of workato" : keys.map((key) => `workato:${key}`).join(", ");
    return { settings, check: fine("stack", `the configuration of stack ${stack} was read: ${found}`) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const remedy = `Correct the configuration of stack ${stack}, or the environment where it does not say it.`;
    return { settings: undefined, check: problem("stack", error.message, remedy) };
  }
}

/** The keys of tokens that are no secrets. */
function plainTokens({ read, isSecret }: StackConfiguration): string[] {
  const own = nonBlank(read("apiToken")) !== undefined && !isSecret("apiToken") ? ["workato:apiToken"] : [];
  const accounts = isSecret("accounts") ? undefined : parseJson(read("accounts") ?? "");
  const ofAccounts = Object.entries(isRecord(accounts) ? accounts : {}).flatMap(([name, entry]) =>
    isRecord(entry) && typeof entry.apiToken === "string" ? [`workato:accounts.${name}.apiToken`] : [],
  );
  return [...own, ...ofAccounts];
}

function plainTokenProblem(stack: string, key: string): Check {
  const path = key.startsWith("workato:accounts.") ? "--path " : "";
  return problem(
    "secret",
    `${key} is in plain text in the configuration of stack ${stack}`,
    `Run \`pulumi config set --secret ${path}${key} <token> --stack ${stack}\` with a new token: the old one is in your repository.`,
  );
}

/** Reads token and address one by one, so that each mistake is named. */
function accountOfEnvironment(environment: Environment): Account {
  const { WORKATO_API_TOKEN, ...others } = environment;
  const token =
    nonBlank(WORKATO_API_TOKEN) !== undefined
      ? attempt("token", TOKEN_REMEDY, { WORKATO_API_TOKEN })
      : { problem: problem("token", "the environment variable WORKATO_API_TOKEN is not set", TOKEN_REMEDY) };
  const address = attempt("region", ADDRESS_REMEDY, { ...others, WORKATO_API_TOKEN: NO_TOKEN });
  const checks = [token, address].flatMap((reading) => ("problem" in reading ? [reading.problem] : []));
  const settings =
    "settings" in token && "settings" in address
      ? { ...address.settings, apiToken: token.settings.apiToken, tokenSource: token.settings.tokenSource }
      : undefined;
  return { settings, checks, addressSource: variableOf(environment), stack: undefined };
}

const TOKEN_REMEDY =
  "Set WORKATO_API_TOKEN to the token of an API client of the Embedded admin workspace, or check the settings of a stack " +
  "with --stack NAME.";

const ADDRESS_REMEDY = "Correct WORKATO_HOST or WORKATO_REGION, or check the settings of a stack with --stack NAME.";

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

/** The key that the address comes from, in the order in which settings are read. */
function sourceIn({ read }: StackConfiguration, account: string | undefined, environment: Environment): string {
  const accounts = parseJson(read("accounts") ?? "");
  const entry = account !== undefined && isRecord(accounts) ? accounts[account] : undefined;
  const own = ADDRESS_KEYS.find((key) => isRecord(entry) && typeof entry[key] === "string" && entry[key] !== "");
  if (own !== undefined) return `workato:accounts.${account ?? ""}.${own}`;
  const ofStack = ADDRESS_KEYS.find((key) => nonBlank(read(key)) !== undefined);
  return ofStack === undefined ? variableOf(environment) : `workato:${ofStack}`;
}

const ADDRESS_KEYS = ["baseUrl", "region"];

function variableOf({ WORKATO_HOST, WORKATO_REGION }: Environment): string {
  if (nonBlank(WORKATO_HOST) !== undefined) return "WORKATO_HOST";
  return nonBlank(WORKATO_REGION) !== undefined ? "WORKATO_REGION" : `region ${DEFAULT_REGION}, by default`;
}

/** The origins of the regions, by their names, but for the one that is used. */
export function otherRegions(origin: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(REGION_ORIGINS).filter(([, other]) => other !== origin));
}
