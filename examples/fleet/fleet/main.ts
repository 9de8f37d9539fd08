import path from "node:path";
import { stacks } from "../stacks";
import { readOptions, UsageError } from "./options";
import { runFleet } from "./runFleet";
import { select } from "./selection";
import { status } from "./status";

const PROJECT = path.join(__dirname, "..");

async function main(args: string[]): Promise<number> {
  const { command, ...options } = readOptions(args);
  if (command !== "status") return runFleet(stacks, command, { command, ...options }, PROJECT);
  console.log(await status(select(stacks, { command, ...options }), PROJECT));
  return 0;
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
