import type { WorkatoErrorKind } from "../workatoError";

/** What one attempt that failed came to. Texts are not redacted yet. */
export interface Failure {
  readonly kind: WorkatoErrorKind;
  /** In a few words, after the status. */
  readonly reason: string;
  /** It is proven that no byte of the request left: nothing can have been executed. */
  readonly neverSent: boolean;
  /** Trying again cannot help, by its nature: a certificate, a redirect, a proxy that says no. */
  readonly permanent: boolean;
  readonly status?: number;
  /** Code of the operating system or of TLS, such as `ECONNRESET`. */
  readonly code?: string;
  readonly correlationId?: string;
  readonly apiMessage?: string;
  readonly fieldErrors?: Record<string, string[]>;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What to check, where the transport knows more than the status. */
  readonly hint?: string;
}
