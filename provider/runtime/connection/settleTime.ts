import type { WorkatoError } from "../../api";

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
/** The API itself gives up a request after this time, so whatever it was doing is done by then. */
const API_TIMEOUT_SECONDS = 40;
/** The request may still run behind a gateway, and the list be behind the writes; short, because most are not. */
const LEAST_SETTLE_SECONDS = 4;
const HTTP_GATEWAY_TIMEOUT = 504;

/** The clocks that decide how long a request can be at work. */
export interface SettleClocks {
  /** The "minute" of the server; the API's own times scale with it. */
  readonly quotaWindowSeconds: number;
  /** After this time we gave up one attempt. */
  readonly requestTimeoutSeconds: number;
}

/** A sixtieth of the server's minute, in milliseconds. */
export function serverSecondMs({ quotaWindowSeconds }: Pick<SettleClocks, "quotaWindowSeconds">): number {
  return (MS_PER_SECOND * quotaWindowSeconds) / SECONDS_PER_MINUTE;
}

/** How long after this failure the server may still do, or not yet show, what the request asked for; in milliseconds. */
export function settleMs(error: Pick<WorkatoError, "kind" | "outcome" | "status">, clocks: SettleClocks): number {
  // The API understood the request and said no: that ends it.
  if (error.outcome === "refused") return 0;
  const second = serverSecondMs(clocks);
  // Never one look only, also after an answer: the list may be a moment behind.
  const leastMs = LEAST_SETTLE_SECONDS * second;
  const apiMs = API_TIMEOUT_SECONDS * second;
  if (error.status === HTTP_GATEWAY_TIMEOUT) return apiMs;
  if (error.kind !== "timeout") return leastMs;
  // A gateway that gave up earlier than the API does not say when it began; our own time-out has passed since the sending.
  const ownMs = error.status === undefined ? clocks.requestTimeoutSeconds * MS_PER_SECOND : 0;
  return Math.max(leastMs, apiMs - ownMs);
}
