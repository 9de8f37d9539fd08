import {
  isAssertion,
  PluginError,
  PluginProcess,
  PROVIDER_TEXT,
  type ResourceType,
  type Values,
} from "./pluginProcess";

/** A resource of a program. */
export interface Declaration {
  readonly type: ResourceType;
  readonly args: Values;
}

/** A program: its resources by logical name. */
export type Program = Readonly<Record<string, Declaration>>;

/** A resource as the state file keeps it. */
export interface Saved {
  readonly type: ResourceType;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly initErrors: readonly string[];
}

export type Step = "same" | "create" | "update" | "replace" | "delete";

/** What a command said when it failed: every error, one after the other. */
export class CommandError extends Error {
  constructor(readonly errors: readonly Error[]) {
    super(errors.map(({ message }) => message).join("\n---\n"));
  }

  /** Everything that the SDK or the engine could print of the errors. */
  get shown(): string {
    return this.errors
      .flatMap((error) => [error.message, error instanceof PluginError ? error.printed : ""])
      .join("\n");
  }
}

interface Prepared {
  readonly name: string;
  readonly type: ResourceType;
  readonly news: Values;
  readonly step: Step;
  readonly deleteBeforeReplace: boolean;
}

export interface UpOptions {
  /** The process to go on with; default: a new one, as for each command. */
  readonly process?: PluginProcess;
  /** Logical names that are replaced by force: no diff, no old inputs for check. */
  readonly replace?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

/**
 * The engine's part for a few resources without dependencies: check, diff, create or update, deletes at the end, and
 * the state as the engine keeps it (reference/pulumi-engine.md). All resources of a command run at once.
 */
export class Stack {
  readonly saved = new Map<string, Saved>();
  /** What every command could have printed of its errors. */
  readonly shownErrors: string[] = [];

  constructor(readonly config: Readonly<Record<string, string>>) {}

  startProcess(config: Readonly<Record<string, string>> = {}): PluginProcess {
    return new PluginProcess({ ...this.config, ...config });
  }

  /** The resource of this name, or the only one. */
  of(name = [...this.saved.keys()][0] ?? ""): Saved {
    const saved = this.saved.get(name);
    if (saved === undefined) throw new Error(`"${name}" is not in the state`);
    return saved;
  }

  /** Outputs without `__provider`. */
  outputs(name?: string): Values {
    const { __provider, ...outputs } = this.of(name).outputs;
    expect(__provider).toBe(PROVIDER_TEXT);
    return outputs;
  }

  async preview(program: Program, options: UpOptions = {}): Promise<Record<string, Step>> {
    const process = options.process ?? this.startProcess();
    const prepared = await this.#each(Object.keys(program), (name) => this.#prepare(process, name, program, options));
    process.end();
    return Object.fromEntries(prepared.map(({ name, step }) => [name, step]));
  }

  /** @throws CommandError; what worked is in the state, what exists half is there with its init errors. */
  async up(program: Program, options: UpOptions = {}): Promise<Record<string, Step>> {
    const process = options.process ?? this.startProcess();
    const steps: Record<string, Step> = {};
    const replaced: Saved[] = [];
    await this.#each(Object.keys(program), async (name) => {
      const prepared = await this.#prepare(process, name, program, options);
      steps[name] = prepared.step;
      const old = this.saved.get(name);
      const isEarly = prepared.deleteBeforeReplace || options.deleteBeforeReplace === true;
      if (prepared.step === "replace" && isEarly) await process.delete(old!.type, old!.id, old!.outputs);
      await this.#carryOut(process, prepared);
      if (prepared.step === "replace" && !isEarly) replaced.push(old!);
    });
    await this.#each(replaced, (old) => process.delete(old.type, old.id, old.outputs));
    const removed = [...this.saved.keys()].filter((name) => program[name] === undefined);
    for (const name of removed) steps[name] = "delete";
    await this.#remove(process, removed);
    process.end();
    return steps;
  }

  async refresh(options: UpOptions = {}): Promise<void> {
    const process = options.process ?? this.startProcess();
    await this.#each([...this.saved.keys()], async (name) => {
      const old = this.of(name);
      const read = await process.read(old.type, old.id, old.outputs);
      if (read.id === "") {
        this.saved.delete(name);
        return;
      }
      this.saved.set(name, { ...old, inputs: read.inputs, outputs: read.outputs, initErrors: [] });
      await process.diff(old.type, old.id, read.outputs, old.inputs);
    });
  }

  async destroy(options: UpOptions & { refresh?: boolean } = {}): Promise<void> {
    const process = options.process ?? this.startProcess();
    if (options.refresh === true) await this.refresh({ process });
    await this.#remove(process, [...this.saved.keys()]);
  }

  async #prepare(
    process: PluginProcess,
    name: string,
    program: Program,
    { replace = [] }: UpOptions,
  ): Promise<Prepared> {
    const { type, args } = program[name]!;
    const old = this.saved.get(name);
    const isForced = replace.includes(name);
    const olds = old === undefined || isForced ? {} : old.inputs;
    // The program's side gives every ManagedConnection a name.
    const named = type === "connection" ? { name, ...args } : args;
    const { inputs, failures } = await process.check(type, olds, JSON.parse(JSON.stringify(named)) as Values);
    if (failures.length > 0) throw new Error(failures.map((f) => `${f.property}${f.reason}`).join("\n"));
    const prepared = { name, type, news: inputs, deleteBeforeReplace: false };
    if (old === undefined) return { ...prepared, step: "create" };
    if (isForced) return { ...prepared, step: "replace" };
    const diff = await process.diff(type, old.id, old.outputs, inputs);
    const { deleteBeforeReplace } = diff;
    if (diff.replaces.length > 0) return { ...prepared, step: "replace", deleteBeforeReplace };
    return { ...prepared, step: diff.changes === true || old.initErrors.length > 0 ? "update" : "same" };
  }

  async #carryOut(process: PluginProcess, { name, type, news, step }: Prepared): Promise<void> {
    const old = this.saved.get(name);
    if (step === "same") {
      this.saved.set(name, { ...old!, inputs: news });
      return;
    }
    const written =
      step === "update" ? await process.update(type, old!.id, old!.outputs, news) : await process.create(type, news);
    const isHalfUpdated = step === "update" && written.initErrors.length > 0;
    this.saved.set(name, { type, inputs: isHalfUpdated ? old!.inputs : news, ...written });
    if (written.initErrors.length > 0) throw new Error(written.initErrors.join("\n"));
  }

  async #remove(process: PluginProcess, names: readonly string[]): Promise<void> {
    await this.#each(names, async (name) => {
      const old = this.of(name);
      await process.delete(old.type, old.id, old.outputs);
      this.saved.delete(name);
    });
  }

  /** All at once; the rest goes on when one fails, as it does in the engine for what has begun. */
  async #each<T, R>(things: readonly T[], run: (thing: T) => Promise<R>): Promise<R[]> {
    const results = await Promise.allSettled(things.map(run));
    const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
    const failedExpectation = errors.find(isAssertion);
    if (failedExpectation !== undefined) throw failedExpectation;
    if (errors.length > 0) {
      const error = new CommandError(errors);
      this.shownErrors.push(error.shown);
      throw error;
    }
    return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  }
}
