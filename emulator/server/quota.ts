/** Each kind has its own quota, shared by all tokens and all customers. */
export type QuotaKind = "list" | "connections" | "oauth";

export interface QuotaOptions {
  /** Connection endpoints other than the list, and OAuth profile endpoints, each. Default 60. */
  requestsPerMinute?: number;
  /** Default 1000. */
  listRequestsPerMinute?: number;
  /** How long the "minute" lasts. Default 60. */
  minuteSeconds?: number;
}

/** Admits as many requests of a kind as fit into any rolling minute. */
export class Quota {
  readonly #limits: Readonly<Record<QuotaKind, number>>;
  readonly #windowMs: number;
  readonly #admitted: Record<QuotaKind, number[]> = { list: [], connections: [], oauth: [] };

  constructor(
    { requestsPerMinute = 60, listRequestsPerMinute = 1000, minuteSeconds = 60 }: QuotaOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#limits = { list: listRequestsPerMinute, connections: requestsPerMinute, oauth: requestsPerMinute };
    this.#windowMs = minuteSeconds * 1000;
  }

  /** Undefined when the request is admitted, else the milliseconds until one would be. */
  admit(kind: QuotaKind): number | undefined {
    const now = this.now();
    const recent = this.#admitted[kind].filter((at) => at > now - this.#windowMs);
    this.#admitted[kind] = recent;
    if (recent.length < this.#limits[kind]) {
      recent.push(now);
      return undefined;
    }
    return (recent[0] ?? now) + this.#windowMs - now;
  }

  clear(): void {
    for (const kind of ["list", "connections", "oauth"] as const) this.#admitted[kind] = [];
  }
}
