import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { SavedState, State } from "./state";

/** Of the owner only: it has the credentials that programs have sent. */
const MODE = 0o600;

/** A file that holds the state of an emulator between its runs. */
export class StateFile {
  readonly #path: string;
  readonly #state: State;

  constructor(path: string, state: State) {
    this.#path = path;
    this.#state = state;
  }

  /** @throws Error that names the file, when it is none of ours */
  load(): void {
    if (!existsSync(this.#path)) return;
    try {
      this.#state.restore(JSON.parse(readFileSync(this.#path, "utf8")) as SavedState);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`the state in ${this.#path} cannot be used (${why}): name another file, or remove it`);
    }
  }

  /** Whole or not at all, also when the process is killed meanwhile. */
  save(): void {
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(this.#state.save()), { mode: MODE });
    renameSync(next, this.#path);
  }
}
