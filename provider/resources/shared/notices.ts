/**
 * Long enough for the checks of a program to come together on a busy machine, short enough to be said while it runs. A run
 * that ends sooner says it at its end.
 */
const QUIET_MS = 1000;

/** How many names a line lists, and how many things that are the news themselves. */
const NAMES_SHOWN = 3;
const THINGS_SHOWN = 100;

/** In a line: how many connections it is about. */
const COUNT = "{connections}";

/** One of the things that share a cause. */
interface Item {
  readonly name: string;
  /** Whose it is; things of one owner are listed together. */
  readonly owner: string;
}

/** What waits to be said of one cause. */
interface Notice {
  readonly items: Item[];
  readonly describe: (items: readonly Item[]) => string;
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
    this.#hold(cause, { name, owner: "" }, (items) => {
      const shown = listOf(
        items.map((item) => `"${item.name}"`),
        NAMES_SHOWN,
      );
      return items.length === 1 ? `${shown}: ${cause}` : `${items.length} resources (${shown}): ${cause}`;
    });
  }

  /**
   * News of several things, each of which matters.
   * @param news `{connections}` in it becomes how many there are
   * @param managedUserId whose they are, where they are a customer's: those are listed together
   */
  list(news: string, thing: string, managedUserId?: string): void {
    const owner = managedUserId === undefined ? "" : ` of customer ${managedUserId}`;
    this.#hold(news, { name: thing, owner }, (items) => {
      const count = items.length === 1 ? "1 connection" : `${items.length} connections`;
      return `${news.replace(COUNT, count)}: ${ownersOf(items)}`;
    });
  }

  /** A line that is said at once, and never again. */
  once(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    this.#write(line);
  }

  /** Says now what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    for (const { items, describe } of this.#waiting.values()) this.#write(`warning: ${describe([...items])}`);
    this.#waiting.clear();
  }

  #hold(cause: string, item: Item, describe: Notice["describe"]): void {
    const key = JSON.stringify([cause, item.owner, item.name]);
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

/** `a, b of customer 1; c of customer 2`, as long as it is not too much; the engine checks in no order. */
function ownersOf(items: readonly Item[]): string {
  const sorted = [...items].sort((a, b) => compare(a.owner, b.owner) || compare(a.name, b.name));
  const byOwner = new Map<string, string[]>();
  for (const { name, owner } of sorted.slice(0, THINGS_SHOWN)) {
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), name]);
  }
  const owners = [...byOwner].map(([owner, names]) => names.join(", ") + owner);
  return owners.join("; ") + moreThan(items, THINGS_SHOWN);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function listOf(items: readonly string[], most: number): string {
  return items.slice(0, most).join(", ") + moreThan(items, most);
}

function moreThan(items: readonly unknown[], most: number): string {
  return items.length > most ? ` and ${items.length - most} more` : "";
}
