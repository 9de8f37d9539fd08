import { isDeepStrictEqual } from "node:util";
import { deletions } from "./deletions";
import { Executor, type Chain } from "./executor";
import type { Plugin, ResourceType, WireWrite } from "./plugin";
import { optionsOf, registeredArguments, type Program, type ResourceOptions } from "./program";
import type { Step, UpOptions } from "./program";
import { createWithRetries, deleteWithRetries, writeWithRetries } from "./retries";
import { annotated, received, type Properties } from "./secrets";
import { inputsOf, outputsOf, resourceWith, type Saved, type StackState } from "./state";

/** A resource that the program registers and that takes part in the command. */
interface Registered {
  readonly name: string;
  readonly type: ResourceType;
  readonly options: ResourceOptions;
  /** Its name in state: another one when an alias matched. */
  readonly oldName: string;
  readonly old: Saved | undefined;
}

interface Planned {
  readonly step: Step;
  readonly chain: Chain;
}

interface Difference {
  readonly isChanged: boolean;
  readonly isReplaced: boolean;
  readonly deleteBeforeReplace: boolean;
}

/**
 * One `up` or one preview. The program's resources are planned one after the other (check, diff), while the steps of
 * those before are carried out; then comes what is left to delete.
 * Source: pkg/resource/deploy/step_generator.go and deployment_executor.go of the engine.
 */
export class Deployment {
  readonly #state: StackState;
  readonly #plugin: Plugin;
  readonly #program: Program;
  readonly #options: UpOptions;
  readonly #executor: Executor;
  /** Names in state that the program accounts for: none of them is removed. */
  readonly #registered = new Set<string>();

  constructor(state: StackState, plugin: Plugin, program: Program, options: UpOptions) {
    this.#state = state;
    this.#plugin = plugin;
    this.#program = program;
    this.#options = options;
    this.#executor = new Executor({
      continueOnError: options.continueOnError === true,
      sequential: options.sequential,
    });
  }

  /** @throws CommandError; what worked is in the state, what exists half is there with its init errors. */
  async up(): Promise<Record<string, Step>> {
    const steps = await this.#plan((chain) => this.#executor.execute(chain));
    await this.#executor.idle();
    const unknown = this.#unknownTargets();
    if (!this.#executor.isCancelled) {
      const doomed = deletions(this.#state, this.#plugin, {
        isDoomed: (name) => this.#isRemoved(name),
        isTargeted: (name) => this.#isTargeted(name),
        retries: (name) => optionsOf(name, this.#program, this.#options).retries ?? 0,
      });
      for (const chain of doomed) await this.#executor.execute(chain);
      await this.#executor.idle();
    }
    this.#reportUnknown(unknown);
    // What was deleted before its replacement is not kept longer than its successor's creation.
    this.#state.pendingDeletes = this.#state.pendingDeletes.filter((old) => old.isPendingReplacement !== true);
    this.#executor.throwFailures();
    return steps;
  }

  /** Checks and diffs, nothing else. @throws CommandError */
  async preview(): Promise<Record<string, Step>> {
    const steps = await this.#plan(() => Promise.resolve());
    this.#reportUnknown(this.#unknownTargets());
    this.#executor.throwFailures();
    return steps;
  }

  async #plan(begin: (chain: Chain) => Promise<void>): Promise<Record<string, Step>> {
    const steps: Record<string, Step> = {};
    const before = [...this.#state.saved.keys()];
    for (const name of Object.keys(this.#program)) {
      if (this.#executor.isCancelled) break;
      try {
        const planned = await this.#planResource(this.#register(name));
        if (planned === undefined) continue;
        steps[name] = planned.step;
        await begin(planned.chain);
      } catch (error) {
        // Not a step's failure: `--continue-on-error` does not go on after it.
        this.#executor.abort(error);
      }
    }
    for (const name of before) if (this.#isRemoved(name) && this.#isTargeted(name)) steps[name] = "delete";
    return steps;
  }

  #register(name: string): Registered {
    const options = optionsOf(name, this.#program, this.#options);
    const oldName = [name, ...(options.aliases ?? [])].find((former) => this.#state.saved.has(former)) ?? name;
    this.#registered.add(name).add(oldName);
    return { name, type: this.#program[name]!.type, options, oldName, old: this.#state.saved.get(oldName) };
  }

  /** Undefined for what is not targeted: it stays as it is, or is not made. */
  async #planResource(registered: Registered): Promise<Planned | undefined> {
    const { name, old, options } = registered;
    if (!this.#isTargeted(name)) return undefined;
    if (old === undefined) return this.#planCreate(registered, await this.#check(registered));
    if (this.#options.replace?.includes(name) === true) {
      return this.#planReplacement(registered, await this.#check(registered), false);
    }
    const news = await this.#check(registered, old);
    const difference = await this.#diff(old, news, options);
    if ((difference.isChanged && difference.isReplaced) || old.isPendingReplacement === true) {
      // As if it were new: what `check` takes over from old inputs must not be taken over now.
      return this.#planReplacement(registered, await this.#check(registered), difference.deleteBeforeReplace);
    }
    const isUpdated = difference.isChanged || old.initErrors.length > 0;
    return isUpdated ? this.#planUpdate(registered, old, news) : this.#planSame(registered, old, news);
  }

  async #check({ name, type }: Registered, old?: Saved): Promise<Properties> {
    const news = registeredArguments(name, this.#program[name]!);
    const { inputs, failures } = await this.#plugin.check(type, old?.inputs ?? {}, news.values);
    if (failures.length > 0) throw new Error(failures.map((f) => `${f.property}${f.reason}`).join("\n"));
    return annotated(received(inputs), news);
  }

  async #diff(
    old: Saved,
    { values: news }: Properties,
    { replaceOnChanges = [] }: ResourceOptions,
  ): Promise<Difference> {
    const diff = await this.#plugin.diff(old.type, old.id, old.outputs, news);
    const isChanged = diff.changes ?? !isDeepStrictEqual(old.inputs, news);
    const isFailed = old.initErrors.length > 0 && replaceOnChanges.some((path) => ["*", "#initerror"].includes(path));
    return {
      isChanged: isChanged || isFailed,
      isReplaced: diff.replaces.length > 0 || isFailed,
      deleteBeforeReplace: diff.deleteBeforeReplace,
    };
  }

  #planSame({ name, oldName }: Registered, old: Saved, news: Properties): Planned {
    const keep = () => {
      this.#keep(name, oldName, resourceWith(old, news, outputsOf(old)));
      return Promise.resolve();
    };
    return { step: "same", chain: [keep] };
  }

  #planCreate(registered: Registered, news: Properties): Planned {
    return { step: "create", chain: [() => this.#create(registered, news, () => undefined)] };
  }

  #planUpdate({ name, type, oldName, options }: Registered, old: Saved, news: Properties): Planned {
    const update = async () => {
      this.#state.begin(name, type, news);
      const { written, failure } = await writeWithRetries(options.retries ?? 0, () =>
        this.#plugin.update(type, old.id, old.outputs, news.values),
      );
      const updated = savedAs(type, written, news);
      // What exists after a partial failure was not updated with the new inputs: OnResourceStepPost in engine/update.go.
      const { values: inputs, secrets: secretInputs } = inputsOf(old);
      this.#keep(name, oldName, failure === undefined ? updated : { ...updated, inputs, secretInputs });
      if (failure !== undefined) throw failure;
    };
    return { step: "update", chain: [update] };
  }

  #planReplacement(registered: Registered, news: Properties, isDeletedFirst: boolean): Planned {
    const { options, oldName } = registered;
    const old = registered.old!;
    if (!(options.deleteBeforeReplace ?? isDeletedFirst)) {
      const pend = () => {
        // The older engines delete once more what they have deleted.
        if (old.isPendingReplacement === true && this.#state.isNewEngine) return;
        this.#state.pendingDeletes = [...this.#state.pendingDeletes, { name: oldName, ...old }];
      };
      return { step: "replace", chain: [() => this.#create(registered, news, pend)] };
    }
    const create = () => this.#create(registered, news, () => undefined);
    if (old.isPendingReplacement === true) return { step: "replace", chain: [create] };
    const remove = async () => {
      try {
        await deleteWithRetries(options.retries ?? 0, () => this.#plugin.delete(old.type, old.id, old.outputs));
      } catch (error) {
        // With `--continue-on-error` the engine waits for ever here (*seen* with 3.259), until somebody stops it.
        this.#executor.cancel();
        throw error;
      }
      this.#state.keep(oldName, { ...old, isPendingReplacement: true });
    };
    return { step: "replace", chain: [remove, create] };
  }

  async #create(registered: Registered, news: Properties, whenThere: () => void): Promise<void> {
    const { name, type, oldName, options } = registered;
    this.#state.begin(name, type, news);
    const create = (): Promise<WireWrite> => this.#plugin.create(type, news.values);
    const goOn = ({ id, outputs }: WireWrite): Promise<WireWrite> =>
      this.#plugin.update(type, id, annotated(received(outputs), news).values, news.values);
    const retries = options.retries ?? 0;
    const { written, failure } = this.#state.isNewEngine
      ? await createWithRetries(retries, create, goOn)
      : await writeWithRetries(retries, create);
    whenThere();
    this.#keep(name, oldName, savedAs(type, written, news));
    if (failure !== undefined) throw failure;
  }

  #keep(name: string, oldName: string, saved: Saved): void {
    if (oldName !== name) this.#state.saved.delete(oldName);
    this.#state.keep(name, saved);
    this.#registered.add(name);
  }

  #isRemoved(name: string): boolean {
    return !this.#registered.has(name);
  }

  #isTargeted(name: string): boolean {
    return this.#options.target?.includes(name) ?? true;
  }

  #unknownTargets(): string[] {
    const { target = [] } = this.#options;
    return target.filter((name) => !this.#registered.has(name) && !this.#state.saved.has(name));
  }

  /** Known before the deletes, said after them. */
  #reportUnknown(names: readonly string[]): void {
    for (const name of names) this.#executor.abort(new Error(`no resource named "${name}" found`));
  }
}

function savedAs(type: ResourceType, { id, outputs, initErrors }: WireWrite, news: Properties): Saved {
  return resourceWith({ type, id, initErrors }, news, annotated(received(outputs), news));
}
