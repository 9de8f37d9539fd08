#!/usr/bin/env node
import type { WriteStream } from "node:tty";
import type { Terminal } from "./commandLine";
import { run } from "./run";

const USUAL_COLUMNS = 80;

// Whoever reads the output may stop early, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

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
  process.exitCode = exitCode;
});

function terminalOf(stream: WriteStream): Terminal | undefined {
  // A pipe lacks `isTTY`, whatever its type says, and some terminals do not tell their width.
  return stream.isTTY ? { columns: stream.columns > 0 ? stream.columns : USUAL_COLUMNS } : undefined;
}
