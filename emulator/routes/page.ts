import { readId } from "./connectionRequest";

const MOST_PER_PAGE = 100;

/** One page of a list, as `page` and `per_page` of the query ask for it: the first of 100 by default, never more. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams): { items: T[]; page: number; perPage: number } {
  const page = readId(query.get("page")) ?? 1;
  const perPage = Math.min(readId(query.get("per_page")) ?? MOST_PER_PAGE, MOST_PER_PAGE);
  return { items: all.slice((page - 1) * perPage, page * perPage), page, perPage };
}
