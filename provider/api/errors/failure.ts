import type { WorkatoErrorKind } from "./workatoError";

/** Words of the server: the only ones that are redacted, and cut after that. */
export interface ServerWords {
  readonly said: string;
  /** How much of it is shown, in characters; where it is less than of the API's own words. */
  readonly max?: number;
}

/** A sentence of ours with the server's words in it. */
export type Phrase = readonly (string | ServerWords)[];

/** A phrase as text. */
export function toText(phrase: Phrase, show: (words: ServerWords) => string): string {
  return phrase.map((part) => (typeof part === "string" ? part : show(part))).join("");
}

/** What one attempt that failed came to. What the server said in it is not redacted yet. */
export interface Failure {
  readonly kind: WorkatoErrorKind;
  /** In a few words, after the status. */
  readonly reason: Phrase;
  /** It is proven that no byte of the request left: nothing can have been executed. */
  readonly neverSent: boolean;
  /** Trying again cannot help, by its nature: a certificate, a redirect, a proxy that says no. */
  readonly permanent: boolean;
  readonly status?: number;
  /** Code of the operating system or of TLS, such as `ECONNRESET`. */
  readonly code?: string;
  /** The server's own. */
  readonly correlationId?: string;
  /** The server's own. */
  readonly apiMessage?: string;
  /** The server's own, the names of the fields, too. */
  readonly fieldErrors?: Record<string, string[]>;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** What to check, where the transport knows more than the status. */
  readonly hint?: string;
}

/** An answer of 2xx that is not what the API promises; `message` names what is missing, never a value of the answer. */
export class UnexpectedAnswer extends Error {
  override readonly name = "UnexpectedAnswer";
}

/** The client's signal was aborted: what is not sent yet will not be. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}
