import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readOptions, USAGE } from "../../examples/fleet/fleet/options";
import { inParallel } from "../../examples/fleet/fleet/pool";
import { showProgress } from "../../examples/fleet/fleet/progress";
import { withShareOfQuota } from "../../examples/fleet/fleet/quota";
import {
  exitCodeOf,
  notRun,
  readReport,
  withResults,
  writeReport,
  type Outcome,
} from "../../examples/fleet/fleet/report";
import { select } from "../../examples/fleet/fleet/selection";
import { summary } from "../../examples/fleet/fleet/table";
import { stacksOf } from "../../examples/fleet/stacks";

const STACKS = stacksOf([
  { name: "north", environments: ["dev", "prod"], customers: [] },
  { name: "south", environments: ["prod"], customers: [] },
]);
const [NORTH_DEV, NORTH_PROD, SOUTH_PROD] = STACKS.map(notRun);
const ended = (outcome: Outcome) => ({ ...NORTH_DEV!, outcome });
const options = (...args: string[]) => readOptions(args);
const names = (stacks: readonly { readonly name: string }[]) => stacks.map(({ name }) => name);

describe("options", () => {
  test("a command alone has its defaults", () => {
    expect(options("up")).toEqual({
      command: "up",
      groups: [],
      environments: [],
      parallel: 4,
      continue: false,
      report: ".fleet/report.json",
    });
  });

  test.each([[[]], [["deploy"]], [["up", "down"]], [["up", "--twice"]]])("%j is answered with the usage", (args) => {
    expect(() => options(...args)).toThrow(USAGE);
  });

  test.each(["0", "1.5", "many"])("--parallel %s is refused", (parallel) => {
    expect(() => options("up", "--parallel", parallel)).toThrow("--parallel must be a whole number from 1");
  });
});

describe("selection", () => {
  const stacksFor = (...args: string[]) => names(select(STACKS, options("up", ...args)));

  test("filters of one kind add, those of two kinds must both hold", () => {
    expect(stacksFor()).toEqual(["north-dev", "north-prod", "south-prod"]);
    expect(stacksFor("--group", "north", "--group", "south", "--environment", "prod")).toEqual([
      "north-prod",
      "south-prod",
    ]);
    expect(stacksFor("--group", "north", "--environment", "dev")).toEqual(["north-dev"]);
  });

  test("a word that nothing has is refused, with those that there are", () => {
    expect(() => stacksFor("--group", "west")).toThrow("No group west: there are north, south");
    expect(() => stacksFor("--environment", "test")).toThrow("No environment test: there are dev, prod");
  });

  test("--continue leaves out what has succeeded, and takes what the last report did not have", () => {
    const report = (command: "up" | "destroy") => ({
      ...{ command, startedAt: "", seconds: 0 },
      stacks: [{ ...NORTH_DEV!, outcome: "succeeded" as const }, NORTH_PROD!],
    });
    expect(names(select(STACKS, options("up"), report("up")))).toEqual(["north-prod", "south-prod"]);
    expect(() => select(STACKS, options("up"), report("destroy"))).toThrow(
      "The last report is about destroy: --continue goes on with that command only",
    );
  });
});

describe("quota", () => {
  const settings = { "workato:requestsPerMinute": 60, "workato:region": "eu" };

  test("every stack that runs gets its part, rounded down, of its own quota or of Workato's", () => {
    expect(withShareOfQuota(settings, 7, false)).toEqual({
      ...settings,
      "workato:requestsPerMinute": 8,
      "workato:listRequestsPerMinute": 142,
    });
    expect(withShareOfQuota({ "workato:requestsPerMinute": "2" }, 4, false)).toMatchObject({
      "workato:requestsPerMinute": 1,
    });
  });

  test("one quota for all is not divided", () => {
    expect(withShareOfQuota(settings, 4, true)).toBe(settings);
    const withUrl = { ...settings, "workato:quotaUrl": { secure: "v1:..." } };
    expect(withShareOfQuota(withUrl, 4, false)).toBe(withUrl);
  });
});

describe("report", () => {
  test.each<[Outcome[], number]>([
    [["succeeded", "succeeded"], 0],
    [["succeeded", "failed"], 1],
    [["failed", "interrupted"], 130],
    [["succeeded", "not run"], 130],
    [[], 0],
  ])("%j ends with %i", (all, exitCode) => {
    expect(exitCodeOf(all.map(ended))).toBe(exitCode);
  });

  test("a stack that ran again replaces its result; the others stay in their places", () => {
    const again = { ...NORTH_PROD!, outcome: "failed" as const };
    expect(withResults([NORTH_DEV!, NORTH_PROD!, SOUTH_PROD!], [again])).toEqual([NORTH_DEV, again, SOUTH_PROD]);
  });

  test("a written report is read again; without one --continue says so", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "fleet-"));
    try {
      const file = path.join(folder, "new", "report.json");
      expect(() => readReport(file)).toThrow(`There is no report ${file} to continue from`);
      const report = { command: "up" as const, startedAt: "2026-12-01", seconds: 3, stacks: [NORTH_DEV!] };
      writeReport(file, report);
      expect(readReport(file)).toEqual(report);
      expect(existsSync(`${file}.new`)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("the summary has a line for each stack, and every error with its stack", () => {
    const failed = { ...ended("failed"), changes: { same: 3, create: 12, delete: 1 }, failures: 2, seconds: 61.4 };
    expect(summary([{ ...failed, errors: ["acme-jira: refused"] }, SOUTH_PROD!])).toBe(
      [
        "group  environment  outcome  changes              failures  seconds",
        "north  dev          failed   create 12, delete 1         2       61",
        "south  prod         not run  none                        0        0",
        "north-dev: acme-jira: refused",
      ].join("\n"),
    );
  });
});

describe("pool", () => {
  test("never more than so many at once, each once, in their order", async () => {
    const releases: (() => void)[] = [];
    const started: number[] = [];
    const all = inParallel([1, 2, 3], 2, new AbortController().signal, async (item) => {
      started.push(item);
      await new Promise<void>((resolve) => releases.push(resolve));
    });
    expect(started).toEqual([1, 2]);
    releases[1]!();
    await new Promise(setImmediate);
    expect(started).toEqual([1, 2, 3]);
    releases.forEach((release) => {
      release();
    });
    await all;
  });

  test("nothing starts once it is stopped; what runs is waited for", async () => {
    const stop = new AbortController();
    const done: number[] = [];
    await inParallel([1, 2, 3], 1, stop.signal, async (item) => {
      stop.abort();
      await new Promise(setImmediate);
      done.push(item);
    });
    expect(done).toEqual([1]);
  });
});

test.each([
  [false, /^1\/1 north-dev: failed after 0 s\n$/],
  [true, /0\/1 stacks, 0 failed, .* left[^]*1\/1 stacks, 1 failed/],
])("progress on a stream that is a terminal: %s", (isTTY, expected) => {
  let text = "";
  // What the bar's library asks of a terminal.
  const stream = { isTTY, columns: 120, write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream;
  Object.assign(stream, { cursorTo: () => true, moveCursor: () => true, clearLine: () => true });
  const progress = showProgress(1, stream);
  progress.finished(ended("failed"));
  progress.end();
  expect(text).toMatch(expected);
});
