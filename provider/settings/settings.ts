/**
 * The one reading of configuration and environment, for the program, the plugin and the command line.
 * Stack configuration (namespace `workato`) first, environment second. Nothing here talks to the network,
 * and nothing is validated before it is asked for: the engine must be able to configure a provider that it will not use.
 */

import { nonBlank } from "../api/text";
import { readAccounts, TOKEN_VARIABLE, tokenVariableOf } from "./accounts";
import { type NumberKey, unknownEntryKeys } from "./keys";
import { DEFAULT_REGION, originOf, regionOrigin } from "./origin";
import { SettingsError, tokenOf } from "./settingValues";

/** Quota of every endpoint but the list, per workspace. Source: Workato's documentation of rate limits. */
const REQUESTS_PER_MINUTE = 60;
/** Quota of the list of connections, per workspace. */
const LIST_REQUESTS_PER_MINUTE = 1000;
const QUOTA_WINDOW_SECONDS = 60;
const QUOTA_URL_VARIABLE = "WORKATO_QUOTA_URL";
/** The API itself gives up after 40 s, so an attempt that lasts longer has failed on the way. */
const REQUEST_TIMEOUT_SECONDS = 60;
/** After so long the API itself has given a request up, also one whose answer was lost. */
const SETTLE_TIMEOUT_SECONDS = 40;
const RETRY_TIMEOUT_SECONDS = 900;
/** Node's timers overflow after 24 days and then end at once. */
const LONGEST_SECONDS = 86_400;

export type OnExisting = "error" | "adopt" | "create";
export type OnAuthorizationFailure = "error" | "warn";
export type OnAuthorizationLost = "report" | "repair";

/** Everything needed to talk to one Workato workspace. Times in seconds, quotas in requests a window. */
export interface AccountSettings {
  /** The token of an API client of the Embedded admin workspace. Secret. */
  readonly apiToken: string;
  /** Where the token came from, for the hint after a 401. */
  readonly tokenSource: { readonly kind: "configuration" | "environment"; readonly name: string };
  /** The environment variable that would supply a token when the configuration has none. */
  readonly tokenVariable: string;
  /** Which variables of the environment the stack overrules, and by which keys: a likely mistake. */
  readonly overruled?: string;
  /** An origin other than the region's: a private instance, or the emulator. https; http on loopback only. */
  readonly baseUrl: string;
  /** The quota of all endpoints except the list of connections. At least 1. */
  readonly requestsPerMinute: number;
  /** The quota of the list of connections. At least 1. */
  readonly listRequestsPerMinute: number;
  /** The "minute" of both quotas, for tests with a faster clock. Nothing else depends on it. */
  readonly quotaWindowSeconds: number;
  /**
   * A Redis or Valkey server on which all processes that use one token share its quotas: `redis://` or `rediss://`. Secret. It
   * needs the packages `ioredis` and `rate-limiter-flexible`.
   */
  readonly quotaUrl?: string;
  /** How long one HTTP attempt may take. The API itself gives up after 40 s. */
  readonly requestTimeoutSeconds: number;
  /** How long Workato may still work on a request whose answer was lost, and how far its list may lag behind. */
  readonly settleTimeoutSeconds: number;
  /** How long one operation may take, with retries and waits after a 429. Waiting in our own queue does not count. */
  readonly retryTimeoutSeconds: number;
}

/** Stack-wide defaults of the arguments of the same names, and what a stack wants to be told. */
export interface StackDefaults {
  /** Default of the argument `onExisting`: `error` or `adopt`. */
  readonly onExisting: OnExisting;
  /** Default of the argument `onAuthorizationFailure`: `error` or `warn`. */
  readonly onAuthorizationFailure: OnAuthorizationFailure;
  /** Default of the argument `onAuthorizationLost`: `report` or `repair`. */
  readonly onAuthorizationLost: OnAuthorizationLost;
  /** Warn about likely mistakes in `provider` and `input`. */
  readonly connectorWarnings: boolean;
  /** Previews look up the customers of new resources, and say what `pulumi up` would refuse or take over. */
  readonly previewLookups: boolean;
  /** With `error`, a preview (and an `up`) fails if it foresees a refusal or a failure. */
  readonly previewFindings: "warn" | "error";
}

/** Reads one key of the namespace `workato`; objects come as JSON text. */
export type ConfigReader = (key: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

const NUMBER_DEFAULTS: Readonly<Record<NumberKey, number>> = {
  requestsPerMinute: REQUESTS_PER_MINUTE,
  listRequestsPerMinute: LIST_REQUESTS_PER_MINUTE,
  quotaWindowSeconds: QUOTA_WINDOW_SECONDS,
  requestTimeoutSeconds: REQUEST_TIMEOUT_SECONDS,
  settleTimeoutSeconds: SETTLE_TIMEOUT_SECONDS,
  retryTimeoutSeconds: RETRY_TIMEOUT_SECONDS,
};

/** Settings as the stack and the environment give them, each validated when it is first asked for. */
export class Settings {
  readonly #config: ConfigReader;
  readonly #environment: Environment;

  constructor(config: ConfigReader, environment: Environment) {
    this.#config = (key) => nonBlank(config(key));
    this.#environment = environment;
  }

  /**
   * The workspace to talk to: an entry of `workato:accounts`, or the stack's own keys when no name is given.
   * @throws SettingsError that names the key and the remedy.
   */
  account(name?: string): AccountSettings {
    return name === undefined ? this.#defaultAccount() : this.#namedAccount(name);
  }

  /** @throws SettingsError that names the key and the remedy. */
  defaults(): StackDefaults {
    return {
      onExisting: this.#oneOf("onExisting", ["error", "adopt"], "error"),
      onAuthorizationFailure: this.#oneOf("onAuthorizationFailure", ["error", "warn"], "error"),
      onAuthorizationLost: this.#oneOf("onAuthorizationLost", ["report", "repair"], "report"),
      connectorWarnings: this.#oneOf("connectorWarnings", ["true", "false"], "true") === "true",
      previewLookups: this.#oneOf("previewLookups", ["true", "false"], "true") === "true",
      previewFindings: this.#oneOf("previewFindings", ["warn", "error"], "warn"),
    };
  }

  #defaultAccount(): AccountSettings {
    const configured = this.#config("apiToken");
    const fromEnvironment = nonBlank(this.#environment[TOKEN_VARIABLE]);
    const apiToken = configured ?? fromEnvironment;
    if (apiToken === undefined) {
      throw new SettingsError(
        "no Workato API token: set the environment variable WORKATO_API_TOKEN, " +
          "or run `pulumi config set --secret workato:apiToken <token>`.",
      );
    }
    const key = configured === undefined ? TOKEN_VARIABLE : "workato:apiToken";
    return {
      apiToken: tokenOf(apiToken, key),
      tokenSource: { kind: configured === undefined ? "environment" : "configuration", name: key },
      tokenVariable: TOKEN_VARIABLE,
      baseUrl: this.#origin(),
      ...this.#overruled(),
      ...this.#numbers(this.#config, "workato:"),
      ...this.#quotaUrl(),
    };
  }

  #namedAccount(name: string): AccountSettings {
    const accounts = readAccounts(this.#config("accounts"));
    const entry = Object.hasOwn(accounts, name) ? accounts[name] : undefined;
    if (entry === undefined) {
      const known = Object.keys(accounts);
      throw new SettingsError(
        `account "${name}" is not in the configuration workato:accounts (` +
          (known.length > 0 ? `it has ${known.join(", ")}` : "which has no entries") +
          `): add it with \`pulumi config set --secret --path workato:accounts.${name}.apiToken <token>\`. ` +
          "(refresh and destroy use the configuration of the last `up`: add --run-program.)",
      );
    }
    const prefix = `workato:accounts.${name}.`;
    const [problem] = unknownEntryKeys(name, entry);
    if (problem !== undefined) throw new SettingsError(problem);
    const own: ConfigReader = (key) => nonBlank(entry[key]);
    const tokenVariable = tokenVariableOf(name, accounts);
    const configured = own("apiToken");
    const apiToken = configured ?? nonBlank(this.#environment[tokenVariable]);
    if (apiToken === undefined) {
      throw new SettingsError(
        `no API token for account "${name}": set the environment variable ${tokenVariable}, ` +
          `or run \`pulumi config set --secret --path ${prefix}apiToken <token>\`.`,
      );
    }
    const key = configured === undefined ? tokenVariable : `${prefix}apiToken`;
    return {
      apiToken: tokenOf(apiToken, key),
      tokenSource: { kind: configured === undefined ? "environment" : "configuration", name: key },
      tokenVariable,
      baseUrl: this.#accountOrigin(own, prefix),
      ...this.#numbers((field) => own(field) ?? this.#config(field), prefix),
      ...this.#quotaUrl(),
    };
  }

  /** All that the stack says goes before all that the environment says, and a variable that is set is meant to count. */
  #overruled(): { readonly overruled?: string } {
    const origin = this.#origin();
    const address = ["baseUrl", "region"].find((key) => this.#config(key) !== undefined);
    const token = this.#config("apiToken");
    const pairs: [variable: string, key: string | undefined, isSame: (value: string) => boolean][] = [
      ["WORKATO_HOST", address, (value) => meansOrigin(() => originOf(value, "WORKATO_HOST"), origin)],
      ["WORKATO_REGION", address, (value) => meansOrigin(() => regionOrigin(value, "WORKATO_REGION"), origin)],
      [TOKEN_VARIABLE, token === undefined ? undefined : "apiToken", (value) => value === token],
    ];
    const texts = pairs.flatMap(([variable, key, isSame]) => {
      const value = nonBlank(this.#environment[variable]);
      return value === undefined || key === undefined || isSame(value) ? [] : [`workato:${key} overrules ${variable}`];
    });
    if (texts.length === 0) return {};
    return {
      overruled:
        `the stack's configuration wins over the environment: ${texts.join(", ")}. To use the variable, run ` +
        "`pulumi config rm` with the key; else unset the variable.",
    };
  }

  #accountOrigin(own: ConfigReader, prefix: string): string {
    const baseUrl = own("baseUrl");
    if (baseUrl !== undefined) return originOf(baseUrl, `${prefix}baseUrl`);
    const region = own("region");
    // An account without an address of its own lives where the stack's own keys point to.
    return region === undefined ? this.#origin() : regionOrigin(region, `${prefix}region`);
  }

  #origin(): string {
    const region = this.#config("region");
    // Also one that a base URL overrules is read: a wrong one is a mistake.
    const fromRegion = region === undefined ? undefined : regionOrigin(region, "workato:region");
    const baseUrl = this.#config("baseUrl");
    if (baseUrl !== undefined) return originOf(baseUrl, "workato:baseUrl");
    if (fromRegion !== undefined) return fromRegion;
    const host = nonBlank(this.#environment.WORKATO_HOST);
    if (host !== undefined) return originOf(host, "WORKATO_HOST");
    return regionOrigin(nonBlank(this.#environment.WORKATO_REGION) ?? DEFAULT_REGION, "WORKATO_REGION");
  }

  #quotaUrl(): { readonly quotaUrl?: string } {
    const configured = this.#config("quotaUrl");
    const quotaUrl = configured ?? nonBlank(this.#environment[QUOTA_URL_VARIABLE]);
    if (quotaUrl === undefined) return {};
    if (URL.canParse(quotaUrl) && ["redis:", "rediss:"].includes(new URL(quotaUrl).protocol)) return { quotaUrl };
    const key = configured === undefined ? QUOTA_URL_VARIABLE : "workato:quotaUrl";
    // It may have a password, so it is not shown.
    throw new SettingsError(
      `${key} is no address of a Redis or Valkey server: write redis://host:6379 or rediss://host:6379.`,
    );
  }

  #numbers(read: ConfigReader, prefix: string): Readonly<Record<NumberKey, number>> {
    const numbers = Object.entries(NUMBER_DEFAULTS).map(([key, fallback]) => {
      const text = read(key);
      if (text === undefined) return [key, fallback] as const;
      const value = Number(text);
      if (!Number.isFinite(value) || value <= 0) {
        throw new SettingsError(`${prefix}${key} is "${text}": it must be a number greater than 0.`);
      }
      if (key.endsWith("PerMinute") && value < 1) {
        throw new SettingsError(`${prefix}${key} is "${text}": it must be at least 1 request.`);
      }
      if (key.endsWith("Seconds") && value > LONGEST_SECONDS) {
        throw new SettingsError(`${prefix}${key} is "${text}": it must be at most ${LONGEST_SECONDS}, a day.`);
      }
      return [key, value] as const;
    });
    return Object.fromEntries(numbers) as Record<NumberKey, number>;
  }

  #oneOf<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
    const value = this.#config(key);
    if (value === undefined) return fallback;
    const known = allowed.find((option) => option === value);
    if (known !== undefined) return known;
    throw new SettingsError(`workato:${key} is "${value}": it must be ${allowed.map((o) => `"${o}"`).join(" or ")}.`);
  }
}

/** What cannot be read is another address. */
function meansOrigin(read: () => string, origin: string): boolean {
  try {
    return read() === origin;
  } catch {
    return false;
  }
}
