import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { installPackage } from "../pulumi/installedPackage";
import { npm } from "../npm";
import { PulumiProject, writeProjectFile } from "../pulumi/pulumiProject";
import type { Finding } from "./finding";

const EXAMPLES = path.resolve(__dirname, "../../examples");

/** Compiled by Pulumi, in its own process and with its own idea of the compiler's options. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { ManagedConnection } from "pulumi-workato-embedded";

const jira: ManagedConnection = new ManagedConnection("jira", {
  managedUserId: "98178",
  provider: "jira",
  input: { host_name: "acme.atlassian.net", apitoken: pulumi.secret("token") },
});
export const connectionId: pulumi.Output<string> = jira.connectionId;
`;

export interface UserProgramOptions {
  /** The CLI's executable. */
  readonly cli: string;
  /** The Node.js executable that compiles and runs. */
  readonly node: string;
  readonly sdk: string;
  readonly signal: AbortSignal;
}

/**
 * What a user has in TypeScript: the package installed from its tarball beside an SDK, the examples compiled with `tsc`, and
 * a program previewed by Pulumi, which compiles it. One finding for each version of TypeScript.
 */
export async function checkUserProgram(
  options: UserProgramOptions,
  typescripts: readonly string[],
): Promise<Finding[]> {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "pulumi-user-program-"));
  try {
    const installed = await installPackage(folder, options.sdk);
    cpSync(EXAMPLES, path.join(installed, "examples"), { recursive: true });
    const findings: Finding[] = [];
    for (const typescript of typescripts) {
      options.signal.throwIfAborted();
      findings.push(await check(options, folder, installed, typescript));
    }
    return findings;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function check(
  options: UserProgramOptions,
  folder: string,
  installed: string,
  typescript: string,
): Promise<Finding> {
  const refused = refusedBySdk(installed, typescript);
  if (refused !== undefined) return { passed: true, text: refused };
  await npm(
    ["install", "--prefer-offline", "--no-package-lock", `typescript@${typescript}`, "@types/node@20"],
    installed,
    options.signal,
  );
  const errors = await compileExamples(options, installed);
  if (errors !== undefined) return { passed: false, text: "`tsc` finds errors", details: errors };
  const output = await failedPreview(options, folder, installed);
  if (output !== undefined) return { passed: false, text: "`pulumi preview` fails", details: output };
  return { passed: true, text: `compiles with ${manifestOf(installed, "typescript").version}` };
}

/** npm does not install a compiler that the SDK excludes. */
function refusedBySdk(installed: string, typescript: string): string | undefined {
  const range = manifestOf(installed, "@pulumi/pulumi").peerDependencies?.["typescript"] ?? "";
  const below = /<\s*(\d+)/.exec(range)?.[1];
  return below !== undefined && Number.parseInt(typescript, 10) >= Number(below)
    ? `the SDK asks for \`<${below}\``
    : undefined;
}

interface Manifest {
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(installed: string, name: string): Manifest {
  return JSON.parse(readFileSync(path.join(installed, "node_modules", name, "package.json"), "utf8")) as Manifest;
}

/** What the compiler finds; undefined when it is content. */
function compileExamples({ node, signal }: UserProgramOptions, installed: string): Promise<string | undefined> {
  const settings = {
    extends: "./examples/many-customers/tsconfig.json",
    include: ["examples/*/*.ts"],
    // It needs the SDK that `pulumi package add` generates.
    exclude: ["examples/explicit-providers"],
  };
  writeProjectFile(installed, "tsconfig.json", JSON.stringify(settings));
  const compiler = path.join(installed, "node_modules", "typescript", "lib", "tsc.js");
  return new Promise((resolve, reject) => {
    execFile(node, [compiler, "--noEmit", "--project", "."], { cwd: installed, signal }, (error, stdout, stderr) => {
      if (signal.aborted) reject(signal.reason as Error);
      else resolve(error ? stdout + stderr || error.message : undefined);
    });
  });
}

/** What Pulumi prints when it cannot preview the program; undefined when it can. */
async function failedPreview(
  { cli, node }: UserProgramOptions,
  folder: string,
  installed: string,
): Promise<string | undefined> {
  const emulator = await startEmulator();
  const name = "user-program";
  const project = path.join(installed, name);
  writeProjectFile(project, "Pulumi.yaml", JSON.stringify({ name, runtime: "nodejs" }));
  writeProjectFile(project, "package.json", JSON.stringify({ name, private: true, main: "index.ts" }));
  writeProjectFile(project, "index.ts", PROGRAM);
  const pulumi = new PulumiProject({
    cli,
    node,
    folder,
    project,
    name,
    mark: path.basename(folder),
    sdk: path.join(installed, "node_modules", "@pulumi", "pulumi"),
    env: { WORKATO_HOST: emulator.url, WORKATO_API_TOKEN: emulator.token },
  });
  try {
    const { exitCode, changes, output } = await pulumi.preview({ expectFailure: "either" });
    return exitCode === 0 && changes["create"] === 2 ? undefined : output;
  } finally {
    pulumi.endProcesses();
    await emulator.close();
  }
}
