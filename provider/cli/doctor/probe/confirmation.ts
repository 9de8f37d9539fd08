import { createInterface } from "node:readline/promises";

/** Asks a person, and resolves with whether they said yes. */
export type Confirm = (question: string) => Promise<boolean>;

/** Asks on the terminal; undefined where there is none. */
export function terminalConfirm(): Confirm | undefined {
  if (!process.stdin.isTTY) return undefined;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    // Ctrl-C and Ctrl-D close it, and leave the question without an answer.
    const closed = new AbortController();
    terminal.once("SIGINT", () => {
      terminal.close();
    });
    terminal.once("close", () => {
      closed.abort();
    });
    try {
      return /^y(es)?$/i.test((await terminal.question(question, { signal: closed.signal })).trim());
    } catch {
      return false;
    } finally {
      terminal.close();
    }
  };
}
