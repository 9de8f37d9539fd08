import { CommandError, isAssertion, isFinal, Killed } from "./commandError";
import type { CommandOptions } from "./program";

/** Steps of which each begins when the one before has worked. */
export type Chain = readonly (() => Promise<void>)[];

interface ExecutorOptions extends Pick<CommandOptions, "sequential"> {
  /** What has not begun goes on after a failure. */
  readonly continueOnError: boolean;
}

/**
 * Carries steps out side by side, as the engine's workers do. After a failure nothing new begins, and what has begun
 * comes to its end.
 */
export class Executor {
  readonly errors: Error[] = [];
  readonly #options: ExecutorOptions;
  readonly #running = new Set<Promise<void>>();
  #isCancelled = false;

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Begins a chain; over when the next may begin. */
  async execute(chain: Chain): Promise<void> {
    const running = this.#carryOut(chain);
    this.#running.add(running);
    if (this.#options.sequential === true) await running;
  }

  /** Over when everything that has begun is. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** An error outside of every step ends the command, whatever the options. */
  abort(error: unknown): void {
    this.errors.push(error as Error);
    this.cancel();
  }

  /** Nothing new begins. */
  cancel(): void {
    this.#isCancelled = true;
  }

  /** @throws CommandError with what failed; a kill or a failed expectation as it is. */
  throwFailures(): void {
    const ended = this.errors.find(isAssertion) ?? this.errors.find((error) => error instanceof Killed);
    if (ended !== undefined) throw ended;
    if (this.errors.length > 0) throw new CommandError(this.errors);
  }

  async #carryOut(chain: Chain): Promise<void> {
    for (const step of chain) {
      if (this.#isCancelled) return;
      try {
        await step();
      } catch (error) {
        this.errors.push(error as Error);
        if (!this.#options.continueOnError || isFinal(error)) this.cancel();
        return;
      }
    }
  }
}
