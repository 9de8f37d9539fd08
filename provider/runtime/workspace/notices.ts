/** Long enough for the checks of a program to come together, short enough to be said before the plugin ends. */
const QUIET_MS = 100;

/** How many names a line lists. */
const NAMES_SHOWN = 3;

/**
 * Warnings that many resources have in common: one line a cause, with how many and the first names, said once a process
 * when no further one has come for a moment.
 */
export class Notices {
  readonly #write: (line: string) => void;
  readonly #waiting = new Map<string, Set<string>>();
  readonly #said = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  add(cause: string, name: string): void {
    if (this.#said.get(cause)?.has(name) === true) return;
    const names = this.#waiting.get(cause) ?? new Set();
    this.#waiting.set(cause, names.add(name));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.flush();
    }, QUIET_MS).unref();
  }

  /** Says now what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    for (const [cause, names] of this.#waiting) {
      this.#write(`warning: ${describe(cause, [...names])}`);
      this.#said.set(cause, new Set([...(this.#said.get(cause) ?? []), ...names]));
    }
    this.#waiting.clear();
  }
}

function describe(cause: string, names: readonly string[]): string {
  const [first = "", ...others] = names.map((name) => `"${name}"`);
  if (others.length === 0) return `${first}: ${cause}`;
  const shown = [first, ...others].slice(0, NAMES_SHOWN);
  const rest = names.length - shown.length;
  return `${names.length} resources (${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}): ${cause}`;
}
