import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { messageOf } from "../failure";
import { npm } from "../npm";
import type { CachedTool } from "../toolCache";
import { cacheFolder, makeOnce } from "../toolCache";

/** What is installed, with a lockfile of its own: every `npm ci` of the repository would pay for 66 MB. */
const INSTALLATION = path.join(__dirname, "browser");
const PACKAGE = "@sparticuz/chromium";
const VERSION_TIMEOUT_MS = 60_000;

export interface FoundBrowser {
  readonly executable: string;
  /** Has to be in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Which one it is, and where it is from: for people. */
  readonly explanation: string;
}

/** Finds a Chromium: `$CHROMIUM`, our cache, or the package on npm, which is put into our cache. */
export async function findBrowser(
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<FoundBrowser> {
  const chosen = env["CHROMIUM"];
  if (chosen) {
    const version = await versionOf(chosen, {}).catch((error: unknown) => {
      throw new Error(`CHROMIUM=${chosen} does not run: ${messageOf(error)}\nCorrect CHROMIUM, or unset it.`);
    });
    return { executable: path.resolve(chosen), environment: {}, explanation: `${version} from $CHROMIUM` };
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `npm has no Chromium for ${process.platform} ${process.arch}. Set CHROMIUM to the path of an installed Chromium or Chrome.`,
    );
  }
  const cache = cacheFolder(env);
  const executable = await makeOnce(cache, pinnedBrowser(), log, async (folder) => {
    log(`installing ${PACKAGE} from npm into our cache, about 66 MB, once`);
    await unpack(folder, env, signal);
  });
  const environment = environmentOf(path.dirname(executable));
  const version = await versionOf(executable, environment).catch((error: unknown) => {
    throw new Error(
      `${executable} does not run: ${messageOf(error)}\nSet CHROMIUM to the path of an installed Chromium or Chrome.`,
    );
  });
  return { executable, environment, explanation: `${version} from npm, cached at ${executable}` };
}

function pinnedBrowser(): CachedTool {
  const manifest = JSON.parse(readFileSync(path.join(INSTALLATION, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return { name: `chromium-${manifest.dependencies[PACKAGE] ?? ""}`, executable: "chromium" };
}

/** What the package brings for machines that have neither the libraries nor a font: pages then look alike everywhere. */
function environmentOf(folder: string): Record<string, string> {
  return { LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"), FONTCONFIG_PATH: path.join(folder, "fonts") };
}

/** The package's own function unpacks into the temporary folder; with the libraries only where it believes to be on AWS. */
async function unpack(folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const installed = path.join(folder, "npm");
  mkdirSync(installed);
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(path.join(INSTALLATION, file), path.join(installed, file));
  }
  await npm(["ci", "--ignore-scripts"], installed, signal);
  const script = `import chromium from "${PACKAGE}"; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: installed,
    env: { ...env, TMPDIR: folder, AWS_EXECUTION_ENV: "nodejs20.x" },
    signal,
  });
  // The package's own names folders of AWS.
  copyFileSync(path.join(INSTALLATION, "fonts.conf"), path.join(folder, "fonts", "fonts.conf"));
  rmSync(installed, { recursive: true });
}

async function versionOf(executable: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await promisify(execFile)(executable, ["--version"], {
    env: { ...process.env, ...environment },
    timeout: VERSION_TIMEOUT_MS,
  });
  const version = stdout.trim();
  if (!/chrom/i.test(version))
    throw new Error(`it answers --version with "${version}", which is no Chromium or Chrome.`);
  return version;
}
