#!/usr/bin/env node
import type { WriteStream } from "node:tty";
import type { Terminal } from "./commandLine";
import { EXIT_CODES } from "./commandError";
import { run } from "./run";

const USUAL_COLUMNS = 80;

/** What a stream says when whoever reads it has stopped early, as `head` does: that is no failure. */
const NOBODY_READS = ["EPIPE", "ERR_STREAM_DESTROYED"];

let isOutputLost = false;

// Without a listener, either would end the work with a stack.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (isOutputLost || NOBODY_READS.includes(error.code ?? "")) return;
  isOutputLost = true;
  process.exitCode = EXIT_CODES.failed;
  process.stderr.write(`error: the output cannot be written: ${error.message}\n`);
});
process.stderr.on("error", () => undefined);

void run(process.argv.slice(2), {
  environment: process.env,
  writeOut: (text) => {
    process.stdout.write(text);
  },
  writeError: (text) => {
    process.stderr.write(text);
  },
  inTerminal: process.stdin.isTTY ? process.stdin : undefined,
  outTerminal: terminalOf(process.stdout),
  errorTerminal: terminalOf(process.stderr),
}).then((exitCode) => {
  process.exitCode = isOutputLost && exitCode === EXIT_CODES.ok ? EXIT_CODES.failed : exitCode;
});

function terminalOf(stream: WriteStream): Terminal | undefined {
  // A pipe lacks `isTTY`, whatever its type says, and some terminals do not tell their width.
  return stream.isTTY ? { columns: stream.columns > 0 ? stream.columns : USUAL_COLUMNS } : undefined;
}
