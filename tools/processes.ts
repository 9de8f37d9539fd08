import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

/** A process that carries our mark in its environment. */
export interface MarkedProcess {
  pid: number;
  command: string;
}

/**
 * The environment variable that marks every process of a run. The engine starts each plugin in a process group of its own and a
 * killed engine leaves them to init, so neither groups nor parents find them all; the environment is what they all inherit.
 */
export const MARK = "PULUMI_WORKATO_EMBEDDED_RUN";

const END_TIMEOUT_MS = 10_000;
const END_POLL_MS = 10;

/** The processes of this person whose mark begins with `prefix`. */
export function markedProcesses(prefix: string): MarkedProcess[] {
  const wanted = `${MARK}=${prefix}`;
  const all = process.platform === "linux" ? fromProc(wanted) : fromPs(wanted);
  return all.filter(({ pid }) => pid !== process.pid);
}

function fromProc(wanted: string): MarkedProcess[] {
  const found: MarkedProcess[] = [];
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) {
      continue;
    }
    try {
      // An ended process that nobody has waited for has an empty environment, and so is not found: there is nothing left to end.
      const environment = readFileSync(`/proc/${entry}/environ`, "utf8");
      if (environment.split("\0").some((variable) => variable.startsWith(wanted))) {
        const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0").join(" ").trim();
        found.push({ pid: Number(entry), command });
      }
    } catch {
      // Ended meanwhile, or not ours to read.
    }
  }
  return found;
}

function fromPs(wanted: string): MarkedProcess[] {
  const text = execFileSync("ps", ["-Eww", "-x", "-o", "pid=,command="], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return text
    .split("\n")
    .filter((line) => line.includes(` ${wanted}`))
    .map((line) => ({
      pid: Number.parseInt(line, 10),
      command: line
        .trim()
        .replace(/^\d+\s+/, "")
        .slice(0, 200),
    }));
}

/** Ends every process whose mark begins with `prefix`, and returns when there is none left. */
export function endMarkedProcesses(prefix: string): MarkedProcess[] {
  const ended = new Map<number, MarkedProcess>();
  const deadline = Date.now() + END_TIMEOUT_MS;
  // Again and again: a process may start another one between our look and our signal, and takes a moment to go.
  for (let found = markedProcesses(prefix); found.length > 0; found = markedProcesses(prefix)) {
    for (const each of found) {
      ended.set(each.pid, each);
      signal(each.pid, "SIGKILL");
    }
    if (Date.now() > deadline) {
      throw new Error(`Processes that do not end: ${found.map(({ pid, command }) => `${pid} ${command}`).join(", ")}`);
    }
    // The end of a process that is not our child is no event for us.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, END_POLL_MS);
  }
  return [...ended.values()];
}

/** Sends a signal; a process that is gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
