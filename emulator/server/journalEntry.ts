import type { QuotaKind } from "./quota";

/** One request as it arrived, and what became of it. */
export interface JournalEntry {
  /** When it arrived: milliseconds of the real clock, whatever the skew. */
  readonly at: number;
  /** Upper case. */
  readonly method: string;
  /** Raw, with the query. */
  readonly path: string;
  /** Raw, without the query. */
  readonly pathname: string;
  /** The query, decoded. */
  readonly query: URLSearchParams;
  /** Names are lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON; undefined when there was none. */
  readonly body: unknown;
  /** Which quota it counts against; undefined for a path that no route has. */
  readonly kind: QuotaKind | undefined;
  /** What was answered; undefined while it waits, and when no answer was sent. */
  status: number | undefined;
  /** The fault that hit it, in words. */
  fault?: string;
  /** Whether the API has done its work: past the token and the quota, and not only a fault. It may do so late. */
  executed: boolean;
  /** Answered, cut, or given up by the client. */
  finished: boolean;
}
