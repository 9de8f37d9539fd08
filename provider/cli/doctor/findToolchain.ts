import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { messageOf, ownPackage } from "../../api";
import type { Environment } from "../../settings/settings";
import type { PulumiCli, Toolchain } from "./toolchain";

const CLI_TIMEOUT_MS = 30_000;

/** Looks for what a Pulumi program runs on, from the folder of Pulumi.yaml. */
export async function findToolchain(workingDirectory: string, environment: Environment): Promise<Toolchain> {
  const project = findProject(workingDirectory);
  const folder = project ?? workingDirectory;
  const { name } = ownPackage();
  return {
    folder,
    hasProject: project !== undefined,
    node: process.versions.node,
    sdk: installedVersion(folder, "@pulumi/pulumi"),
    cli: await findPulumiCli(environment),
    typescript: installedVersion(folder, "typescript"),
    isTypeScript: existsSync(join(folder, "tsconfig.json")),
    // What saved state loads.
    provider: resolveFrom(folder, `${name}/runtime`) === undefined ? undefined : installedVersion(folder, name),
  };
}

/** The nearest folder with a Pulumi.yaml, upwards. */
function findProject(folder: string): string | undefined {
  if (["Pulumi.yaml", "Pulumi.yml"].some((file) => existsSync(join(folder, file)))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findProject(parent);
}

function installedVersion(folder: string, name: string): string | undefined {
  const manifest = resolveFrom(folder, `${name}/package.json`);
  if (manifest === undefined) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version?: string };
  return version;
}

/** The file that a program in this folder would load. */
function resolveFrom(folder: string, module: string): string | undefined {
  try {
    return createRequire(join(folder, "index.js")).resolve(module);
  } catch {
    return undefined;
  }
}

async function findPulumiCli(environment: Environment): Promise<PulumiCli> {
  try {
    const { stdout } = await promisify(execFile)("pulumi", ["version"], {
      env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: CLI_TIMEOUT_MS,
    });
    const version = /^v?(\d+\.\d+\.\d+\S*)/.exec(stdout.trim())?.[1];
    return version === undefined ? { failure: "it printed no version" } : { version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "absent";
    return { failure: messageOf(error).trim().split("\n", 1)[0] ?? "" };
  }
}
