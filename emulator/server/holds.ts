import type { JournalEntry } from "./journalEntry";
import { matchesRequest, type RequestPattern } from "./requestPattern";

/** Which requests stop, and where. */
export interface HoldOptions extends RequestPattern {
  /** Whether requests stop before the work is done (default) or after it. */
  phase?: "before" | "after";
}

/** A point at which requests stop. */
export interface Hold {
  /** How many requests it has stopped so far. */
  readonly held: number;
  /** Resolves when `count` requests (default 1) have been stopped, with the last of them. */
  waitForArrival(count?: number): Promise<JournalEntry>;
  /** Lets all go, and stops no more. */
  release(): void;
}

class ActiveHold implements Hold {
  readonly #stopped: JournalEntry[] = [];
  readonly #arrivals: { count: number; resolve: (entry: JournalEntry) => void }[] = [];
  readonly #released: Promise<void>;
  release: () => void = () => undefined;

  constructor(readonly options: HoldOptions) {
    this.#released = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  get held(): number {
    return this.#stopped.length;
  }

  waitForArrival(count = 1): Promise<JournalEntry> {
    return new Promise((resolve) => {
      this.#arrivals.push({ count, resolve });
      this.#announce();
    });
  }

  stop(entry: JournalEntry): Promise<void> {
    this.#stopped.push(entry);
    this.#announce();
    return this.#released;
  }

  #announce(): void {
    for (const { count, resolve } of this.#arrivals) {
      const entry = this.#stopped[count - 1];
      if (entry !== undefined) resolve(entry);
    }
  }
}

/** Requests stopped at a point that a test chooses, until it lets them go. */
export class Holds {
  #active: ActiveHold[] = [];

  add(options: HoldOptions): Hold {
    const hold = new ActiveHold(options);
    this.#active.push(hold);
    const { release } = hold;
    hold.release = () => {
      this.#active = this.#active.filter((other) => other !== hold);
      release();
    };
    return hold;
  }

  /** Waits as long as a hold of this phase matches. */
  async pass(entry: JournalEntry, phase: "before" | "after"): Promise<void> {
    const stoppedBy = (): ActiveHold | undefined =>
      this.#active.find(({ options }) => (options.phase ?? "before") === phase && matchesRequest(options, entry));
    for (let hold = stoppedBy(); hold !== undefined; hold = stoppedBy()) await hold.stop(entry);
  }

  clear(): void {
    for (const hold of this.#active) hold.release();
  }
}
