import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { NODE_VARIABLE, removeAbandonedRuns, SDK_VARIABLE } from "../../tests/engine/support/testRun";
import type { Finding } from "./finding";

const REPOSITORY = path.resolve(__dirname, "../..");

/** What must hold on every Node.js and SDK, and the test that says which ones they were. */
const FILES = ["nodeAndSdk", "lifecycle", "secrets", "adoption", "refresh", "get"];

/** What jest writes with --json, as far as we look at it. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

export interface EngineTestsOptions {
  /** The CLI's executable. */
  readonly cli: string;
  /** The Node.js executable of programs, plugins and language host. */
  readonly node: string;
  readonly sdk: string;
  readonly signal: AbortSignal;
}

/** Runs the tests of the engine, which print their progress. The tests themselves run on our own Node.js. */
export async function runEngineTests({ cli, node, sdk, signal }: EngineTestsOptions): Promise<Finding> {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "pulumi-engine-report-"));
  const report = path.join(folder, "report.json");
  const files = path.join("tests", "engine", `(${FILES.join("|")})\\.test\\.ts$`);
  const args = ["--selectProjects", "engine", "--testPathPatterns", files, "--json", "--outputFile", report];
  const env = { ...process.env, PULUMI_CLI: cli, [NODE_VARIABLE]: node, [SDK_VARIABLE]: sdk };
  try {
    const exitCode = await runJest(args, env, signal);
    const found = existsSync(report) ? findingOf(JSON.parse(readFileSync(report, "utf8")) as JestReport) : undefined;
    if (found?.passed === false) return found;
    if (exitCode !== 0) return { passed: false, text: `jest ended with ${exitCode ?? "a signal"}` };
    return found ?? { passed: false, text: "jest wrote no report" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function findingOf({ numPassedTests, numTotalTests, testResults }: JestReport): Finding {
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ title }) => title),
  );
  if (failed.length > 0) {
    return { passed: false, text: `${failed.length} of ${numTotalTests} failed: ${failed.join("; ")}` };
  }
  const missing = FILES.filter((file) => !testResults.some(({ name }) => name.endsWith(`${file}.test.ts`)));
  if (missing.length > 0) return { passed: false, text: `did not run: ${missing.join(", ")}` };
  return { passed: true, text: `${numPassedTests} tests passed` };
}

/** In a process group of its own, so that an interrupted run ends with its workers and what they have started. */
async function runJest(args: string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number | null> {
  signal.throwIfAborted();
  const jest = spawn(process.execPath, [require.resolve("jest/bin/jest"), ...args], {
    cwd: REPOSITORY,
    env,
    detached: true,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const end = () => process.kill(-(jest.pid ?? 0), "SIGKILL");
  signal.addEventListener("abort", end, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      jest.once("error", reject).once("close", (code) => {
        resolve(code);
      });
    });
  } finally {
    signal.removeEventListener("abort", end);
    removeAbandonedRuns();
    signal.throwIfAborted();
  }
}
