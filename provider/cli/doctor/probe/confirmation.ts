import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { CommandLine } from "../../commandLine";

/** Asks a person, and resolves with whether they said yes. */
export type Confirm = (question: string) => Promise<boolean>;

/** Asks on the terminal; undefined where a person cannot see the question or cannot answer it. */
export function terminalConfirm({ inTerminal, errorTerminal, writeError }: CommandLine): Confirm | undefined {
  if (inTerminal === undefined || errorTerminal === undefined) return undefined;
  return async (question) => {
    writeError(question);
    const line = await lineOf(inTerminal);
    if (line === undefined) writeError("\n");
    return /^y(es)?$/i.test(line?.trim() ?? "");
  };
}

/** The next line that is typed; the terminal itself echoes it. Undefined after Ctrl-D, which ends no line. */
async function lineOf(input: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input })) return line;
  return undefined;
}
