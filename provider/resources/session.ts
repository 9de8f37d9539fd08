import type { CallOptions, OAuthProfile, WorkatoClient } from "../api";
import { createRedactor, listLagMs, SharedAnswers, shownWords, visibleLines } from "../api";
import { openClient } from "../settings/openClient";
import type { AccountSettings, ConfigReader, Environment, StackDefaults } from "../settings/settings";
import { CONFIGURATION_KEYS } from "../settings/keys";
import { Settings } from "../settings/settings";
import { ConnectionLists } from "./shared/connectionLists";
import { CreationLocks } from "./shared/creationLocks";
import { Holders } from "./shared/holders";
import { Notices } from "./shared/notices";

/** What a session has of the process that it runs in. */
export interface Surroundings {
  readonly environment: Environment;
  /** Takes a line for the person who runs Pulumi, and the resource that it is about, where there is one. */
  readonly writeLine: (line: string, resource?: string) => void;
  /** Ends requests that are not sent yet. */
  readonly signal?: AbortSignal;
  /** Called right before each request; what it throws prevents the request. */
  readonly beforeSend?: () => Promise<void>;
}

/** What all accounts of one Workato origin share. */
interface Origin {
  readonly holders: Holders;
  readonly locks: CreationLocks;
}

/** What the checks of a program's new resources have in common. */
export interface PreviewState {
  /** One look has failed or was too slow: the others are not tried. */
  isOver: boolean;
  /** Customers that are not there. */
  readonly missing: Set<string>;
  /** Objects that new resources describe, each with the first of them. */
  readonly described: Map<string, string | undefined>;
  /** Ids of connections that new resources will take over, with the first that will. */
  readonly taken: Map<string, string | undefined>;
}

/** One Workato workspace that this process talks to. */
export interface Account extends Origin {
  readonly settings: AccountSettings;
  readonly client: WorkatoClient;
  readonly lists: ConnectionLists;
  readonly preview: PreviewState;
  /** One profile is usually assigned to hundreds of customers, and its endpoints allow 60 requests a minute. */
  readonly profiles: SharedAnswers<OAuthProfile>;
}

/** One operation on one resource: where it goes, and what must not be seen in the server's words. */
export interface Operation {
  readonly account: Account;
  readonly defaults: StackDefaults;
  readonly environment: Environment;
  readonly notices: Notices;
  readonly call: CallOptions;
  /** Makes of the server's words what may be shown and kept. */
  readonly redact: (text: string) => string;
  /** One line for the person who runs Pulumi. */
  readonly say: (line: string) => void;
}

/** What all resources of one plugin process share: settings, clients with their queues, lists of customers. */
export class Session {
  readonly environment: Environment;
  /** Warnings that many resources have in common. */
  readonly notices: Notices;
  readonly #surroundings: Surroundings;
  #config: Readonly<Record<string, string | undefined>> = {};
  #settings: Settings;
  readonly #accounts = new Map<string | undefined, Account>();
  readonly #origins = new Map<string, Origin>();
  #hasProgram = false;

  constructor(surroundings: Surroundings) {
    // Whatever stands in a line, it is one line, and no terminal obeys it.
    const writeLine: Surroundings["writeLine"] = (line, resource) => {
      surroundings.writeLine(visibleLines(line), resource);
    };
    this.#surroundings = { ...surroundings, writeLine };
    this.environment = surroundings.environment;
    this.notices = new Notices(writeLine);
    this.#settings = new Settings(() => undefined, surroundings.environment);
  }

  /** Takes the configuration and validates nothing: the SDK does not wait for this before the first operation. */
  configure(read: ConfigReader): void {
    const config = Object.fromEntries(CONFIGURATION_KEYS.map((key) => [key, read(key)]));
    // The provider is configured once for each resource type of a process.
    if (JSON.stringify(config) === JSON.stringify(this.#config)) return;
    this.#config = config;
    this.#settings = new Settings((key) => this.#config[key], this.environment);
    this.close();
    this.#accounts.clear();
    this.#origins.clear();
  }

  /** Says what waits to be said, and ends connections that are kept open. */
  close(): void {
    this.notices.flush();
    for (const { client } of this.#accounts.values()) client.close();
  }

  /**
   * A resource of the program is checked. `up --refresh` may diff every resource of the state before that, in this same
   * process, also those that the program does not have any more: they have nothing. And what it has seen may be over.
   */
  noteProgram(): void {
    if (this.#hasProgram) return;
    this.#hasProgram = true;
    for (const { holders } of this.#origins.values()) holders.clear();
    for (const { lists } of this.#accounts.values()) lists.disproveAll();
  }

  /** Is this a preview or an `up`, rather than a command that looks at the state alone? */
  get hasProgram(): boolean {
    return this.#hasProgram;
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

  /**
   * @param secrets texts that only this operation knows to be secret
   * @param resource what its lines are about
   */
  startOperation(accountName: string | undefined, secrets: readonly string[], resource: string): Operation {
    const account = this.account(accountName);
    const redact = createRedactor([account.settings.apiToken, ...secrets]);
    return {
      account,
      defaults: this.defaults(),
      environment: this.environment,
      notices: this.notices,
      redact: (text) => shownWords(text, redact),
      call: { redact },
      say: (line) => {
        this.#surroundings.writeLine(line, resource);
      },
    };
  }

  #open(settings: AccountSettings): Account {
    const { baseUrl, apiToken } = settings;
    // Two names of one workspace share its quota and its lists.
    const twin = [...this.#accounts.values()].find(
      (other) => other.settings.baseUrl === baseUrl && other.settings.apiToken === apiToken,
    );
    if (twin !== undefined) return { ...twin, settings };
    const origin = this.#origins.get(baseUrl) ?? {
      holders: new Holders(this.notices),
      locks: new CreationLocks(),
    };
    this.#origins.set(baseUrl, origin);
    const client = openClient(settings, this.#surroundings);
    return {
      ...origin,
      settings,
      client,
      lists: new ConnectionLists(client, listLagMs(settings)),
      preview: { isOver: false, described: new Map(), missing: new Set(), taken: new Map() },
      profiles: new SharedAnswers(),
    };
  }
}
