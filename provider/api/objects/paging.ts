import { asId, isRecord } from "../json";

/** As many as every list of the API gives at once. */
export const ELEMENTS_PER_PAGE = 100;

/** 100,000 elements. Guards against a server that repeats pages for ever. */
const MAX_PAGES = 1000;

/** One page of a list. */
export interface Page<T> {
  /** By id. */
  readonly elements: ReadonlyMap<string, T>;
  /** How many elements a full page has; undefined when nobody says so. */
  readonly size: number | undefined;
  /** How many elements the server says that there are: of this page or of all, which is not documented. */
  readonly count: number | undefined;
}

/** Makes a page of elements and of what the answer around them says of itself. */
export function toPage<T>(
  elements: ReadonlyMap<string, T>,
  body: unknown,
  documentedSize: number | undefined,
): Page<T> {
  const numberOf = (value: unknown): number | undefined => {
    const digits = asId(value);
    return digits === undefined ? undefined : Number(digits);
  };
  const about = isRecord(body) ? body : {};
  return { elements, size: numberOf(about.per_page) ?? documentedSize, count: numberOf(about.count) };
}

/**
 * Reads page after page, from 1, until one is not full or brings nothing new, as one that ignores its number does.
 * @throws Error when there is still more after 1,000 pages
 */
export async function readAllPages<T>(readPage: (page: number) => Promise<Page<T>>): Promise<T[]> {
  const all = new Map<string, T>();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { elements, size = 0, count = 0 } = await readPage(page);
    const before = all.size;
    for (const [id, element] of elements) all.set(id, element);
    const isFull = elements.size >= size || count > all.size;
    if (all.size === before || !isFull) return [...all.values()];
  }
  throw new Error(`Workato: a list has no end: it still has more after ${MAX_PAGES} pages.`);
}
