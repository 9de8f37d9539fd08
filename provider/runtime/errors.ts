import type { WorkatoError } from "../api";
import { isWorkatoError, messageOf } from "../api";

/** The server did not do it because active recipes (or customers) use the object. Any HTTP status can carry this. */
export function isInUse(error: unknown): boolean {
  if (!isWorkatoError(error)) return false;
  return (
    error.kind === "rejected" || (error.kind === "validation" && /\b(active recipes?|in use)\b/i.test(error.message))
  );
}

/**
 * May the server have done what it answered with this error? A refusal that speaks of fields or credentials does not say
 * that nothing of the request was kept.
 */
export function mayBeDone(error: unknown): error is WorkatoError {
  if (!isWorkatoError(error)) return false;
  return error.outcome === "unknown" || error.kind === "validation" || error.kind === "rejected";
}

/** An error that adds to what the API said what it means here and what to do. */
export function explained(error: unknown, explanation: string): Error {
  return new Error(`${messageOf(error)}\n${explanation}`);
}
