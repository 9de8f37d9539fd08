import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FleetStack } from "../stacks";
import type { Operation } from "./options";
import { UsageError } from "./options";

export type Outcome = "succeeded" | "failed" | "interrupted" | "not run";

export interface StackResult {
  readonly name: string;
  readonly group: string;
  readonly environment: string;
  readonly outcome: Outcome;
  /** Number of resources by what happened, or would happen, to them. */
  readonly changes: Readonly<Record<string, number>>;
  /** Number of resources that failed; 1 where the stack failed without naming one. */
  readonly failures: number;
  readonly seconds: number;
  readonly errors: readonly string[];
}

export interface Report {
  readonly command: Operation;
  readonly startedAt: string;
  readonly seconds: number;
  readonly stacks: readonly StackResult[];
}

export function notRun({ name, group, environment }: FleetStack): StackResult {
  return { name, group, environment, outcome: "not run", changes: {}, failures: 0, seconds: 0, errors: [] };
}

/** What was there stays, in its place, until the stack has run again. */
export function withResults(before: readonly StackResult[], results: readonly StackResult[]): StackResult[] {
  const byName = new Map([...before, ...results].map((result) => [result.name, result]));
  return [...byName.values()];
}

/** As `timeout` and shells have it: 130 says that somebody ended the run. */
export function exitCodeOf(results: readonly StackResult[]): 0 | 1 | 130 {
  const has = (...outcomes: Outcome[]) => results.some(({ outcome }) => outcomes.includes(outcome));
  if (has("interrupted", "not run")) return 130;
  return has("failed") ? 1 : 0;
}

export function readReport(file: string): Report {
  if (!existsSync(file)) throw new UsageError(`There is no report ${file} to continue from`);
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}

/** Whole or not at all: `--continue` also works after a run that was killed. */
export function writeReport(file: string, report: Report): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(report, undefined, 2) + "\n");
  renameSync(`${file}.new`, file);
}
