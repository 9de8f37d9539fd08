/** The server's clock, estimated from the last `Date` header: a whole second at best, so up to a second behind. */
export class ServerClock {
  #seen: { readonly serverMs: number; readonly atMs: number } | undefined;

  /** Takes the `Date` header of an answer; anything else is ignored. */
  observe(dateHeader: string | undefined): void {
    const serverMs = Date.parse(dateHeader ?? "");
    if (!Number.isNaN(serverMs)) this.#seen = { serverMs, atMs: performance.now() };
  }

  /** Milliseconds since 1970; our own clock until an answer had a date. */
  now(): number {
    return this.#seen === undefined ? Date.now() : this.#seen.serverMs + (performance.now() - this.#seen.atMs);
  }
}
