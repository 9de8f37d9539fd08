import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the tests of one run share. */
export interface PageRun {
  /** Everything that is removed after the run is in here: the pages, and what the browser writes. */
  readonly folder: string;
  /** What stays, for people: screenshots and times. Seen from the repository. */
  readonly reports: string;
  /** The browser. */
  readonly executable: string;
  /** Has to be in the environment of the browser. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The variable that carries it from the command to the tests. */
export const PAGE_VARIABLE = "PAGE_TEST_RUN";

const REPOSITORY = path.resolve(__dirname, "../../..");

export function pageRun(): PageRun {
  const text = process.env[PAGE_VARIABLE];
  if (text === undefined) throw new Error("run these tests with `npm run test:page`: it finds the browser");
  return JSON.parse(text) as PageRun;
}

/** A page that the set-up has made. */
export const pageFile = (name: string) => path.join(pageRun().folder, `${name}.html`);

/** Where a file for people goes. */
export function reportFile(name: string): string {
  const folder = path.join(REPOSITORY, pageRun().reports);
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}

/** Notes how long something took, for the end of the run. Times are never compared: they are those of a machine. */
export function noteTimes(what: string, milliseconds: readonly number[]): void {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const median = Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)].map((time) => Math.round(time ?? 0));
  const spread = sorted.length > 1 ? ` (${sorted.length} times, ${least} to ${most} ms)` : "";
  appendFileSync(reportFile("times.txt"), `${what}: ${median} ms${spread}\n`);
}

/** What was noted; empty when nothing was. */
export function notedTimes(): string {
  try {
    return readFileSync(reportFile("times.txt"), "utf8");
  } catch {
    return "";
  }
}
