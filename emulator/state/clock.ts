import type { Behaviour } from "../behaviour";

/** The server's clock. It never shows one instant twice, so that every write has a timestamp of its own. */
export class Clock {
  #latest = 0;

  constructor(private readonly behaviour: Behaviour) {}

  /** Milliseconds, with the skew. */
  now(): number {
    return Date.now() + this.behaviour.clockSkewMs;
  }

  /** A fresh timestamp as the API writes them. */
  stamp(): string {
    this.#latest = Math.max(Date.now(), this.#latest + 1);
    return new Date(this.#latest + this.behaviour.clockSkewMs).toISOString();
  }
}
