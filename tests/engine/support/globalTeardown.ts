import { rmSync } from "node:fs";
import { endMarkedProcesses } from "../../../tools/processes";
import { ENGINE_VARIABLE, testRun } from "./testRun";

/** Removes what the run has made, and fails when a process of the engine outlived its test. */
export default function globalTeardown(): void {
  if (process.env[ENGINE_VARIABLE] === undefined) {
    return;
  }
  const run = testRun();
  const left = endMarkedProcesses(run.mark);
  rmSync(run.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  if (left.length > 0) {
    const list = left.map(({ pid, command }) => `  ${pid} ${command}`).join("\n");
    throw new Error(`Processes of the engine outlived the tests, and have been ended now:\n${list}`);
  }
}
