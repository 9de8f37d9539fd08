import { readId } from "./connectionRequest";
import type { RouteRequest } from "./route";

const MOST_PER_PAGE = 100;

/**
 * One page of a list, as `page` and `per_page` of the query ask for it: the first of 100 by default, and never more than
 * the behaviour wants, though the answer says what was asked for.
 */
export function pageOf<T>(
  all: readonly T[],
  { query, state }: Pick<RouteRequest, "query" | "state">,
): { items: T[]; page: number; perPage: number } {
  const page = readId(query.get("page")) ?? 1;
  const perPage = Math.min(readId(query.get("per_page")) ?? MOST_PER_PAGE, MOST_PER_PAGE);
  const given = Math.min(perPage, state.behaviour.mostPerPage);
  return { items: all.slice((page - 1) * given, page * given), page, perPage };
}
