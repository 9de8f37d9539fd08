import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readEngineEvents } from "./engineEvents";
import type { EngineEvents } from "./engineEvents";
import { endMarkedProcesses, markedProcesses } from "../processes";
import type { MarkedProcess } from "../processes";
import { startCommand } from "./pulumiCommand";
import type { CommandResult, RunningCommand } from "./pulumiCommand";
import { isolatedEnvironment } from "./pulumiEnvironment";
import type { IsolatedPulumi } from "./pulumiEnvironment";
import { StackFiles } from "./stackFiles";
import type { StackTemplate } from "./stackFiles";

export interface RunOptions {
  /** Default: dev. Made when it does not exist. */
  stack?: string;
  /** Added to the environment of the run. */
  env?: Record<string, string>;
  input?: string;
  onOutput?: (text: string) => void;
  /** By default a failure throws; with `true` a success does. "either" never throws. */
  expectFailure?: boolean | "either";
}

export interface OperationOptions extends RunOptions {
  target?: string | string[];
  replace?: string | string[];
  /** `--refresh`: look at the servers first. */
  refresh?: boolean;
  /** `--run-program` of refresh and destroy. */
  runProgram?: boolean;
  /** Let `up`, `refresh` and `destroy` run their preview too, as they do for a person. It doubles their time. */
  preview?: boolean;
  /** Further arguments, as they are. */
  args?: string[];
}

export interface OperationResult extends CommandResult, EngineEvents {}

export type Operation = "up" | "preview" | "refresh" | "destroy";

export interface ProjectOptions extends IsolatedPulumi {
  /** The folder of Pulumi.yaml. */
  project: string;
  /** The name in Pulumi.yaml. */
  name: string;
  /** Added to the environment of every run. */
  env?: Record<string, string>;
  /** Saves `pulumi stack init`. */
  template?: StackTemplate;
}

/** A Pulumi project and its stacks under the real CLI, apart from everything else on the machine. */
export class PulumiProject {
  readonly folder: string;
  /** The folder of the state. */
  readonly backend: string;
  readonly files: StackFiles;
  /** What every run gets; options may add to it. */
  readonly environment: Record<string, string>;
  readonly #options: ProjectOptions;
  readonly #stacks = new Set<string>();
  #runs = 0;

  constructor(options: ProjectOptions) {
    this.#options = options;
    this.folder = options.project;
    this.environment = { ...isolatedEnvironment(options), ...options.env };
    this.backend = options.backend ?? path.join(options.folder, "state");
    this.files = new StackFiles(options.name, options.project, this.backend);
  }

  up(options: OperationOptions = {}): Promise<OperationResult> {
    return this.#operate("up", options);
  }

  preview(options: OperationOptions = {}): Promise<OperationResult> {
    return this.#operate("preview", options);
  }

  refresh(options: OperationOptions = {}): Promise<OperationResult> {
    return this.#operate("refresh", options);
  }

  destroy(options: OperationOptions = {}): Promise<OperationResult> {
    return this.#operate("destroy", options);
  }

  /** Takes away the lock that a killed run has left. */
  async cancel(options: RunOptions = {}): Promise<void> {
    await this.run(["cancel", "--yes"], options);
  }

  async setConfig(
    key: string,
    value: string,
    options: RunOptions & { secret?: boolean; path?: boolean } = {},
  ): Promise<void> {
    const { secret, path: isPath, ...rest } = options;
    const flags = [secret ? "--secret" : "--plaintext", ...(isPath ? ["--path"] : [])];
    // The value goes through stdin, as a person should do it: arguments can be read by everyone on the machine.
    await this.run(["config", "set", ...flags, key], { ...rest, input: value });
  }

  /** Many settings at once. A value that is not a string is written as JSON, which the CLI reads as an object. */
  async configure(
    plain: Record<string, unknown>,
    secret: Record<string, string> = {},
    options: RunOptions & { path?: boolean } = {},
  ): Promise<void> {
    const { path: isPath, ...rest } = options;
    const pairs = (flag: string, values: Record<string, unknown>) =>
      Object.entries(values).flatMap(([key, value]) => [
        flag,
        `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
      ]);
    const args = [...pairs("--plaintext", plain), ...pairs("--secret", secret)];
    if (args.length > 0) {
      await this.run(["config", "set-all", ...(isPath ? ["--path"] : []), ...args], rest);
    }
  }

  async removeConfig(key: string, options: RunOptions & { path?: boolean } = {}): Promise<void> {
    const { path: isPath, ...rest } = options;
    await this.run(["config", "rm", ...(isPath ? ["--path"] : []), key], rest);
  }

  /** The stack as `pulumi stack export` prints it; secrets stay encrypted unless `args` has --show-secrets. */
  async exportStack(options: RunOptions & { args?: string[] } = {}): Promise<StackExport> {
    const { args, ...rest } = options;
    const { stdout } = await this.run(["stack", "export", ...(args ?? [])], rest);
    return JSON.parse(stdout) as StackExport;
  }

  async importStack(stack: unknown, options: RunOptions = {}): Promise<void> {
    await this.run(["stack", "import"], { ...options, input: JSON.stringify(stack) });
  }

  /** The saved state as it lies in the backend, byte for byte. */
  stateFile(stack = "dev"): string {
    return readFileSync(this.files.checkpoint(stack), "utf8");
  }

  /** Runs any command of the CLI on a stack. */
  async run(args: string[], options: RunOptions = {}): Promise<CommandResult> {
    const running = await this.start(args, options);
    return this.#judge(args, await running.result, options);
  }

  /** Starts any command of the CLI on a stack and leaves it running. */
  async start(args: string[], options: RunOptions = {}): Promise<RunningCommand> {
    const stack = options.stack ?? "dev";
    await this.#makeStack(stack);
    return this.#startCli([...args, "--stack", stack], options);
  }

  /** Starts an operation as `up` and its siblings do, and leaves it running, for tests that interrupt it. */
  startOperation(operation: Operation, options: OperationOptions = {}): Promise<RunningCommand> {
    return this.start(argumentsOf(operation, options), options);
  }

  /** The processes that runs of this project have left, or still have. */
  leftoverProcesses(): MarkedProcess[] {
    return markedProcesses(this.#options.mark);
  }

  /** Ends every process of this project, and says which they were. */
  endProcesses(): MarkedProcess[] {
    return endMarkedProcesses(this.#options.mark);
  }

  async #operate(operation: Operation, options: OperationOptions): Promise<OperationResult> {
    const log = path.join(this.#options.folder, `events-${process.pid}-${++this.#runs}.jsonl`);
    const args = [...argumentsOf(operation, options), "--event-log", log];
    // The flag --event-log is there only with this variable. The log has secret inputs in clear, so it goes at once.
    const env = { PULUMI_DEBUG_COMMANDS: "true", ...options.env };
    const running = await this.start(args, { ...options, env });
    const result = await running.result;
    const events = readEngineEvents(existsSync(log) ? readFileSync(log, "utf8") : "");
    rmSync(log, { force: true });
    this.#judge(args, result, options);
    return { ...result, ...events };
  }

  #judge(args: string[], result: CommandResult, options: RunOptions): CommandResult {
    const expected = options.expectFailure ?? false;
    if (expected !== "either" && (result.exitCode !== 0) !== expected) {
      const ended = result.signal ?? `exit code ${String(result.exitCode)}`;
      throw new Error(
        `pulumi ${args.join(" ")}: ${ended}, ${expected ? "should fail" : "should succeed"}\n${result.output}`,
      );
    }
    return result;
  }

  async #makeStack(stack: string): Promise<void> {
    if (this.#stacks.has(stack)) {
      return;
    }
    this.#stacks.add(stack);
    if (existsSync(this.files.checkpoint(stack))) {
      return;
    }
    if (this.#options.template) {
      this.files.write(stack, this.#options.template);
      return;
    }
    const args = ["stack", "init", stack, "--no-select"];
    this.#judge(args, await this.#startCli(args, {}).result, {});
  }

  #startCli(args: string[], options: RunOptions): RunningCommand {
    return startCommand(this.#options.cli, [...args, "--non-interactive", "--color", "never"], {
      cwd: this.folder,
      env: { ...this.environment, ...options.env },
      ...(options.input === undefined ? {} : { input: options.input }),
      ...(options.onOutput ? { onOutput: options.onOutput } : {}),
    });
  }
}

/** What `pulumi stack export` prints, as far as tests look at it. */
export interface StackExport {
  version: number;
  deployment: {
    resources?: StackResource[];
    pending_operations?: { resource: StackResource; type: string }[];
    [key: string]: unknown;
  };
}

export interface StackResource {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  delete?: boolean;
  protect?: boolean;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  initErrors?: string[];
  [key: string]: unknown;
}

function argumentsOf(operation: Operation, options: OperationOptions): string[] {
  const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());
  return [
    operation,
    ...(operation === "preview" ? [] : ["--yes", ...(options.preview ? [] : ["--skip-preview"])]),
    ...list(options.target).flatMap((urn) => ["--target", urn]),
    ...list(options.replace).flatMap((urn) => ["--replace", urn]),
    ...(options.refresh ? ["--refresh"] : []),
    ...(options.runProgram ? ["--run-program"] : []),
    ...(options.args ?? []),
  ];
}

/** Writes a file of a project, with the folders above it. */
export function writeProjectFile(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
