import { cpSync, readdirSync } from "node:fs";
import path from "node:path";
import { npm } from "../../../tools/npm";
import type { CommandResult, RunningCommand } from "../../../tools/pulumi/pulumiCommand";
import { startCommand } from "../../../tools/pulumi/pulumiCommand";
import { isolatedEnvironment } from "../../../tools/pulumi/pulumiEnvironment";
import { folderOfCli } from "./documentedCommands";
import { testRun } from "./testRun";

const REPOSITORY = path.resolve(__dirname, "../../..");

/** A folder as a user has it, with Pulumi on PATH and nothing of this repository. */
export interface UserProject {
  readonly folder: string;
  /** Runs a command in the folder as a person types it; a failure throws what it printed. */
  run(command: string, env?: Record<string, string>): Promise<CommandResult>;
  /** Runs a session of bash in the folder, however it ends. */
  type(session: string, env?: Record<string, string>): Promise<CommandResult>;
  /** Starts a program of Node.js in the folder and leaves it running. */
  start(args: string[], env?: Record<string, string>): RunningCommand;
}

/** npm's own settings and cache, for commands that install something for the person who types them. */
export function npmEnvironment(): Record<string, string> {
  const own = /^(HOME|npm_config_.*|NODE_EXTRA_CA_CERTS|(https?|no)_proxy)$/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && own.test(name) ? [[name, value] as const] : [],
    ),
  );
}

/** A copy of a folder of this repository, with an installation of its own. */
export async function copyAsUserProject(source: string): Promise<UserProject> {
  const name = path.basename(source);
  const folder = path.join(testRun().folder, "users", name, name);
  cpSync(path.join(REPOSITORY, source), folder, { recursive: true });
  await installAsUser(folder);
  return userProject(folder);
}

/** What `npm install` does once the package is published: it is taken from its tarball, and the SDK is that of the run. */
export async function installAsUser(folder: string): Promise<void> {
  await npm(["install", "--no-package-lock", packedPackage(), `@pulumi/pulumi@${testRun().sdk}`], folder);
}

/** The tarball that the run has packed. */
export function packedPackage(): string {
  const { installed } = testRun();
  return path.join(installed, readdirSync(installed).find((file) => file.endsWith(".tgz")) ?? "");
}

/** An isolated Pulumi for a folder. */
export function userProject(folder: string): UserProject {
  const { cli, installed, mark, node } = testRun();
  const { PATH = "", ...environment } = isolatedEnvironment({
    cli,
    node,
    mark: `${mark}${path.basename(folder)}`,
    folder: path.join(path.dirname(folder), "pulumi"),
    sdk: path.join(installed, "node_modules", "@pulumi", "pulumi"),
  });
  const searchPath = [path.dirname(node), folderOfCli(), PATH].join(path.delimiter);
  const start = (shell: string[], env: Record<string, string>) =>
    startCommand(shell[0]!, shell.slice(1), { cwd: folder, env: { ...environment, PATH: searchPath, ...env } });
  return {
    folder,
    run: async (command, env = {}) => {
      const { result: ended } = start(["sh", "-e", "-c", command], env);
      const result = await ended;
      if (result.exitCode !== 0) throw new Error(`${command}: exit code ${result.exitCode}\n${result.output}`);
      return result;
    },
    type: (session, env = {}) => start(["bash", "-c", session], env).result,
    start: (args, env = {}) => start([node, ...args], env),
  };
}
