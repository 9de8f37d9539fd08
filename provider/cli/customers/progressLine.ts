import type { CommandLine } from "../commandLine";
import { cut } from "../text";

/** Back to the start of the line, and what is on it erased (ECMA-48). */
const ERASE_LINE = "\r\u001b[K";

/**
 * One line on a terminal that is written over; nothing at all elsewhere. No library does this in CommonJS and is kept:
 * ora, listr2 and log-update are ES modules, cli-progress has had no release for years, and cannot let other lines by.
 */
export class ProgressLine {
  readonly #commandLine: CommandLine;
  #shown = "";

  constructor(commandLine: CommandLine) {
    this.#commandLine = commandLine;
  }

  /** Writes over what was shown. */
  show(text: string): void {
    const { errorTerminal, writeError } = this.#commandLine;
    if (errorTerminal === undefined) return;
    // A line that reaches the edge would go on in the next one, and could not be erased.
    this.#shown = cut(text, errorTerminal.columns - 1);
    writeError(ERASE_LINE + this.#shown);
  }

  /** Writes a line that stays, above the progress. */
  writeLine(line: string): void {
    const isShown = this.#shown !== "";
    this.#commandLine.writeError(isShown ? `${ERASE_LINE}${line}\n${this.#shown}` : `${line}\n`);
  }

  /** Takes the progress away. */
  end(): void {
    if (this.#shown !== "") this.#commandLine.writeError(ERASE_LINE);
    this.#shown = "";
  }
}
