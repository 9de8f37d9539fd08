import { MS_PER_SECOND } from "../time";
import type { WorkatoError } from "./workatoError";

/** After an answer of the API itself only its list can be behind. */
const LIST_LAG_SECONDS = 4;

/** What decides how long a request can be at work. */
export interface SettleSettings {
  /** How long Workato may still be at work on a request whose answer was lost. */
  readonly settleTimeoutSeconds: number;
  /** After this time we gave up one attempt. */
  readonly requestTimeoutSeconds: number;
}

/** How long a list may not yet show what has been answered, in milliseconds. */
export function listLagMs({ settleTimeoutSeconds }: Pick<SettleSettings, "settleTimeoutSeconds">): number {
  return Math.min(LIST_LAG_SECONDS, settleTimeoutSeconds) * MS_PER_SECOND;
}

/** How long after this failure the server may still do, or not yet show, what the request asked for; in milliseconds. */
export function settleMs(
  error: Pick<WorkatoError, "kind" | "outcome" | "status">,
  { settleTimeoutSeconds, requestTimeoutSeconds }: SettleSettings,
): number {
  // The API understood the request and said no: that ends it.
  if (error.outcome === "refused") return 0;
  // After an answer, too: a gateway may have lost sight of the request, and a list may be behind. Of our own time-outs, the
  // time that has passed since the request was sent counts.
  const isOurTimeout = error.kind === "timeout" && error.status === undefined;
  const passedMs = isOurTimeout ? requestTimeoutSeconds * MS_PER_SECOND : 0;
  return Math.max(listLagMs({ settleTimeoutSeconds }), settleTimeoutSeconds * MS_PER_SECOND - passedMs);
}
