import type { CallOptions, WorkatoClient } from "../api";
import { createRedactor } from "../api";
import { openClient } from "../openClient";
import type { AccountSettings, ConfigReader, StackDefaults } from "../settings";
import { CONFIGURATION_KEYS, Settings } from "../settings";
import { CustomerConnections } from "./workspace/customerConnections";
import { EngineLiveness } from "./engineLiveness";
import { writeLine } from "./log";
import { OAuthProfiles } from "./workspace/oauthProfiles";
import { StackConnections } from "./workspace/stackConnections";

/** One Workato workspace that this process talks to. */
export interface Account {
  readonly settings: AccountSettings;
  readonly client: WorkatoClient;
  readonly customers: CustomerConnections;
  readonly profiles: OAuthProfiles;
  readonly stack: StackConnections;
}

/** One operation on one resource: where it goes, and what must not be seen in anything it says. */
export interface Operation {
  readonly account: Account;
  readonly call: CallOptions;
  readonly redact: (text: string) => string;
  /** One line for the person who runs Pulumi. */
  readonly say: (line: string) => void;
}

/** What all resources of one plugin process share: settings, clients with their queues, lists of customers. */
export class Session {
  #config: Readonly<Record<string, string | undefined>> = {};
  #settings = new Settings(() => undefined, process.env);
  readonly #accounts = new Map<string | undefined, Account>();
  readonly #stacks = new Map<string, StackConnections>();
  readonly #engine = new EngineLiveness(process.argv[2]);
  readonly #warned = new Set<string>();
  #isWatching = false;

  /** Takes the configuration and validates nothing: the SDK does not wait for this before the first operation. */
  configure(read: ConfigReader): void {
    this.#watchEngine();
    const config = Object.fromEntries(CONFIGURATION_KEYS.map((key) => [key, read(key)]));
    if (JSON.stringify(config) === JSON.stringify(this.#config)) return;
    this.#config = config;
    this.#settings = new Settings((key) => this.#config[key], process.env);
    for (const account of this.#accounts.values()) account.client.close();
    this.#accounts.clear();
    this.#stacks.clear();
  }

  /** @throws SettingsError that names the key and the remedy. */
  defaults(): StackDefaults {
    return this.#settings.defaults();
  }

  /** @throws SettingsError that names the key and the remedy. */
  account(name: string | undefined): Account {
    let account = this.#accounts.get(name);
    if (account === undefined) {
      account = this.#open(this.#settings.account(name));
      this.#accounts.set(name, account);
    }
    return account;
  }

  /** @param secrets texts that only this operation knows to be secret. */
  startOperation(accountName: string | undefined, secrets: readonly string[]): Operation {
    const account = this.account(accountName);
    const redact = createRedactor([account.settings.apiToken, ...secrets]);
    return {
      account,
      redact,
      call: { redact },
      say: (line) => {
        writeLine(redact(line));
      },
    };
  }

  #open(settings: AccountSettings): Account {
    const client = openClient(settings, {
      environment: process.env,
      writeLine,
      beforeSend: () => this.#stopWithoutEngine(),
    });
    let stack = this.#stacks.get(settings.baseUrl);
    if (stack === undefined) {
      stack = new StackConnections();
      this.#stacks.set(settings.baseUrl, stack);
    }
    return { settings, client, customers: new CustomerConnections(client), profiles: new OAuthProfiles(client), stack };
  }

  /** Hundreds of customers with one mistake in common need one line. */
  warnOnce(line: string): void {
    if (this.#warned.has(line)) return;
    this.#warned.add(line);
    writeLine(line);
  }

  /** Without the engine nobody is left to save what a request would do. */
  #watchEngine(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#engine.whenGone(stop);
  }

  async #stopWithoutEngine(): Promise<void> {
    if (await this.#engine.isGone()) stop();
  }
}

function stop(): never {
  process.exit(1);
}
