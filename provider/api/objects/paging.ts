import { asId, isRecord } from "../json";

/** As many as every list of the API is asked for at once; the server may give fewer. */
export const ELEMENTS_PER_PAGE = 100;

/** No server pages its lists in smaller parts: fewer elements on the first page are all that there are. */
const SMALLEST_PAGE_ELEMENTS = 10;

/** 100,000 elements. Guards against a server that repeats pages for ever. */
const MAX_PAGES = 1000;

/** One page of a list. */
export interface Page<T> {
  /** By id. */
  readonly elements: ReadonlyMap<string, T>;
  /** How many elements the server says that a page has; what we asked for proves nothing. */
  readonly size: number | undefined;
  /** How many elements the server says that there are: of this page or of all, which is not documented. */
  readonly count: number | undefined;
}

/** Makes a page of elements and of what the answer around them says of itself. */
export function toPage<T>(elements: ReadonlyMap<string, T>, body: unknown): Page<T> {
  const numberOf = (value: unknown): number | undefined => {
    const digits = asId(value);
    return digits === undefined ? undefined : Number(digits);
  };
  const about = isRecord(body) ? body : {};
  const size = numberOf(about.per_page);
  return { elements, size: size === ELEMENTS_PER_PAGE ? undefined : size, count: numberOf(about.count) };
}

/**
 * Reads page after page, from 1, until one is not full or brings nothing new, as one that ignores its number does. Full is
 * a page with as many elements as the server gave before: it may give fewer than it was asked for.
 * @throws Error when there is still more after 1,000 pages
 */
export async function readAllPages<T>(readPage: (page: number) => Promise<Page<T>>): Promise<T[]> {
  const all = new Map<string, T>();
  let full = SMALLEST_PAGE_ELEMENTS;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { elements, size = full, count = 0 } = await readPage(page);
    const before = all.size;
    for (const [id, element] of elements) all.set(id, element);
    const isFull = elements.size >= Math.min(size, full) || count > all.size;
    if (all.size === before || !isFull) return [...all.values()];
    full = Math.max(full, elements.size);
  }
  throw new Error(`Workato: a list has no end: it still has more after ${MAX_PAGES} pages.`);
}
