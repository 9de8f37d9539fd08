import type { Behaviour } from "../behaviour";

/** The server's clock. It never shows one instant twice, so that every write has a timestamp of its own. */
export class Clock {
  #latest = 0;

  constructor(private readonly behaviour: Behaviour) {}

  /** What the `Date` header is written from: milliseconds, with both skews. */
  headerNow(): number {
    return Date.now() + this.behaviour.clockSkewMs + this.behaviour.dateHeaderSkewMs;
  }

  /** The application's time in milliseconds: never earlier than its last timestamp, unless its skew was made smaller. */
  now(): number {
    return Math.max(Date.now(), this.#latest) + this.behaviour.clockSkewMs;
  }

  /** A fresh timestamp of the application, never of a whole second: that would look like one whose fraction is left out. */
  stamp(): string {
    this.#latest = Math.max(Date.now(), this.#latest + 1);
    if ((this.#latest + this.behaviour.clockSkewMs) % 1000 === 0) this.#latest += 1;
    return new Date(this.#latest + this.behaviour.clockSkewMs).toISOString();
  }
}
