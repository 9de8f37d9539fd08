/**
 * The families of endpoints. Each has its own quota, shared by all tokens and all customers of the admin workspace:
 * `list` (the list of connections), `connections` (every other connection endpoint), `oauth` (OAuth profiles and their
 * assignments), `customers`, `folders` (and projects), `connectors` (a connector's input schema).
 */
export type QuotaKind = "list" | "connections" | "oauth" | "customers" | "folders" | "connectors";

/** Enforces the quotas of the API, or smaller ones. */
export interface QuotaOptions {
  /** Each of `connections`, `oauth`, `customers` and `folders`. Default: 60. */
  requestsPerMinute?: number;
  /** `list`. Default: 1000. */
  listRequestsPerMinute?: number;
  /** `connectors`. Default: 1000. */
  connectorRequestsPerMinute?: number;
  /** How long the "minute" lasts. Default: 60. */
  minuteSeconds?: number;
}

/** Admits as many requests of a kind as fit into any rolling minute. */
export class Quota {
  readonly #limits: Readonly<Record<QuotaKind, number>>;
  readonly #windowMs: number;
  readonly #admitted = new Map<QuotaKind, number[]>();

  constructor(
    {
      requestsPerMinute = 60,
      listRequestsPerMinute = 1000,
      connectorRequestsPerMinute = 1000,
      minuteSeconds = 60,
    }: QuotaOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#limits = {
      list: listRequestsPerMinute,
      connections: requestsPerMinute,
      oauth: requestsPerMinute,
      customers: requestsPerMinute,
      folders: requestsPerMinute,
      connectors: connectorRequestsPerMinute,
    };
    this.#windowMs = minuteSeconds * 1000;
  }

  /** Undefined when the request is admitted, else the milliseconds until one would be. */
  admit(kind: QuotaKind): number | undefined {
    const now = this.now();
    const recent = (this.#admitted.get(kind) ?? []).filter((at) => at > now - this.#windowMs);
    this.#admitted.set(kind, recent);
    if (recent.length < this.#limits[kind]) {
      recent.push(now);
      return undefined;
    }
    return (recent[0] ?? now) + this.#windowMs - now;
  }

  clear(): void {
    this.#admitted.clear();
  }
}
