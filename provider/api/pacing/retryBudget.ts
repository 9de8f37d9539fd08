import { MS_PER_SECOND } from "../time";

/** The time that one operation may spend on attempts, back-off and its own 429 waits. */
export class RetryBudget {
  /** Requests sent on this budget so far. */
  attempts = 0;
  readonly #limitMs: number;
  readonly #now: () => number;
  readonly #startedMs: number;
  #excludedMs = 0;

  /**
   * @param seconds the whole budget
   * @param now a clock in milliseconds that never goes back
   */
  constructor(seconds: number, now: () => number = () => performance.now()) {
    this.#limitMs = seconds * MS_PER_SECOND;
    this.#now = now;
    this.#startedMs = now();
  }

  /** Milliseconds left, never negative. */
  remainingMs(): number {
    return Math.max(0, this.#limitMs - this.#spentMs());
  }

  /** Takes time out of the account: waiting in our own queue is nobody's failure. */
  exclude(ms: number): void {
    this.#excludedMs += ms;
  }

  /** Seconds spent, without what was excluded. */
  elapsedSeconds(): number {
    return this.#spentMs() / MS_PER_SECOND;
  }

  #spentMs(): number {
    return this.#now() - this.#startedMs - this.#excludedMs;
  }
}
