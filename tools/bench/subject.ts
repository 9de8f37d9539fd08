import { startEmulator, type Emulator } from "../../emulator";
import type { Operation, PulumiProject } from "../pulumi/pulumiProject";
import { createRepositoryProject } from "../pulumi/repositoryProject";
import type { Run } from "./figures";
import { endedChildrenSeconds, UsageRecorder } from "./processUsage";
import { benchProgram, customerIds, type DeclaredKind, type Kind } from "./programs";

/** What one run is about, whichever subject does it. */
export interface Load {
  readonly connections: number;
  readonly customers: number;
  /** How long the API waits before each answer. */
  readonly latencyMs: number;
  /** Requests that the API admits in a rolling window of so many seconds. Default: it counts none. */
  readonly quota?: { readonly requests: number; readonly seconds: number };
}

export interface SubjectOptions {
  readonly load: Load;
  /** Another checkout of this repository, installed and built: the code of "before". */
  readonly checkout?: string | undefined;
  /** Where CPU profiles go. */
  readonly profiles?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly say: (line: string) => void;
}

/** A stack of one kind, with an emulator of its own: two that made the same connections would meet. */
export class Subject {
  readonly kind: Kind;
  readonly emulator: Emulator;
  readonly #pulumi: PulumiProject;
  readonly #usage: UsageRecorder;
  readonly #load: Load;
  readonly #dispose: () => void;

  private constructor(
    kind: Kind,
    load: Load,
    parts: { emulator: Emulator; pulumi: PulumiProject; profiles: string | undefined; dispose: () => void },
  ) {
    this.kind = kind;
    this.#load = load;
    this.emulator = parts.emulator;
    this.#pulumi = parts.pulumi;
    this.#usage = new UsageRecorder(parts.pulumi.folder, parts.profiles);
    this.#dispose = parts.dispose;
  }

  static async start(kind: Kind, { load, checkout, profiles, env, say }: SubjectOptions): Promise<Subject> {
    const { connections, customers, latencyMs, quota } = load;
    const emulator = await startEmulator({
      latencyMs,
      seed: { customers: customerIds(customers).map((id) => ({ id })) },
      ...(quota === undefined ? {} : { quota: { requestsPerMinute: quota.requests, minuteSeconds: quota.seconds } }),
    });
    const { pulumi, dispose } = await createRepositoryProject({
      name: "bench",
      checkout,
      copies: kind === "plugin" ? ["plugin"] : [],
      files: {
        "Pulumi.yaml": JSON.stringify({
          name: "bench",
          main: "index.js",
          runtime: { name: "nodejs", options: { typescript: false } },
          ...(kind === "plugin" ? { plugins: { providers: [{ name: "workato", path: "plugin" }] } } : {}),
        }),
        "index.js": benchProgram(connections, customers),
      },
      env: { WORKATO_HOST: emulator.url, WORKATO_API_TOKEN: emulator.token, ...env },
      say: () => undefined,
    });
    const subject = new Subject(kind, load, { emulator, pulumi, profiles, dispose });
    await subject.#configure();
    say(`  ${kind}: ready`);
    return subject;
  }

  async #configure(): Promise<void> {
    const declared: DeclaredKind = this.kind === "before" ? "ours" : this.kind;
    const { quota } = this.#load;
    const settings =
      quota === undefined
        ? { "workato:requestsPerMinute": 1_000_000, "workato:listRequestsPerMinute": 1_000_000 }
        : { "workato:requestsPerMinute": quota.requests, "workato:quotaWindowSeconds": quota.seconds };
    await this.#pulumi.configure({ kind: declared, ...settings });
  }

  /** Gives the first connection another token. */
  async change(): Promise<void> {
    await this.#pulumi.setConfig("changed", "-new");
  }

  /** Runs it as a person does: not with the log of events, which costs time. Resolves also when it fails. */
  async run(operation: Operation): Promise<Run> {
    this.emulator.clearRequests();
    const cpuBefore = endedChildrenSeconds();
    const started = performance.now();
    const flags = operation === "preview" ? [] : ["--yes", "--skip-preview"];
    const { exitCode } = await this.#pulumi.run([operation, ...flags], {
      env: this.#usage.environment,
      expectFailure: "either",
    });
    const seconds = (performance.now() - started) / 1000;
    const cpuSeconds = endedChildrenSeconds() - cpuBefore;
    return { seconds, cpuSeconds, hasFailed: exitCode !== 0, ...this.#requests(), ...this.#usage.take() };
  }

  #requests(): Pick<Run, "lists" | "writes" | "refusals"> {
    const { requests } = this.emulator;
    return {
      lists: requests.filter(({ method }) => method === "GET").length,
      writes: requests.filter(({ method }) => method !== "GET").length,
      refusals: requests.filter(({ status }) => status === 429).length,
    };
  }

  /** Bytes of the saved state for each connection. */
  stateBytes(): number {
    return Buffer.byteLength(this.#pulumi.stateFile()) / this.#load.connections;
  }

  async end(): Promise<void> {
    this.#dispose();
    await this.emulator.close();
  }
}

/** Every second turn goes the other way round, so that what grows slower on the machine harms all alike. */
export function inTurn(subjects: readonly Subject[], turn: number): Subject[] {
  return turn % 2 === 0 ? [...subjects] : [...subjects].reverse();
}
