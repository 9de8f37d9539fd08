import type { Redact } from "../redaction";

/** Why a request failed; a closed set. */
export type WorkatoErrorKind =
  | "unauthorized"
  | "forbidden"
  | "notFound"
  | "rejected"
  | "validation"
  | "rateLimited"
  | "server"
  | "network"
  | "timeout"
  | "unexpectedAnswer"
  | "redirect"
  /** The signal of the client's options was aborted before it was sent (again). */
  | "cancelled";

/** The server understood the request and said no to it, in words that are worth reading. */
export const REFUSALS: readonly WorkatoErrorKind[] = ["rejected", "validation"];

/** `refused`: the server answered and did not do it, or it was never sent. `unknown`: it may have been executed. */
export type WorkatoOutcome = "refused" | "unknown";

/**
 * What a refusal means where the API has no code for it, read from its words before they are redacted.
 * - `inUse`: a delete, a disconnect or an unassign was refused, because active recipes (or connections) use the object.
 * - `alreadyAssigned`: the profile is assigned to this customer already, which is what an assign wants.
 * - `notAssigned`: the profile is not assigned to this customer, which is what an unassign wants.
 * - `aboutName`: a create or an update was refused, perhaps because the name is taken.
 */
export type RefusalMeaning = "inUse" | "alreadyAssigned" | "notAssigned" | "aboutName";

/** The parts of a {@link WorkatoError}; what the server said in it is redacted already. */
export interface WorkatoErrorDetails {
  readonly kind: WorkatoErrorKind;
  readonly outcome: WorkatoOutcome;
  readonly method: string;
  /** Path with query, without the origin. */
  readonly path: string;
  /** What went wrong, in a few words, after the status. */
  readonly reason: string;
  readonly status?: number;
  readonly correlationId?: string;
  /** `message` of the API's answer. */
  readonly apiMessage?: string;
  /** `errors` of the API's answer, by field. */
  readonly fieldErrors?: Record<string, string[]>;
  readonly meaning?: RefusalMeaning;
  /** What to check. */
  readonly hint?: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** How long it was tried, without waits for the quota, in seconds. */
  readonly elapsedSeconds: number;
  /** How long the last attempt took from its sending to its end, in milliseconds. */
  readonly attemptMs?: number;
}

const BRAND = "pulumi-workato-embedded/WorkatoError";

/** A request to the Workato Embedded API that failed for good. */
export class WorkatoError extends Error {
  readonly kind: WorkatoErrorKind;
  readonly outcome: WorkatoOutcome;
  readonly method: string;
  readonly path: string;
  declare readonly status?: number;
  declare readonly correlationId?: string;
  declare readonly apiMessage?: string;
  declare readonly fieldErrors?: Record<string, string[]>;
  declare readonly meaning?: RefusalMeaning;
  declare readonly hint?: string;
  readonly attempts: number;
  readonly attemptMs: number;

  readonly #rebuild: ((redact: Redact) => WorkatoError) | undefined;

  /** @param rebuild makes the same error, with more taken out of the server's words */
  constructor(details: WorkatoErrorDetails, rebuild?: (redact: Redact) => WorkatoError) {
    super(describe(details));
    this.#rebuild = rebuild;
    this.name = "WorkatoError";
    this.kind = details.kind;
    this.outcome = details.outcome;
    this.method = details.method;
    this.path = details.path;
    this.attempts = details.attempts;
    this.attemptMs = details.attemptMs ?? 0;
    if (details.status !== undefined) this.status = details.status;
    if (details.correlationId !== undefined) this.correlationId = details.correlationId;
    if (details.apiMessage !== undefined) this.apiMessage = details.apiMessage;
    if (details.fieldErrors !== undefined) this.fieldErrors = details.fieldErrors;
    if (details.meaning !== undefined) this.meaning = details.meaning;
    if (details.hint !== undefined) this.hint = details.hint;
  }

  /** The same error for somebody who knows more secrets: several may wait for one request. */
  redacted(redact: Redact): WorkatoError {
    return this.#rebuild?.(redact) ?? this;
  }

  /** Tells our errors by this and not by their class: two copies of this package do not share classes. */
  get brand(): string {
    return BRAND;
  }
}

/** Recognises a {@link WorkatoError}, also one of another copy of this package; with kinds, only one of those. */
export function isWorkatoError(value: unknown, ...kinds: readonly WorkatoErrorKind[]): value is WorkatoError {
  if (!(value instanceof Error) || !("brand" in value) || value.brand !== BRAND) return false;
  return kinds.length === 0 || kinds.includes((value as WorkatoError).kind);
}

/** The request may have taken effect: its outcome is unknown. */
export function mayHaveTakenEffect(error: unknown): error is WorkatoError {
  return isWorkatoError(error) && error.outcome === "unknown";
}

/** The server refused the request, and this is what its words mean. */
export function refusalMeans(error: unknown, meaning: RefusalMeaning): boolean {
  return isWorkatoError(error) && error.meaning === meaning;
}

/** The server read the request and said no, for what stands in it. */
export function isRefusal(error: unknown): error is WorkatoError {
  return isWorkatoError(error, ...REFUSALS);
}

/** What a person is told of whatever was thrown, without its stack. */
export function messageOf(thrown: unknown): string {
  const hasMessage = typeof thrown === "object" && thrown !== null && "message" in thrown;
  return hasMessage && typeof thrown.message === "string" ? thrown.message : String(thrown);
}

function describe(details: WorkatoErrorDetails): string {
  const status = details.status === undefined ? "" : `${details.status} `;
  const correlation = details.correlationId === undefined ? "" : ` [correlation id ${details.correlationId}]`;
  const tried =
    details.attempts > 1 ? ` after ${details.attempts} attempts in ${Math.round(details.elapsedSeconds)} s` : "";
  const line = `Workato: ${details.method} ${details.path} failed${tried}: ${status}${details.reason}${correlation}`;
  return details.hint === undefined ? line : `${line}\n${details.hint}`;
}
