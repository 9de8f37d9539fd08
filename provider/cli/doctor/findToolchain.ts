import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { messageOf, ownPackage } from "../../api";
import { isRecord, parseJson } from "../../api/json";
import type { Environment } from "../../settings/settings";
import { packageManagerOf } from "../packageManager";
import { mainOf, programFolderOf, PROJECT_FILES } from "../pulumiProject";
import type { PulumiCli, Toolchain } from "./toolchain";

const CLI_TIMEOUT_MS = 30_000;

/** Looks for what a Pulumi program runs on, from the folder of the program, as Pulumi does. */
export async function findToolchain(workingDirectory: string, environment: Environment): Promise<Toolchain> {
  const project = findProject(workingDirectory);
  const folder = project ?? workingDirectory;
  const main = project === undefined ? undefined : mainIn(project);
  const programFolder = main === undefined ? folder : join(folder, programFolderOf(main));
  const found = (name: string): string | undefined => installedVersion(programFolder, name, environment);
  const { name } = ownPackage();
  return {
    folder,
    hasProject: project !== undefined,
    main,
    programFolder,
    hasProgramFolder: existsSync(programFolder),
    packageManager: packageManagerOf(programFolder),
    node: process.versions.node,
    sdk: found("@pulumi/pulumi"),
    cli: await findPulumiCli(environment),
    typescript: found("typescript"),
    isTypeScript: existsSync(join(programFolder, "tsconfig.json")),
    // What saved state loads.
    provider: hasExport(programFolder, name, "runtime", environment) ? found(name) : undefined,
  };
}

/** The nearest folder with a Pulumi.yaml, upwards. */
function findProject(folder: string): string | undefined {
  if (PROJECT_FILES.some((file) => existsSync(join(folder, file)))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findProject(parent);
}

function mainIn(project: string): string | undefined {
  const file = PROJECT_FILES.find((name) => existsSync(join(project, name))) ?? PROJECT_FILES[0];
  return mainOf(readFileSync(join(project, file), "utf8"));
}

function installedVersion(folder: string, name: string, environment: Environment): string | undefined {
  const place = packageFolder(folder, name, environment);
  const manifest = place === undefined ? undefined : parseJson(readFileSync(join(place, "package.json"), "utf8"));
  return isRecord(manifest) && typeof manifest.version === "string" ? manifest.version : undefined;
}

/**
 * Where a program in this folder would find a package. Not Node's own search: what pnpm installs is started with a NODE_PATH
 * that leads to every package there is, and Pulumi starts its programs without it.
 */
function packageFolder(folder: string, name: string, { NODE_PATH = "" }: Environment): string | undefined {
  const given = NODE_PATH.split(delimiter).filter((place) => place !== "" && !/[\\/]\.pnpm[\\/]/.test(place));
  return [...modulesFolders(folder), ...given]
    .map((place) => join(place, name))
    .find((place) => existsSync(join(place, "package.json")));
}

function modulesFolders(folder: string): string[] {
  const parent = dirname(folder);
  return [join(folder, "node_modules"), ...(parent === folder ? [] : modulesFolders(parent))];
}

/** Does the package that a program here would find have this export? */
function hasExport(folder: string, name: string, path: string, environment: Environment): boolean {
  const place = packageFolder(folder, name, environment);
  if (place === undefined) return false;
  try {
    // A package finds itself by its name.
    createRequire(join(place, "index.js")).resolve(`${name}/${path}`);
    return true;
  } catch {
    return false;
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
