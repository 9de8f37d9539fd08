/** Long enough for the checks of a program to come together, short enough to be said while it runs. */
const QUIET_MS = 100;

/** How many names a line lists, and how many things that are the news themselves. */
const NAMES_SHOWN = 3;
const THINGS_SHOWN = 100;

/** What waits to be said of one cause. */
interface Notice {
  readonly items: string[];
  readonly describe: (items: readonly string[]) => string;
}

/** Warnings that many resources have in common: one line a cause, with how many and the first names, said once a process. */
export class Notices {
  readonly #write: (line: string) => void;
  readonly #waiting = new Map<string, Notice>();
  readonly #said = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /** A cause that resources have in common. */
  add(cause: string, name: string): void {
    this.#hold(cause, name, (names) => {
      const shown = listOf(
        names.map((each) => `"${each}"`),
        NAMES_SHOWN,
      );
      return names.length === 1 ? `${shown}: ${cause}` : `${names.length} resources (${shown}): ${cause}`;
    });
  }

  /** News of several things, each of which matters. */
  list(news: string, thing: string): void {
    this.#hold(news, thing, (things) => `${news}: ${listOf(things, THINGS_SHOWN)}`);
  }

  /** Says now what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    for (const { items, describe } of this.#waiting.values()) this.#write(`warning: ${describe([...items])}`);
    this.#waiting.clear();
  }

  #hold(cause: string, item: string, describe: Notice["describe"]): void {
    const key = JSON.stringify([cause, item]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    const notice = this.#waiting.get(cause) ?? { items: [], describe };
    this.#waiting.set(cause, notice);
    notice.items.push(item);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.flush();
    }, QUIET_MS).unref();
  }
}

function listOf(items: readonly string[], most: number): string {
  const more = items.length > most ? ` and ${items.length - most} more` : "";
  return items.slice(0, most).join(", ") + more;
}
