/**
 * `npm run test:page [-- -t keyboard]`: the page of `status --html` in a real browser. Arguments are jest's.
 * Screenshots and times of the last run stay in reports/page, nothing else does.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PAGE_VARIABLE } from "../../tests/page/support/pageRun";
import type { PageRun } from "../../tests/page/support/pageRun";
import { messageOf } from "../failure";
import { endMarkedProcesses, MARK, signal as send } from "../processes";
import { findBrowser } from "./findBrowser";

const REPOSITORY = path.resolve(__dirname, "../..");
const REPORTS = path.join("reports", "page");

const say = (line: string) => process.stderr.write(`${line}\n`);

/** In a process group of its own: an interruption reaches it, its workers and the command through us alone. */
async function runJest(args: readonly string[], env: NodeJS.ProcessEnv, interruption: AbortSignal): Promise<number> {
  interruption.throwIfAborted();
  const command = [require.resolve("jest/bin/jest"), "--config", "page.jest.config.js", ...args];
  const jest = spawn(process.execPath, command, {
    cwd: REPOSITORY,
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const end = () => {
    if (jest.pid !== undefined) send(-jest.pid, "SIGKILL");
  };
  interruption.addEventListener("abort", end, { once: true });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    jest.once("error", reject).once("close", resolve);
  });
  interruption.removeEventListener("abort", end);
  interruption.throwIfAborted();
  return exitCode ?? 1;
}

const interruption = new AbortController();

async function main(): Promise<number> {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => {
      interruption.abort();
    });
  }
  const { executable, environment, explanation } = await findBrowser(process.env, say, interruption.signal);
  say(explanation);
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "status-page-"));
  const mark = path.basename(folder);
  const run: PageRun = { folder, reports: REPORTS, executable, environment };
  rmSync(path.join(REPOSITORY, REPORTS), { recursive: true, force: true });
  try {
    const env = { ...process.env, TMPDIR: folder, [MARK]: mark, [PAGE_VARIABLE]: JSON.stringify(run) };
    return await runJest(process.argv.slice(2), env, interruption.signal);
  } finally {
    // The browser is in a process group of its own.
    endMarkedProcesses(mark);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    say(interruption.signal.aborted ? "interrupted" : messageOf(error));
    process.exitCode = 1;
  },
);
