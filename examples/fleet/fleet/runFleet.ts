import path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import type { FleetStack } from "../stacks";
import { listenForInterruption } from "./interruption";
import type { Operation, Options } from "./options";
import { inParallel } from "./pool";
import { showProgress } from "./progress";
import { exitCodeOf, notRun, readReport, withResults, writeReport } from "./report";
import type { StackResult } from "./report";
import { runStack } from "./runStack";
import { select } from "./selection";
import { summary } from "./table";

/** Runs one operation on the stacks of the list, says what came of it, and answers the exit code. */
export async function runFleet(
  list: readonly FleetStack[],
  operation: Operation,
  options: Options,
  project: string,
): Promise<number> {
  const last = options.continue ? readReport(options.report) : undefined;
  const stacks = select(list, options, last);
  const parallel = Math.max(1, Math.min(options.parallel, stacks.length));
  const interruption = listenForInterruption((line) => process.stderr.write(`\n${line}\n`));
  const folder = path.dirname(options.report);
  const run = { operation, parallel, project, folder, pulumi: await PulumiCommand.get(), interruption };
  const start = Date.now();
  let results: StackResult[] = stacks.map(notRun);
  const report = () => {
    const seconds = (Date.now() - start) / 1000;
    const all = withResults(last?.stacks ?? [], results);
    writeReport(options.report, { command: operation, startedAt: new Date(start).toISOString(), seconds, stacks: all });
  };
  report();
  const progress = showProgress(stacks.length, process.stderr);
  await inParallel(stacks, parallel, interruption.stopped, async (stack) => {
    const result = await runStack(stack, run);
    results = withResults(results, [result]);
    report();
    progress.finished(result);
  });
  progress.end();
  console.log(stacks.length === 0 ? "Nothing to do" : summary(results));
  return exitCodeOf(results);
}
