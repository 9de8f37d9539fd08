import type * as IoRedis from "ioredis";
import type { Redis } from "ioredis";
import type * as RateLimiters from "rate-limiter-flexible";
import type { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { createRedactor } from "../redaction";
import { messageOf } from "../errors/workatoError";

/** Longer than a server on the same network ever needs. */
const TIMEOUT_MS = 2_000;

/** After a failure it is left alone for so long: each request would wait for it. */
const AWAY_MS = 10_000;

/** What a {@link QuotaServer} needs to know. */
export interface QuotaServerOptions {
  /** `redis://` or `rediss://`, with a password or not. */
  readonly url: string;
  readonly writeLine: (line: string) => void;
}

/** A Redis or Valkey server on which processes share their quotas. Its packages are loaded when it is first asked. */
export class QuotaServer {
  readonly #options: QuotaServerOptions;
  #opening: Promise<Redis> | undefined;
  /** By their prefixes. */
  readonly #limiters = new Map<string, RateLimiterRedis>();
  #asking = 0;
  #awayUntil = 0;
  #isAwaySaid = false;

  constructor(options: QuotaServerOptions) {
    this.#options = options;
  }

  /**
   * Asks with a limiter that gives each of its keys to one process at a time, for so many seconds; undefined where the server is
   * away, of which one line tells.
   * @throws Error where its packages are missing, and what the limiter throws to say "not yet"
   */
  async ask<T>(
    prefix: string,
    seconds: number,
    question: (limiter: RateLimiterRedis) => Promise<T>,
  ): Promise<T | undefined> {
    if (performance.now() < this.#awayUntil) return undefined;
    const { limiters, redis } = loadPackages();
    let client: Redis | undefined;
    this.#asking += 1;
    try {
      this.#opening ??= this.#open(redis.Redis);
      client = await this.#opening;
      client.stream.ref();
      const made = this.#limiters.get(prefix);
      const settings = {
        storeClient: client,
        keyPrefix: prefix,
        points: 1,
        duration: seconds,
        rejectIfRedisNotReady: true,
      };
      const limiter = made ?? new limiters.RateLimiterRedis(settings);
      this.#limiters.set(prefix, limiter);
      return await question(limiter);
    } catch (error) {
      if (isNotYet(error)) throw error;
      this.#leave(error);
      return undefined;
    } finally {
      this.#asking -= 1;
      // An open connection keeps no process alive.
      if (this.#asking === 0) client?.stream.unref();
    }
  }

  close(): void {
    void this.#opening?.then((client) => {
      client.disconnect();
    }, ignore);
    this.#opening = undefined;
    this.#limiters.clear();
  }

  async #open(Client: typeof Redis): Promise<Redis> {
    const client = new Client(this.#options.url, {
      lazyConnect: true,
      connectTimeout: TIMEOUT_MS,
      commandTimeout: TIMEOUT_MS,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: () => null,
    });
    let reason: unknown;
    client.on("error", (error) => {
      reason = error;
    });
    try {
      await client.connect();
      return client;
    } catch (error) {
      // It says no more than that the connection is closed.
      throw reason ?? error;
    }
  }

  #leave(error: unknown): void {
    this.close();
    this.#awayUntil = performance.now() + AWAY_MS;
    if (this.#isAwaySaid) return;
    this.#isAwaySaid = true;
    const { url, writeLine } = this.#options;
    const why = createRedactor([url, new URL(url).password].filter((secret) => secret !== ""))(reasonOf(error));
    writeLine(`quota: the server of workato:quotaUrl is away (${why}), so this process keeps the quota on its own`);
  }
}

/** @throws Error that says what to install */
function loadPackages(): { readonly redis: typeof IoRedis; readonly limiters: typeof RateLimiters } {
  try {
    /* eslint-disable @typescript-eslint/no-require-imports -- only where a stack has the setting */
    return {
      redis: require("ioredis") as typeof IoRedis,
      limiters: require("rate-limiter-flexible") as typeof RateLimiters,
    };
    /* eslint-enable @typescript-eslint/no-require-imports */
  } catch (error) {
    throw new Error(
      "workato:quotaUrl needs two packages more: run `npm install ioredis rate-limiter-flexible` in the folder of the Pulumi " +
        `project, or \`pulumi config rm workato:quotaUrl\`. (${messageOf(error).split("\n")[0] ?? ""})`,
      { cause: error },
    );
  }
}

/** What a limiter throws where somebody else has the key. */
export function isNotYet(thrown: unknown): thrown is RateLimiterRes {
  return typeof thrown === "object" && thrown !== null && "msBeforeNext" in thrown;
}

/** A refused connection has no message of its own. */
function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" ? code : messageOf(error);
}

const ignore = (): void => undefined;
