import { setTimeout as delay } from "node:timers/promises";
import type { RateLimiterRedis } from "rate-limiter-flexible";
import { Cancelled } from "../errors/failure";
import { MS_PER_SECOND } from "../time";
import type { Queue, QuotaSlot } from "./quotaQueue";
import { isNotYet, type QuotaServer } from "./quotaServer";

/** While this process waits for others, one line in this time. */
const LINE_EVERY_MS = 15_000;

/** A slot may come back before it was said to: the request was not sent after all. So it is looked at again. */
const LONGEST_NAP_MS = 5_000;

/** What a {@link SharedQuota} needs to know. */
export interface SharedQuotaOptions {
  readonly server: QuotaServer;
  /** The same for all processes of an origin, a token and a kind of endpoints. No secret may be in it in plain text. */
  readonly prefix: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly signal?: AbortSignal | undefined;
  readonly writeLine: (line: string) => void;
}

/**
 * One quota for many processes. Limiters on Redis count in fixed windows, which let twice the limit through where two of them
 * meet. So each request takes a slot, one of `limit` keys that a limiter gives away once in a whole window: no rolling window
 * then has more. As in the process's own queue, the window begins with the answer.
 */
export class SharedQuota {
  readonly #options: SharedQuotaOptions;
  /** A whole number, as Redis counts them, and longer than the window by what clocks differ. */
  readonly #seconds: number;
  /** When each slot comes back, as far as this process knows. */
  readonly #freeAt: number[];
  /** One after the other, so that a process has one place among the others. */
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #saidAt = performance.now();

  constructor(options: SharedQuotaOptions) {
    this.#options = options;
    this.#seconds = Math.floor(options.windowSeconds) + 1;
    this.#freeAt = Array.from({ length: Math.max(1, Math.floor(options.limit)) }, () => 0);
  }

  /**
   * Waits for a slot; at once where the server is away.
   * @throws Cancelled
   */
  async take(): Promise<QuotaSlot> {
    const since = performance.now();
    this.#waiting += 1;
    const turn = this.#turn.then(() => this.#takeNow());
    this.#turn = turn.catch(() => undefined);
    try {
      const slot = await turn;
      return {
        waitedMs: performance.now() - since,
        release: (sent) => {
          if (slot !== undefined) void this.#giveBack(slot, sent);
        },
      };
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Stops all processes for so long, after a 429. */
  async pause(ms: number): Promise<void> {
    await this.#ask(async (limiter) => {
      const { msBeforeNext = 0 } = (await limiter.get(PAUSE)) ?? {};
      if (ms > msBeforeNext) await limiter.block(PAUSE, Math.ceil(ms / MS_PER_SECOND));
    });
  }

  /** The number of a slot; undefined where the server is away. */
  async #takeNow(): Promise<number | undefined> {
    for (;;) {
      const { signal } = this.#options;
      if (signal?.aborted === true) throw new Cancelled();
      const answer = await this.#ask((limiter) => this.#try(limiter));
      if (answer === undefined) return undefined;
      if ("slot" in answer) return answer.slot;
      this.#sayWaiting();
      await delay(Math.min(answer.waitMs, LONGEST_NAP_MS), undefined, { signal }).catch(() => {
        throw new Cancelled();
      });
    }
  }

  async #try(limiter: RateLimiterRedis): Promise<{ slot: number } | { waitMs: number }> {
    const pause = await limiter.get(PAUSE);
    if (pause !== null) return { waitMs: pause.msBeforeNext };
    for (;;) {
      const now = performance.now();
      const free = this.#freeAt.flatMap((atMs, index) => (atMs <= now ? [index] : []));
      // At random, so that processes do not all try the same one.
      const slot = free[Math.floor(Math.random() * free.length)];
      if (slot === undefined) return { waitMs: Math.min(...this.#freeAt) - now };
      const msBeforeNext = await takenFor(limiter, slot);
      if (msBeforeNext === undefined) return { slot };
      this.#freeAt[slot] = performance.now() + Math.max(1, msBeforeNext);
    }
  }

  async #giveBack(slot: number, sent: boolean): Promise<void> {
    const seconds = this.#seconds;
    this.#freeAt[slot] = sent ? performance.now() + seconds * MS_PER_SECOND : 0;
    await this.#ask(async (limiter) => {
      await (sent ? limiter.set(String(slot), 1, seconds) : limiter.delete(String(slot)));
    });
  }

  #ask<T>(question: (limiter: RateLimiterRedis) => Promise<T>): Promise<T | undefined> {
    const { server, prefix } = this.#options;
    return server.ask(prefix, this.#seconds, question);
  }

  #sayWaiting(): void {
    if (performance.now() < this.#saidAt + LINE_EVERY_MS) return;
    this.#saidAt = performance.now();
    this.#options.writeLine(`quota: ${this.#waiting} waiting for slots that other processes have (workato:quotaUrl)`);
  }
}

const PAUSE = "pause";

/** Takes the slot; answers for how many milliseconds somebody else has it. */
async function takenFor(limiter: RateLimiterRedis, slot: number): Promise<number | undefined> {
  try {
    await limiter.consume(String(slot));
    return undefined;
  } catch (error) {
    if (!isNotYet(error)) throw error;
    return error.msBeforeNext;
  }
}

/** A process's own queue, and then the quota that it shares with others. */
export class SharedQuotaQueue implements Queue {
  readonly #own: Queue;
  readonly #shared: SharedQuota;

  constructor(own: Queue, shared: SharedQuota) {
    this.#own = own;
    this.#shared = shared;
  }

  takePlace(): number {
    return this.#own.takePlace();
  }

  /** @throws Cancelled */
  async acquire(place: number): Promise<QuotaSlot> {
    const own = await this.#own.acquire(place);
    try {
      const shared = await this.#shared.take();
      return {
        waitedMs: own.waitedMs + shared.waitedMs,
        release: (sent) => {
          own.release(sent);
          shared.release(sent);
        },
      };
    } catch (error) {
      own.release(false);
      throw error;
    }
  }

  pause(ms: number): void {
    this.#own.pause(ms);
    void this.#shared.pause(ms);
  }
}
