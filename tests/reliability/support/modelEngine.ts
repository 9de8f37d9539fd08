import type { ResourceType, Values } from "../../runtime/support/pluginProcess";
import type { Plugin } from "./plugin";

/** A resource of a program. */
export interface Declaration {
  readonly type: ResourceType;
  readonly args: Values;
}

/** A program: its resources by logical name. */
export type Program = Readonly<Record<string, Declaration>>;

/** A resource as the state keeps it. */
export interface Saved {
  readonly name: string;
  readonly type: ResourceType;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly initErrors: readonly string[];
}

export type Step = "same" | "create" | "update" | "replace" | "delete";

export interface CommandOptions {
  /** Looks at the servers first, in the same process. */
  readonly refresh?: boolean;
  /** Logical names that are replaced by force. */
  readonly replace?: readonly string[];
  /** One resource after the other, for programs of tests that must run the same way again. */
  readonly sequential?: boolean;
}

/** What a command said when it failed. */
export class CommandError extends Error {
  constructor(readonly errors: readonly Error[]) {
    super(errors.map(({ message }) => message).join("\n---\n"));
  }
}

/** The command and its plugin were killed: nobody saves what comes after. */
export class Killed extends Error {}

/**
 * The engine's part, as far as it matters to what is kept (reference/pulumi-engine.md): check, diff, create or update,
 * replacements that delete at the end or first, deletes only when nothing failed, deletes that are left over, partial
 * failures that are repaired by `update`, a refresh that reads and diffs without a check.
 */
export class ModelEngine {
  readonly resources = new Map<string, Saved>();
  /** Replaced resources whose delete has not worked yet. */
  pendingDeletes: Saved[] = [];

  saved(name: string): Saved {
    const saved = this.resources.get(name);
    if (saved === undefined) throw new Error(`"${name}" is not in the state`);
    return saved;
  }

  /** @throws CommandError; what worked is in the state, what exists half is there with its init errors. */
  async up(plugin: Plugin, program: Program, options: CommandOptions = {}): Promise<Record<string, Step>> {
    if (options.refresh === true) await this.refresh(plugin, options);
    const steps: Record<string, Step> = {};
    await this.#each(Object.keys(program), options, async (name) => {
      steps[name] = await this.#ensure(plugin, name, program[name]!, options);
    });
    for (const name of this.resources.keys()) if (program[name] === undefined) steps[name] = "delete";
    await this.#deleteAll(plugin, (name) => program[name] === undefined, options);
    return steps;
  }

  async refresh(plugin: Plugin, options: CommandOptions = {}): Promise<void> {
    await this.#each([...this.resources.values()], options, async (old) => {
      const read = await plugin.read(old.type, old.id, old.outputs);
      if (read.id === "") {
        this.resources.delete(old.name);
        return;
      }
      this.resources.set(old.name, { ...old, inputs: read.inputs, outputs: read.outputs, initErrors: [] });
      await plugin.diff(old.type, old.id, read.outputs, old.inputs);
    });
  }

  async destroy(plugin: Plugin, options: CommandOptions = {}): Promise<void> {
    if (options.refresh === true) await this.refresh(plugin, options);
    await this.#deleteAll(plugin, () => true, options);
  }

  async #ensure(plugin: Plugin, name: string, declaration: Declaration, options: CommandOptions): Promise<Step> {
    const { type } = declaration;
    const old = this.resources.get(name);
    const isForced = old !== undefined && options.replace?.includes(name) === true;
    // The program's side gives every connection a name, and leaves out what is undefined.
    const args = type === "connection" ? { name, ...declaration.args } : declaration.args;
    const plain = JSON.parse(JSON.stringify(args)) as Values;
    const { inputs: news, failures } = await plugin.check(type, isForced ? {} : (old?.inputs ?? {}), plain);
    if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => property + reason).join("\n"));
    if (old === undefined) return this.#create(plugin, name, type, news);
    const diff = isForced
      ? { changes: true, replaces: ["id"], deleteBeforeReplace: false }
      : await plugin.diff(type, old.id, old.outputs, news);
    if (diff.replaces.length > 0) return this.#replace(plugin, old, news, diff.deleteBeforeReplace);
    if (diff.changes === false && old.initErrors.length === 0) {
      this.resources.set(name, { ...old, inputs: news });
      return "same";
    }
    this.#keep(name, type, news, await plugin.update(type, old.id, old.outputs, news));
    return "update";
  }

  async #create(plugin: Plugin, name: string, type: ResourceType, news: Values): Promise<Step> {
    this.#keep(name, type, news, await plugin.create(type, news));
    return "create";
  }

  async #replace(plugin: Plugin, old: Saved, news: Values, isDeletedFirst: boolean): Promise<Step> {
    if (isDeletedFirst) {
      await plugin.delete(old.type, old.id, old.outputs);
      this.resources.delete(old.name);
      await this.#create(plugin, old.name, old.type, news);
      return "replace";
    }
    const created = await plugin.create(old.type, news);
    this.pendingDeletes.push(old);
    this.#keep(old.name, old.type, news, created);
    return "replace";
  }

  #keep(name: string, type: ResourceType, inputs: Values, written: Pick<Saved, "id" | "outputs" | "initErrors">): void {
    this.resources.set(name, { name, type, inputs, ...written });
    if (written.initErrors.length > 0) throw new Error(written.initErrors.join("\n"));
  }

  /** What is left over from replacements, and what the program does not have any more. */
  async #deleteAll(plugin: Plugin, isDoomed: (name: string) => boolean, options: CommandOptions): Promise<void> {
    const doomed = [...this.pendingDeletes, ...[...this.resources.values()].filter(({ name }) => isDoomed(name))];
    await this.#each(doomed, options, async (old) => {
      await plugin.delete(old.type, old.id, old.outputs);
      if (this.resources.get(old.name) === old) this.resources.delete(old.name);
      this.pendingDeletes = this.pendingDeletes.filter((other) => other !== old);
    });
  }

  /** All at once, or one after the other; what has not begun when one fails does not begin. */
  async #each<T>(things: readonly T[], options: CommandOptions, run: (thing: T) => Promise<void>): Promise<void> {
    const errors: Error[] = [];
    const guarded = async (thing: T): Promise<void> => {
      try {
        await run(thing);
      } catch (error) {
        errors.push(error as Error);
      }
    };
    if (options.sequential === true) {
      for (const thing of things) if (errors.length === 0) await guarded(thing);
    } else {
      await Promise.all(things.map(guarded));
    }
    const killed = errors.find((error) => error instanceof Killed);
    if (killed !== undefined) throw killed;
    if (errors.length > 0) throw new CommandError(errors);
  }
}
