import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { defaultBehaviour, type Behaviour } from "./behaviour";
import { Edits } from "./edits";
import type { Seed } from "./seed/seed";
import { isControl, serveControl } from "./server/control";
import { Faults, type Fault, type FaultHandle } from "./server/faults";
import { Holds, type Hold, type HoldOptions } from "./server/holds";
import { Journal } from "./server/journal";
import type { JournalEntry } from "./server/journalEntry";
import { Pipeline } from "./server/pipeline";
import { Quota, type QuotaKind, type QuotaOptions } from "./server/quota";
import type { RequestMatcher } from "./server/requestPattern";
import { State } from "./state/state";
import { StateFile } from "./state/stateFile";

/** How an emulator starts. */
export interface EmulatorOptions {
  /** Default: 0, a free one. */
  port?: number;
  /** Default: "127.0.0.1". */
  host?: string;
  /** Default: "test-token". */
  token?: string;
  /** Further tokens of the same admin workspace. Default: none. */
  moreTokens?: readonly string[];
  /** What it holds. Each part that is left out has its default. */
  seed?: Seed;
  /** No quota is enforced without it; `{}` enforces those of the API. */
  quota?: QuotaOptions;
  /** How long every request waits before anything else happens to it. Default: 0. */
  latencyMs?: number;
  /** Switches that differ from their defaults. */
  behaviour?: Partial<Behaviour>;
  /**
   * A file that keeps what it holds: read when it starts, where it is there, and written at every change. It has the
   * credentials that programs send. Default: none.
   */
  stateFile?: string;
  /** Called once for every request when it has been answered, cut or given up. */
  onFinished?: (request: JournalEntry) => void;
}

/**
 * Starts an emulator of the Workato Embedded API and resolves when it listens. It is stateful, needs no network and no
 * account, and any number of them may run in one process. Rejects when the port is taken or the seed contradicts itself.
 *
 * @example
 * ```ts
 * import { startEmulator } from "pulumi-workato-embedded/emulator";
 *
 * const emulator = await startEmulator({ seed: { customers: [{ id: 98178, externalId: "A2300" }] } });
 * // workato:baseUrl is emulator.url, workato:apiToken is emulator.token
 * emulator.failNext({ method: "POST", status: 500 });
 * // ... run the program; then look at what the API holds:
 * console.log(emulator.connections(98178));
 * await emulator.close();
 * ```
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new Emulator(options);
  await emulator.listen();
  return emulator;
}

/** A local stand-in for the API: what it keeps, its journal, its faults and its switches. */
export class Emulator extends Edits {
  /** The switches. They may be changed while it runs; `reset` returns to those that it started with. */
  readonly behaviour: Behaviour;
  readonly #state: State;
  readonly #options: EmulatorOptions;
  readonly #server: Server;
  readonly #journal: Journal;
  readonly #faults = new Faults();
  readonly #holds = new Holds();
  readonly #quota: Quota | undefined;
  readonly #pipeline: Pipeline;
  #tokens: string[] = [];
  #url = "";
  readonly #stateFile: StateFile | undefined;
  #closed: Promise<void> | undefined;

  /** Use `startEmulator`. */
  constructor(options: EmulatorOptions) {
    const behaviour: Behaviour = { ...defaultBehaviour(), ...options.behaviour };
    const state = new State(behaviour);
    super(state);
    this.behaviour = behaviour;
    this.#state = state;
    this.#options = options;
    this.#journal = new Journal(options.onFinished ?? (() => undefined));
    this.#quota = options.quota === undefined ? undefined : new Quota(options.quota);
    this.#pipeline = new Pipeline({
      state,
      journal: this.#journal,
      faults: this.#faults,
      holds: this.#holds,
      quota: this.#quota,
      latencyMs: options.latencyMs ?? 0,
      isToken: (token) => this.#tokens.includes(token),
      onWritten: () => this.#stateFile?.save(),
    });
    this.#server = createServer((request, response) => {
      void (isControl(request) ? this.#control(request, response) : this.#pipeline.serve(request, response));
    });
    // Connections stay until a client or a fault ends them: a race with an idle time-out is nobody's test.
    this.#server.keepAliveTimeout = 0;
    this.reset();
    const { stateFile } = options;
    this.#stateFile = stateFile === undefined ? undefined : new StateFile(stateFile, state);
    this.#stateFile?.load();
  }

  async #control(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await serveControl(this, request, response);
      this.#stateFile?.save();
    } catch {
      // Nested deeper than JSON can be written.
      response.destroy();
    }
  }

  /** Called by `startEmulator`. */
  async listen(): Promise<void> {
    const { host = "127.0.0.1", port = 0 } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    const name = host.includes(":") ? `[${host}]` : host;
    this.#url = `http://${name}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Origin, without a path: what `workato:baseUrl` is set to. */
  get url(): string {
    return this.#url;
  }

  /** The token that is valid now: what `workato:apiToken` is set to. */
  get token(): string {
    return this.#tokens[0] ?? "";
  }

  /** From now on only this token is valid. */
  rotateToken(token: string): void {
    this.#tokens = [token];
  }

  /** The journal: every request in the order of arrival. */
  get requests(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  /** The requests of a method and a path: the end of the path without its query, or a RegExp over path and query. */
  requestsOf(method?: string, path?: string | RegExp): JournalEntry[] {
    return this.#journal.matching({
      ...(method === undefined ? {} : { method }),
      ...(path === undefined ? {} : { path }),
    });
  }

  /** Empties the journal. What the API holds stays. */
  clearRequests(): void {
    this.#journal.clear();
  }

  /** How many requests the quota refused; answers of faults do not count. */
  get rateLimited(): number {
    return this.#pipeline.rateLimited;
  }

  /** The largest number of requests of a kind that arrived within any `windowMs`. */
  mostWithin(windowMs: number, kind: QuotaKind): number {
    const times = this.requests.filter((entry) => entry.kind === kind).map(({ at }) => at);
    return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length));
  }

  /** Lets requests fail. The first armed fault that matches wins. */
  failNext(fault: Fault): FaultHandle {
    return this.#faults.arm(fault);
  }

  /** Stops matching requests until `release`, so that a test can do something at that very moment. */
  hold(options: HoldOptions = {}): Hold {
    return this.#holds.add(options);
  }

  /**
   * Resolves with the `count`-th matching request since the journal was last cleared, at once when it is there;
   * with `finished`, when it has been answered, cut or given up. Rejects when the emulator is closed meanwhile.
   */
  waitForRequest(matcher: RequestMatcher, count = 1, { finished = false } = {}): Promise<JournalEntry> {
    return this.#journal.wait(matcher, count, finished);
  }

  /** Back to the seed: state, journal, faults, holds, quota, tokens and behaviour. Requests under way are cut. */
  reset(): void {
    this.#pipeline.interrupt();
    Object.assign(this.behaviour, defaultBehaviour(), this.#options.behaviour);
    this.#tokens = [this.#options.token ?? "test-token", ...(this.#options.moreTokens ?? [])];
    this.#state.load(this.#options.seed ?? {});
    this.#faults.clear();
    this.#holds.clear();
    this.#quota?.clear();
    this.#journal.clear();
    this.#pipeline.rateLimited = 0;
  }

  /** Ends every connection and resolves when the port is free. May be called again. */
  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#pipeline.interrupt();
      this.#faults.clear();
      this.#holds.clear();
      this.#server.close(() => {
        this.#journal.close();
        resolve();
      });
      this.#server.closeAllConnections();
    });
    return this.#closed;
  }
}
