import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { isAtLeast } from "../../../provider/cli/doctor/toolchain";
import { CommandError, EngineModel, type Config, type Plugin, type Program } from "../../support/engineModel";
import type { PendingDelete, UpOptions, Values, WireWrite } from "../../support/engineModel";
import { createProject, type TestProject } from "./engine";
import { RECORDED_PROGRAM, RECORDING_PROVIDER } from "./recordingProvider";
import { savedResources } from "./savedState";
import { testRun } from "./testRun";

type Command = "up" | "preview" | "refresh" | "destroy";

/** What the provider answers instead of success, by `method name`, one call after the other. */
export type Outcomes = Readonly<Record<string, readonly unknown[]>>;

interface RecordedCall {
  readonly process: number;
  readonly token?: string;
  readonly method: string;
  readonly name: string;
  readonly id?: string;
  readonly olds?: Values;
  readonly news?: Values;
}

interface Seen {
  readonly failed: boolean;
  readonly calls: readonly RecordedCall[];
  readonly state: readonly unknown[];
}

export interface ComparedOptions extends Omit<UpOptions, "sequential"> {
  readonly outcomes?: Outcomes;
}

/** From 3.264 on. */
export const isNewEngine = (): boolean => isAtLeast(testRun().version, "3.264.0");

/** One stack twice, with the same provider: under the real engine, and in the model. */
export class EngineComparison {
  readonly #project: TestProject;
  readonly #folder = mkdtempSync(path.join(tmpdir(), "engine-model-"));
  readonly #model: EngineModel;
  #processes = 0;

  private constructor(project: TestProject) {
    this.#project = project;
    for (const folder of [project.folder, this.#folder]) {
      writeFileSync(path.join(folder, "recordingProvider.js"), RECORDING_PROVIDER);
      writeFileSync(path.join(folder, "ids.json"), "{}");
    }
    const load = createRequire(path.join(this.#folder, "index.js"));
    const provider = load("./recordingProvider.js") as (process: () => number) => ResourceProvider;
    const start = (config: Config) => {
      const number = ++this.#processes;
      return recordingPlugin(
        config,
        provider(() => number),
      );
    };
    this.#model = new EngineModel(start, {}, isNewEngine());
  }

  static async create(): Promise<EngineComparison> {
    return new EngineComparison(await createProject({ program: RECORDED_PROGRAM }));
  }

  async configure(token: string): Promise<void> {
    await this.#project.setConfig("model:token", token);
    this.#model.config = { "model:token": token };
  }

  /**
   * Runs a command twice. Calls, what is saved, and whether it fails must be the same.
   * @returns the calls in short, e.g. `diff a/1`, of each process by itself where there are several
   */
  async run(command: Command, program: Program = {}, options: ComparedOptions = {}): Promise<string[]> {
    const { outcomes = {}, ...others } = options;
    for (const folder of [this.#project.folder, this.#folder]) {
      writeFileSync(path.join(folder, "outcomes.json"), JSON.stringify(outcomes));
      writeFileSync(path.join(folder, "program.json"), JSON.stringify(program));
      rmSync(path.join(folder, "calls.jsonl"), { force: true });
    }
    const real = await this.#runReal(command, others);
    const model = await this.#runModel(command, program, others);
    expect(comparable(command, model)).toEqual(comparable(command, real));
    return real.calls.map(({ method, name, id, olds }) => {
      const isAnew = method === "check" && Object.keys(olds ?? {}).length === 0;
      return `${method} ${id ?? name}${isAnew ? " anew" : ""}`;
    });
  }

  dispose(): void {
    this.#project.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #runReal(command: Command, options: UpOptions): Promise<Seen> {
    const { target = [], replace = [], refresh = false, continueOnError = false } = options;
    const { exitCode } = await this.#project[command]({
      target: target.map(urn),
      replace: replace.map(urn),
      refresh,
      args: continueOnError ? ["--continue-on-error"] : [],
      expectFailure: "either",
    });
    const own = savedResources(this.#project).filter(({ type }) => type === TYPE);
    const state = own.map((saved) => ({
      name: saved.urn.split("::").at(-1),
      id: saved.id,
      inputs: sealed(plain(saved.inputs)),
      outputs: sealed(plain(saved.outputs)),
      initErrors: saved.initErrors ?? [],
      isPendingDelete: saved.delete === true,
      isPendingReplacement: saved["pendingReplacement"] === true,
    }));
    return { failed: exitCode !== 0, calls: recordedCalls(this.#project.folder), state };
  }

  async #runModel(command: Command, program: Program, options: UpOptions): Promise<Seen> {
    let failed = false;
    try {
      if (command === "up" || command === "preview") await this.#model[command](program, options);
      else await this.#model[command](options);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      failed = true;
    }
    const file = JSON.parse(this.#model.stateText()) as Record<"resources" | "pendingDeletes", PendingDelete[]>;
    const saved = file.resources.map((one) => ({ ...one, isPendingDelete: false }));
    const left = file.pendingDeletes.map((one) => ({ ...one, isPendingDelete: true }));
    const state = [...saved, ...left].map((one) => ({
      name: one.name,
      id: one.id,
      inputs: plain(one.inputs),
      outputs: plain(one.outputs),
      initErrors: one.initErrors,
      isPendingDelete: one.isPendingDelete,
      isPendingReplacement: one.isPendingReplacement === true,
    }));
    return { failed, calls: recordedCalls(this.#folder), state };
  }
}

const TYPE = "pulumi-nodejs:dynamic/model:Recorded";

function urn(name: string): string {
  return `urn:pulumi:dev::customers::${TYPE}::${name}`;
}

/** Resources are worked on side by side: what counts is the order of each one's calls. */
function comparable(command: Command, { failed, calls, state }: Seen): unknown {
  const processes = [...new Set(calls.map(({ process }) => process))];
  const numbered = calls.map((call) => ({ ...call, process: processes.indexOf(call.process) }));
  // Of one name, a program has one resource, a state may have several.
  const keyOf = ({ name, id }: RecordedCall) => (command === "refresh" || command === "destroy" ? id : name);
  const keys = [...new Set(calls.map(keyOf))].sort();
  const byResource = keys.map((key) => numbered.filter((call) => keyOf(call) === key));
  const sorted = [...state].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return { failed, calls: byResource, state: sorted };
}

function recordedCalls(folder: string): RecordedCall[] {
  const file = path.join(folder, "calls.jsonl");
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as RecordedCall);
}

function plain(values: Values = {}): Values {
  const { __provider, ...others } = values;
  return others;
}

/** What is encrypted, as the model's state shows it. */
function sealed(values: Values): Values {
  return JSON.parse(JSON.stringify(values), (_key, value: unknown) =>
    isEncrypted(value) ? "[secret]" : value,
  ) as Values;
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "ciphertext" in value;
}

/** The SDK's plugin around the recording provider. */
function recordingPlugin(config: Config, provider: ResourceProvider): Plugin {
  void provider.configure!({ config: { get: (key: string) => config[key] } as never });
  const written = async (write: () => Promise<WireWrite>): Promise<WireWrite> => {
    try {
      return await write();
    } catch (error) {
      const { id, properties = {}, reasons = [] } = error as { id?: string; properties?: Values; reasons?: string[] };
      if (id === undefined) throw error;
      return { id, outputs: properties, initErrors: reasons };
    }
  };
  return {
    config,
    check: async (_type, olds, news) => {
      const checked = await provider.check!(olds, news);
      return { inputs: checked.inputs as Values, failures: checked.failures ?? [] };
    },
    diff: async (_type, id, olds, news) => {
      const { changes, replaces = [], deleteBeforeReplace = false } = await provider.diff!(id, olds, news);
      return { changes, replaces, deleteBeforeReplace };
    },
    create: (_type, news) =>
      written(async () => {
        const created = await provider.create(news);
        return { id: created.id, outputs: created.outs as Values, initErrors: [] };
      }),
    update: (_type, id, olds, news) =>
      written(async () => {
        const { outs } = (await provider.update!(id, olds, news)) as { outs: Values };
        return { id, outputs: outs, initErrors: [] };
      }),
    read: async (_type, id, olds) => {
      const read = await provider.read!(id, olds);
      return { id: read.id ?? "", outputs: (read.props ?? {}) as Values, inputs: (read.inputs ?? {}) as Values };
    },
    delete: async (_type, id, olds) => {
      await provider.delete!(id, olds);
    },
  };
}
