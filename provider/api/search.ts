/** Lines, beginnings and Base64 fragments shorter than this occur by chance. */
export const SHORTEST_FRAGMENT_CHARACTERS = 8;

/** What every address begins with tells nothing. */
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\/(www\.)?/i;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Looks for many texts at once, also where only their beginning stands: servers cut what they quote. */
export class Search {
  /** By how many characters their beginning has, and by their beginning. */
  readonly #byBeginning = new Map<number, Map<string, string[]>>();

  constructor(forms: Iterable<string>) {
    for (const form of new Set(forms)) {
      const length = Math.min(form.length, SHORTEST_FRAGMENT_CHARACTERS);
      const beginnings = this.#byBeginning.get(length) ?? new Map<string, string[]>();
      this.#byBeginning.set(length, beginnings);
      const beginning = form.slice(0, length);
      beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), form]);
    }
  }

  /** In no order; one that lies in another one may be left out. */
  placesIn(text: string): Place[] {
    return [...this.#byBeginning].flatMap(([length, beginnings]) => {
      const places: Place[] = [];
      let furthest = 0;
      for (let start = 0; start + length <= text.length; start += 1) {
        for (const form of beginnings.get(text.slice(start, start + length)) ?? []) {
          // Most that begin in a place end with it: one character tells.
          if (start < furthest && form[furthest - start] !== text[furthest]) continue;
          const end = start + commonLength(form, text, start);
          if (end <= furthest || end - start < shortestOf(form)) continue;
          furthest = end;
          places.push({ start, end });
        }
      }
      return places;
    });
  }
}

/** How much of a form must stand in a text. */
function shortestOf(form: string): number {
  const [scheme = ""] = SCHEME.exec(form) ?? [];
  return Math.min(form.length, scheme.length + SHORTEST_FRAGMENT_CHARACTERS);
}

/** How many characters of a form stand in a text from a position on; by halves, with comparisons that the engine makes natively. */
function commonLength(form: string, text: string, start: number): number {
  let common = 0;
  let longest = Math.min(form.length, text.length - start);
  while (common < longest) {
    const middle = Math.ceil((common + longest) / 2);
    if (text.startsWith(form.slice(common, middle), start + common)) common = middle;
    else longest = middle - 1;
  }
  return common;
}
