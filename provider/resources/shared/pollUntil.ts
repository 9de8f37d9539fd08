import { setTimeout as delay } from "node:timers/promises";

const FIRST_PAUSE_MS = 250;

/** Looks again and again, with pauses that double, until it is enough or the time is over; answers the last look. */
export async function pollUntil<T>(
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean,
  longestMs: number,
): Promise<T> {
  const startedAtMs = performance.now();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
    const leftMs = longestMs - (performance.now() - startedAtMs);
    const seen = await look();
    if (leftMs <= 0 || isEnough(seen)) return seen;
    await delay(Math.min(pauseMs, leftMs));
  }
}
