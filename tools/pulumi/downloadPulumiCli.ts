import { spawn } from "node:child_process";
import { PINNED_CLI, PINNED_VERSION } from "./pinnedCli";
import { elapsed, makeOnce, sayEveryTenSeconds } from "../toolCache";

const INSTALL_SCRIPT = "https://get.pulumi.com/install.sh";
/** Long enough for a slow answer, short enough for a firewall that swallows everything. */
const REACHABLE_TIMEOUT_MS = 15_000;
/** About 150 MB: 250 KB a second are enough. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/** Has the Automation API download the CLI into the cache. */
export function downloadCli(cache: string, log: (line: string) => void): Promise<string> {
  return makeOnce(cache, PINNED_CLI, log, async (folder) => {
    await reach();
    const started = Date.now();
    log(`downloading the pulumi CLI ${PINNED_VERSION} from Pulumi, about 150 MB`);
    const stop = sayEveryTenSeconds(log, () => `downloading pulumi ${PINNED_VERSION}: ${elapsed(started)}`);
    try {
      await install(folder);
    } finally {
      stop();
    }
  });
}

async function reach(): Promise<void> {
  try {
    const answer = await fetch(INSTALL_SCRIPT, { method: "HEAD", signal: AbortSignal.timeout(REACHABLE_TIMEOUT_MS) });
    if (!answer.ok) {
      throw new Error(`HTTP ${answer.status}`);
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${INSTALL_SCRIPT} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** In a process group of its own: the Automation API's shell script and its curl must end with it. */
function install(folder: string): Promise<void> {
  const script = `
    const { PulumiCommand } = require("@pulumi/pulumi/automation");
    const version = require("module").createRequire(require.resolve("@pulumi/pulumi"))("semver").parse("${PINNED_VERSION}");
    PulumiCommand.install({ root: process.argv[1], version }).catch((error) => { console.error(error.message); process.exit(1); });`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", script, folder], {
      cwd: __dirname,
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    const end = () => {
      try {
        process.kill(-(child.pid ?? 0), "SIGKILL");
      } catch {
        // It has ended already.
      }
    };
    const timer = setTimeout(end, DOWNLOAD_TIMEOUT_MS);
    process.once("exit", end);
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      process.removeListener("exit", end);
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(signal ? "it took more than ten minutes" : said.trim().slice(-500)));
      }
    });
  });
}
