import { quoted } from "../../api";

/**
 * Long enough for the checks of a program to come together on a busy machine, short enough to be said while it runs. A run
 * that ends sooner says it at its end.
 */
const QUIET_MS = 1000;

/** How many names a line lists, and how many things that are the news themselves, one a line. */
const NAMES_SHOWN = 3;
const THINGS_SHOWN = 10;

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

/** News that several things share. `{connections}` in it becomes how many there are. */
export interface News {
  readonly news: string;
  /** What a person can do, after the list. */
  readonly remedy?: string | undefined;
  /** It is what the program wants, and no warning. */
  readonly isPlanned?: true;
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
        items.map((item) => quoted(item.name)),
        NAMES_SHOWN,
      );
      const whose = items.length === 1 ? shown : `${items.length} resources (${shown})`;
      return `warning: ${whose}: ${cause}`;
    });
  }

  /** News of several things, each of which matters. */
  list(news: News, thing: string, managedUserId?: string): void {
    this.#hold(news.news, { name: thing, owner: ownerOf(managedUserId) }, (items) => {
      return news.isPlanned === true ? newsText(news, items) : `warning: ${newsText(news, items)}`;
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
    for (const { items, describe } of this.#waiting.values()) this.#write(describe([...items]));
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

/** One thing stands on the line itself, several a line each; the engine checks in no order. */
export function newsText({ news, remedy = "" }: News, items: readonly Item[]): string {
  const count = items.length === 1 ? "1 connection" : `${items.length} connections`;
  const things = [...items]
    .sort((a, b) => compare(a.owner, b.owner) || compare(a.name, b.name))
    .map(({ name, owner }) => name + owner);
  const head = `${news.replace(COUNT, count)}:`;
  const end = remedy === "" ? [] : [remedy];
  if (things.length === 1) return [`${head} ${things.join("")}`, ...end].join("\n");
  const more = things.length > THINGS_SHOWN ? [`and ${things.length - THINGS_SHOWN} more`] : [];
  return [head, ...[...things.slice(0, THINGS_SHOWN), ...more].map((line) => `  ${line}`), ...end].join("\n");
}

export function ownerOf(managedUserId: string | undefined): string {
  return managedUserId === undefined ? "" : ` of customer ${managedUserId}`;
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
