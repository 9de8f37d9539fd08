import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

export interface CommandOptions {
  cwd: string;
  env: Record<string, string>;
  input?: string;
  /** Hears everything the command prints, as it comes. */
  onOutput?: (text: string) => void;
}

export interface CommandResult {
  /** null when a signal ended the command. */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** Both in the order in which they came, without colours. */
  output: string;
}

/** A command that runs. */
export interface RunningCommand {
  pid: number;
  child: ChildProcess;
  /** Settles when the command has ended and all that it printed has been read. */
  result: Promise<CommandResult>;
  /** What has been printed so far. */
  output: () => string;
  /** Resolves with the text so far when it matches; rejects when the command ends without. */
  waitForOutput: (pattern: RegExp) => Promise<string>;
  /** Signals the command alone; what it has started stays. */
  kill: (signal: NodeJS.Signals) => void;
}

/** Starts a command in a session of its own, so that a Ctrl-C at our terminal does not reach it by itself. */
export function startCommand(file: string, args: string[], options: CommandOptions): RunningCommand {
  const child = spawn(file, args, { cwd: options.cwd, env: options.env, detached: true });
  let stdout = "";
  let stderr = "";
  let output = "";
  const listeners = new Set<() => void>();
  const hear = (text: string) => {
    output += stripVTControlCharacters(text);
    options.onOutput?.(text);
    listeners.forEach((listener) => {
      listener();
    });
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    hear(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    hear(text);
  });
  // A command that ends without reading its input is no error of ours.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");

  const result = new Promise<CommandResult>((resolve, reject) => {
    child.once("error", reject);
    // After a SIGKILL of the command, what it has started may hold the pipes open: do not wait for their end then.
    child.once("exit", (exitCode, signal) => {
      const finish = () => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ exitCode, signal, stdout, stderr, output });
      };
      if (signal === null) {
        child.once("close", finish);
      } else {
        finish();
      }
    });
  });
  const waitForOutput = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (pattern.test(output)) {
          listeners.delete(look);
          resolve(output);
        }
      };
      listeners.add(look);
      result.then(
        () => {
          listeners.delete(look);
          reject(new Error(`${typed(file, args)} ended without printing ${String(pattern)}:\n${output}`));
        },
        (error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
      look();
    });
  return {
    pid: child.pid ?? -1,
    child,
    result,
    output: () => output,
    waitForOutput,
    kill: (signal) => child.kill(signal),
  };
}

/** A command as a person would type it. */
function typed(file: string, args: string[]): string {
  return [file.split("/").pop() ?? file, ...args].join(" ");
}
