/** Long enough for the checks of a program to come together, short enough to be said while it runs. */
const QUIET_MS = 100;

/** How many names a line lists. */
const NAMES_SHOWN = 3;

/** Warnings that many resources have in common: one line a cause, with how many and the first names, said once a process. */
export class Notices {
  readonly #write: (line: string) => void;
  readonly #waiting = new Map<string, Set<string>>();
  readonly #said = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  add(cause: string, name: string): void {
    const notice = JSON.stringify([cause, name]);
    if (this.#said.has(notice)) return;
    this.#said.add(notice);
    this.#waiting.set(cause, (this.#waiting.get(cause) ?? new Set()).add(name));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.flush();
    }, QUIET_MS).unref();
  }

  /** Says now what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    for (const [cause, names] of this.#waiting) {
      const shown = [...names].slice(0, NAMES_SHOWN).map((name) => `"${name}"`);
      const more = names.size > NAMES_SHOWN ? ` and ${names.size - NAMES_SHOWN} more` : "";
      const who = names.size === 1 ? shown.join("") : `${names.size} resources (${shown.join(", ")}${more})`;
      this.#write(`warning: ${who}: ${cause}`);
    }
    this.#waiting.clear();
  }
}
