import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { buildCli } from "./buildPulumiCli";
import { downloadCli } from "./downloadPulumiCli";
import { messageOf, reportFailure } from "../failure";
import { PINNED_CLI, PINNED_VERSION } from "./pinnedCli";
import { cacheFolder, cachedExecutable } from "../toolCache";

/** The oldest CLI that our peer dependency's range promises to work with. */
export const MINIMUM_VERSION = "3.216.0";

/** How long a CLI may take to say its version; the npm launcher named `pulumi` downloads first. */
const VERSION_TIMEOUT_MS = 30_000;

export interface FoundCli {
  path: string;
  version: string;
  /** Which one was taken, and why the ones before it were not: for people. */
  explanation: string;
}

export interface FindOptions {
  env?: NodeJS.ProcessEnv;
  /** Hears what goes on while it takes long. */
  log?: (line: string) => void;
  /** Stand-ins for the two ways that take minutes. */
  download?: typeof downloadCli;
  build?: typeof buildCli;
}

/**
 * Finds a Pulumi CLI, or makes one: `$PULUMI_CLI`, `pulumi` on PATH, our cache, the official download, the pinned Go module.
 * Nothing of the person's own Pulumi is changed.
 */
export async function findPulumiCli(options: FindOptions = {}): Promise<FoundCli> {
  const env = options.env ?? process.env;
  const log = options.log ?? ((line: string) => process.stderr.write(`${line}\n`));
  const passedOver: string[] = [];
  const found = (file: string, version: string, origin: string): FoundCli => ({
    path: file,
    version,
    explanation: [`pulumi CLI ${version} ${origin}`, ...passedOver.map((reason) => `  not taken: ${reason}`)].join(
      "\n",
    ),
  });

  const chosen = env["PULUMI_CLI"];
  if (chosen) {
    // Someone named it, so another one must not be taken silently.
    const version = await versionOf(chosen, env).catch((error: unknown) => {
      throw new Error(`PULUMI_CLI=${chosen} does not run: ${messageOf(error)}\nCorrect PULUMI_CLI, or unset it.`);
    });
    if (isOlder(version, MINIMUM_VERSION)) {
      throw new Error(
        `PULUMI_CLI=${chosen} is ${version}; ${MINIMUM_VERSION} or newer is needed. Correct PULUMI_CLI, or unset it.`,
      );
    }
    return found(path.resolve(chosen), version, "from $PULUMI_CLI");
  }
  passedOver.push("$PULUMI_CLI is not set");

  const onPath = (env["PATH"] ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, "pulumi"))
    .find(isExecutable);
  if (onPath) {
    const version = await versionOf(onPath, env).catch((error: unknown) => `does not run: ${messageOf(error)}`);
    if (/^\d/.test(version) && !isOlder(version, MINIMUM_VERSION)) {
      return found(onPath, version, `from PATH, ${onPath}`);
    }
    passedOver.push(`${onPath} ${/^\d/.test(version) ? `is ${version}, older than ${MINIMUM_VERSION}` : version}`);
  } else {
    passedOver.push("no pulumi on PATH");
  }

  const cache = cacheFolder(env);
  const cached = cachedExecutable(cache, PINNED_CLI);
  if (existsSync(cached)) {
    const version = await versionOf(cached, env).catch((error: unknown) => `does not run: ${messageOf(error)}`);
    if (version === PINNED_VERSION) {
      return found(cached, version, `from our cache, ${cached}`);
    }
    rmSync(path.dirname(path.dirname(cached)), { recursive: true, force: true });
    passedOver.push(`${cached} ${/^\d/.test(version) ? `is ${version}` : version}`);
  }
  passedOver.push(`no ${PINNED_VERSION} in our cache ${cache}`);

  try {
    const file = await (options.download ?? downloadCli)(cache, log);
    return found(file, await versionOf(file, env), `downloaded from Pulumi, cached at ${file}`);
  } catch (error) {
    passedOver.push(`the official download failed: ${messageOf(error)}`);
  }

  try {
    const file = await (options.build ?? buildCli)(cache, env, log);
    return found(file, await versionOf(file, env), `built from tools/pulumi/cli, cached at ${file}`);
  } catch (error) {
    passedOver.push(`the build from tools/pulumi/cli failed: ${messageOf(error)}`);
  }
  throw new Error(
    [
      "No Pulumi CLI could be found or made:",
      ...passedOver.map((reason) => `  - ${reason}`),
      "Any one of these helps:",
      "  - install Pulumi, https://www.pulumi.com/docs/install/, so that `pulumi` is on PATH",
      "  - set PULUMI_CLI to the path of a pulumi executable",
      "  - install Go, https://go.dev/dl/, with access to a Go module proxy: the CLI is then built from source in a few minutes",
    ].join("\n"),
  );
}

/** Asks a CLI for its version, without touching the person's ~/.pulumi. */
async function versionOf(file: string, env: NodeJS.ProcessEnv): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), "pulumi-version-"));
  try {
    const { stdout } = await promisify(execFile)(file, ["version"], {
      env: { ...env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "1" },
      timeout: VERSION_TIMEOUT_MS,
    });
    const version = /^v?(\d+\.\d+\.\d+\S*)/.exec(stdout.trim())?.[1];
    if (version === undefined) {
      throw new Error(`"pulumi version" printed ${JSON.stringify(stdout.slice(0, 200))}`);
    }
    return version;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function isOlder(version: string, minimum: string): boolean {
  const [a, b] = [version, minimum].map((each) => each.split(/[.+-]/).slice(0, 3).map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (require.main === module) {
  // `node --import tsx tools/pulumi/findPulumiCli.ts` prints the path alone on stdout.
  findPulumiCli().then((cli) => {
    process.stderr.write(`${cli.explanation}\n`);
    process.stdout.write(`${cli.path}\n`);
  }, reportFailure);
}
