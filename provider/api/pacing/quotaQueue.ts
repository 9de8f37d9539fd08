import { Cancelled } from "../errors/failure";
import { MS_PER_SECOND } from "../time";

/** While anyone waits, one line in this time. */
const LINE_EVERY_MS = 15_000;

/** Two clocks do not run at the same speed: a slot stays taken this much longer than the window. */
const CLOCK_DRIFT = 0.001;
const CLOCK_ROUNDING_MS = 2;

/** What a {@link QuotaQueue} needs to know. */
export interface QuotaQueueOptions {
  /** Requests in any rolling window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Aborted, it ends all waiting, now and later. */
  readonly signal?: AbortSignal | undefined;
  readonly writeLine: (line: string) => void;
}

/** The right to send one request. */
export interface QuotaSlot {
  /** How long it was waited for, in milliseconds. */
  readonly waitedMs: number;
  /** To be called once: after the answer or the failure, or (`sent` false) when nothing was sent after all. */
  release(sent: boolean): void;
}

interface Waiter {
  readonly place: number;
  readonly since: number;
  readonly start: (slot: QuotaSlot) => void;
  readonly fail: (reason: Cancelled) => void;
}

/**
 * Lets at most `limit` requests start in any rolling window as the *server* sees it: a slot is given back one whole window after
 * the answer, for the request may have arrived at any time before that. First come, first served. No library does
 * this in CommonJS: p-queue and p-throttle are ES modules, bottleneck is no longer kept.
 */
export class QuotaQueue {
  readonly #options: QuotaQueueOptions;
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #waiting: Waiter[] = [];
  /** When the slots of answered requests come back, in ascending order. */
  readonly #returns: number[] = [];
  #inFlight = 0;
  #pausedUntil = 0;
  #nextPlace = 0;
  #wakeUp: NodeJS.Timeout | undefined;
  #lines: NodeJS.Timeout | undefined;

  constructor(options: QuotaQueueOptions) {
    this.#options = options;
    this.#limit = Math.max(1, Math.floor(options.limit));
    this.#windowMs = options.windowSeconds * MS_PER_SECOND * (1 + CLOCK_DRIFT) + CLOCK_ROUNDING_MS;
    const advance = (): void => {
      this.#advance();
    };
    options.signal?.addEventListener("abort", advance, { once: true });
  }

  /** A place in the line; who returns with it after a failed attempt stands before everyone who came later. */
  takePlace(): number {
    return this.#nextPlace++;
  }

  /**
   * Waits for a slot.
   * @throws Cancelled
   */
  acquire(place: number): Promise<QuotaSlot> {
    return new Promise((start, fail) => {
      const behind = this.#waiting.findIndex((waiter) => waiter.place > place);
      const index = behind < 0 ? this.#waiting.length : behind;
      this.#waiting.splice(index, 0, { place, since: performance.now(), start, fail });
      this.#advance();
    });
  }

  /** Stops everyone for so long, after a 429: the quota is shared. Never shortens an earlier pause. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + ms);
    this.#advance();
  }

  #advance(): void {
    const now = performance.now();
    if (this.#options.signal?.aborted === true) {
      for (const waiter of this.#waiting.splice(0)) waiter.fail(new Cancelled());
    }
    while ((this.#returns[0] ?? Infinity) <= now) this.#returns.shift();
    while (this.#pausedUntil <= now && this.#inFlight + this.#returns.length < this.#limit) {
      const waiter = this.#waiting.shift();
      if (waiter === undefined) break;
      this.#start(waiter, now);
    }
    this.#arm(now);
  }

  #start(waiter: Waiter, now: number): void {
    this.#inFlight += 1;
    let taken = true;
    waiter.start({
      waitedMs: now - waiter.since,
      release: (sent) => {
        if (!taken) return;
        taken = false;
        this.#inFlight -= 1;
        if (sent) this.#returns.push(performance.now() + this.#windowMs);
        this.#advance();
      },
    });
  }

  /** Sets the timers for those who still wait. */
  #arm(now: number): void {
    clearTimeout(this.#wakeUp);
    this.#wakeUp = undefined;
    if (this.#waiting.length === 0) {
      clearInterval(this.#lines);
      this.#lines = undefined;
      return;
    }
    this.#lines ??= setInterval(() => {
      this.#options.writeLine(this.#describe());
    }, LINE_EVERY_MS).unref();
    // With no pause and every slot in flight, the next answer wakes us.
    const next = this.#pausedUntil > now ? this.#pausedUntil : this.#returns[0];
    if (next !== undefined) {
      this.#wakeUp = setTimeout(
        () => {
          this.#advance();
        },
        Math.ceil(next - now),
      );
    }
  }

  /** Starts with what matters: there is little room beside a resource. */
  #describe(): string {
    const { windowSeconds } = this.#options;
    const now = performance.now();
    const seconds = Math.max(1, Math.ceil(this.#estimateMs(now) / MS_PER_SECOND));
    const period = windowSeconds === 60 ? "a minute" : `in ${windowSeconds} s`;
    const why = this.#pausedUntil > now ? "Workato asked to wait: 429" : `${this.#limit} ${period}`;
    return `quota: ${seconds} s to go (${this.#waiting.length} waiting, ${why})`;
  }

  /** When the last one in the line can start, in milliseconds, if answers come at once. */
  #estimateMs(now: number): number {
    const last = this.#waiting.length - 1;
    const rounds = Math.floor(last / this.#limit);
    // Of the slots, the free ones come first, then those that come back, then those in flight.
    const isFree = this.#limit - this.#inFlight - this.#returns.length;
    const slot = last % this.#limit;
    const slotFreeAt = slot < isFree ? now : (this.#returns[slot - isFree] ?? now + this.#windowMs);
    return Math.max(slotFreeAt, this.#pausedUntil) + rounds * this.#windowMs - now;
  }
}

/** Where requests wait for their turn. */
export type Queue = Pick<QuotaQueue, "takePlace" | "acquire" | "pause">;
