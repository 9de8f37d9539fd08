import type { Failure } from "../errors/failure";

/** How often one request may get a 2xx that is not what the API promises. */
export const MAX_UNEXPECTED_ANSWERS = 4;

/** How often one request may fail because of TLS, which is seldom temporary. */
export const MAX_TLS_FAILURES = 5;

/** How long we try a host that refuses, is unknown or cannot be reached: a restart is over by then, a typo is not. */
export const UNREACHABLE_MS = 60_000;

const UNREACHABLE_CODES = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/** Back-off before the second attempt; doubled for each further one. */
const FIRST_BACK_OFF_MS = 500;

/** Longest back-off. */
const MAX_BACK_OFF_MS = 30_000;

/** Random share added to `Retry-After`, so that processes that share a quota do not all come back at once. */
const RETRY_AFTER_JITTER = 0.1;

/** What is known of the request when one attempt has failed. */
export interface RetryContext {
  /** Sending it twice does no harm: every method but the creation of a connection. */
  readonly idempotent: boolean;
  /** How often it failed in this same way, this time included. */
  readonly timesSeen: number;
}

/** May a failed attempt be repeated? For how long is for the caller to decide. */
export function shouldRetry(failure: Failure, { idempotent, timesSeen }: RetryContext): boolean {
  // The rate limit is checked before anything is done, so a create can be sent again, too.
  if (failure.kind === "rateLimited") return true;
  // A certificate, a redirect, or a proxy that forbids the way: the same every time.
  if (failure.permanent) return false;
  // Nothing left this machine, so a create can be sent again, too; a TLS failure is seldom temporary.
  if (failure.neverSent) return !isTlsFailure(failure) || timesSeen < MAX_TLS_FAILURES;
  // From here on the server may have executed it. A second create would make a twin.
  if (!idempotent) return false;
  // A page from a gateway or a cut answer passes; an API that changed does not, so only a few times.
  if (failure.kind === "unexpectedAnswer") return timesSeen < MAX_UNEXPECTED_ANSWERS;
  // The network, a slow server, a restart: they pass, and the request does no harm twice.
  // Everything else is an answer: the server understood and said no.
  return failure.kind === "network" || failure.kind === "timeout" || failure.kind === "server";
}

/**
 * Milliseconds to wait before the next attempt.
 * @param attempt number of the attempt that failed, from 1
 * @param random 0 (included) to 1 (excluded)
 */
export function retryDelayMs(failure: Failure, attempt: number, random: () => number): number {
  const asked = failure.retryAfterMs ?? 0;
  if (asked > 0) return asked * (1 + RETRY_AFTER_JITTER * random());
  const ceiling = Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (attempt - 1));
  // Full jitter spreads best. After a 429 that names no time we wait at least half of it: coming back at once earns another 429.
  return failure.kind === "rateLimited" ? (ceiling * (1 + random())) / 2 : ceiling * random();
}

/** The host refuses the connection, its name is unknown, or there is no way to it. */
export function isUnreachable({ neverSent, code }: Failure): boolean {
  return neverSent && UNREACHABLE_CODES.includes(code ?? "");
}

function isTlsFailure({ code = "" }: Failure): boolean {
  return code === "EPROTO" || code.startsWith("ERR_SSL_");
}
