import type { JournalEntry } from "./journalEntry";

/** Which requests are meant. A string is the end of the path without its query; a RegExp sees the raw path with it. */
export interface RequestPattern {
  /** Default: every method. */
  method?: string;
  /** Default: every path. */
  path?: string | RegExp;
}

/** A pattern, or a function that says whether a request is meant. */
export type RequestMatcher = RequestPattern | ((request: JournalEntry) => boolean);

export function matchesRequest(matcher: RequestMatcher, request: JournalEntry): boolean {
  if (typeof matcher === "function") return matcher(request);
  const { method, path } = matcher;
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (path === undefined) return true;
  // `search` ignores `lastIndex`, which a pattern with the flag g would carry from one request to the next.
  return typeof path === "string" ? request.pathname.endsWith(path) : request.path.search(path) >= 0;
}
