import { CommandError } from "./commandError";
import { deletions } from "./deletions";
import { Deployment } from "./deployment";
import { Executor } from "./executor";
import type { Config, Plugin, ResourceType } from "./plugin";
import type { CommandOptions, Program, Step, UpOptions } from "./program";
import { refreshState } from "./refresh";
import type { Properties } from "./secrets";
import { inFile, resourceWith, type PendingDelete, type Saved, type StackState } from "./state";

interface ProcessOption<P> {
  /** The process to go on with. Default: a new one, as for each command of the engine. */
  readonly process?: P | undefined;
}

/**
 * A stack and the Pulumi engine that works on it, for resources that do not depend on each other: which calls its
 * plugins get in which order, and what is kept of their answers. True to the engines of CLI 3.259 and 3.276; where their
 * behaviour surprises, the source is named. tests/engine/engineModel.test.ts holds it against the real one.
 */
export class EngineModel<P extends Plugin = Plugin> implements StackState {
  readonly saved = new Map<string, Saved>();
  pendingDeletes: readonly PendingDelete[] = [];
  /** What every command could have printed of its errors. */
  readonly shownErrors: string[] = [];
  /**
   * All that the state file ever had in it, as `stateText` shows it: each resource whenever it was saved, what was under
   * way, and the whole after every command.
   */
  readonly history: string[] = [];
  readonly #start: (config: Config) => P | Promise<P>;
  #savedConfig: Config | undefined;

  /**
   * @param config the stack's configuration of today; a test may change it.
   * @param isNewEngine as from CLI 3.264 on; the older ones ask more of a provider
   */
  constructor(
    start: (config: Config) => P | Promise<P>,
    public config: Config = {},
    readonly isNewEngine = false,
  ) {
    this.#start = start;
  }

  /** The resource of this name, or the only one. */
  of(name = [...this.saved.keys()][0] ?? ""): Saved {
    const saved = this.saved.get(name);
    if (saved === undefined) throw new Error(`"${name}" is not in the state`);
    return saved;
  }

  /** What stands in the state file now. "[secret]" stands for each value that is encrypted there. */
  stateText(): string {
    const resources = [...this.saved].map(([name, saved]) => inFile(name, saved));
    const pendingDeletes = this.pendingDeletes.map((saved) => inFile(saved.name, saved));
    return JSON.stringify({ resources, pendingDeletes });
  }

  keep(name: string, saved: Saved): void {
    this.saved.set(name, saved);
    this.history.push(JSON.stringify(inFile(name, saved)));
  }

  begin(name: string, type: ResourceType, inputs: Properties): void {
    const resource = resourceWith({ type, id: "", initErrors: [] }, inputs, { values: {}, secrets: [] });
    this.history.push(JSON.stringify({ underWay: inFile(name, resource) }));
  }

  /** In a process of its own. The step of each resource by its name; what is not targeted is left out. */
  preview(program: Program, options: UpOptions & ProcessOption<P> = {}): Promise<Record<string, Step>> {
    return this.#run(options.process, this.config, (plugin) => {
      return new Deployment(this, plugin, program, options).preview();
    });
  }

  /**
   * Without the preview that the CLI makes first.
   * @throws CommandError; what worked is in the state, what exists half is there with its init errors.
   */
  async up(program: Program, options: UpOptions & ProcessOption<P> = {}): Promise<Record<string, Step>> {
    if (options.refresh === true) await this.refresh({ ...options, process: undefined });
    // Without a resource of ours, the program brings no configuration either.
    const config = Object.keys(program).length === 0 ? this.#configOfLastUp() : this.config;
    return this.#run(options.process, config, (plugin) => {
      this.#savedConfig = plugin.config;
      return new Deployment(this, plugin, program, options).up();
    });
  }

  /** With the configuration of the last `up`. @throws CommandError; what was read is in the state. */
  refresh(options: CommandOptions & ProcessOption<P> = {}): Promise<void> {
    return this.#run(options.process, this.#configOfLastUp(), (plugin) => refreshState(this, plugin, options));
  }

  /** With the configuration of the last `up`. @throws CommandError; what is deleted is not in the state. */
  destroy(options: CommandOptions & { refresh?: boolean | undefined } & ProcessOption<P> = {}): Promise<void> {
    return this.#run(options.process, this.#configOfLastUp(), async (plugin) => {
      if (options.refresh === true) await refreshState(this, plugin, options);
      const executor = new Executor({ continueOnError: false, sequential: options.sequential });
      const isTargeted = (name: string): boolean => options.target?.includes(name) ?? true;
      const doomed = deletions(this, plugin, { isDoomed: () => true, isTargeted, retries: () => 0 });
      for (const chain of doomed) await executor.execute(chain);
      await executor.idle();
      executor.throwFailures();
    });
  }

  #configOfLastUp(): Config {
    return this.#savedConfig ?? this.config;
  }

  async #run<T>(given: P | undefined, config: Config, command: (plugin: P) => Promise<T>): Promise<T> {
    const plugin = given ?? (await this.#start(config));
    try {
      return await command(plugin);
    } catch (error) {
      if (error instanceof CommandError) this.shownErrors.push(error.shown);
      throw error;
    } finally {
      this.history.push(this.stateText());
      await plugin.end?.();
    }
  }
}
