import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, platform, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "./processes";

const NAME = "pulumi-workato-embedded";
const LOCK_POLL_MS = 500;
/** A lock older than this is nobody's, whatever process has its id now. */
const LOCK_STALE_MS = 45 * 60_000;
const PROGRESS_MS = 10_000;

/** A tool of one version that is made once and kept. */
export interface CachedTool {
  /** With the version: "pulumi-3.259.0". */
  readonly name: string;
  /** Its executable, inside a folder of that name. */
  readonly executable: string;
}

/** Where made tools are kept: outside the repository and outside ~/.pulumi. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const home = env["HOME"] ?? homedir();
  const base =
    env["XDG_CACHE_HOME"] ?? path.join(home, ...(platform() === "darwin" ? ["Library", "Caches"] : [".cache"]));
  const folder = path.join(base, NAME);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    const fallback = path.join(env["TMPDIR"] ?? tmpdir(), NAME);
    mkdirSync(fallback, { recursive: true });
    return fallback;
  }
}

/** Where the executable of a tool is, or would be. */
export function cachedExecutable(cache: string, tool: CachedTool): string {
  return path.join(cache, tool.name, tool.executable);
}

/**
 * Makes a tool in the cache, once, however many processes want it at the same time. `make` fills a folder that nobody else
 * sees; it is renamed into place when it is complete.
 */
export async function makeOnce(
  cache: string,
  tool: CachedTool,
  log: (line: string) => void,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const target = cachedExecutable(cache, tool);
  const release = await lock(cache, tool, log);
  try {
    if (exists(target)) {
      return target;
    }
    const making = `${tool.name}.making-`;
    // We hold the lock, so these are of processes that were killed.
    for (const left of readdirSync(cache).filter((entry) => entry.startsWith(making))) {
      rmSync(path.join(cache, left), { recursive: true, force: true });
    }
    const work = path.join(cache, `${making}${process.pid}`);
    try {
      mkdirSync(path.dirname(path.join(work, tool.executable)), { recursive: true });
      await make(work);
      rmSync(path.join(cache, tool.name), { recursive: true, force: true });
      renameSync(work, path.join(cache, tool.name));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return target;
  } finally {
    release();
  }
}

async function lock(cache: string, tool: CachedTool, log: (line: string) => void): Promise<() => void> {
  const file = path.join(cache, `${tool.name}.lock`);
  const started = Date.now();
  let lastSaid = 0;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
    const holder = holderOf(file);
    if (holder === undefined) {
      // Two that find the same stale lock may both take it: they make the tool twice, and the second rename wins. Nothing breaks.
      rmSync(file, { force: true });
      continue;
    }
    if (Date.now() - lastSaid >= PROGRESS_MS) {
      lastSaid = Date.now();
      log(`waiting for process ${holder}, which is making ${tool.name} (${elapsed(started)})`);
    }
    await delay(LOCK_POLL_MS);
  }
}

/** The process that holds the lock; undefined when it is gone. */
function holderOf(file: string): number | undefined {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const holder = Number(readFileSync(file, "utf8"));
    // Just made and not written yet.
    if (holder === 0 && age < PROGRESS_MS) {
      return 0;
    }
    return holder > 0 && isAlive(holder) && age < LOCK_STALE_MS ? holder : undefined;
  } catch {
    return undefined;
  }
}

function exists(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** "1 min 20 s" since a moment. */
export function elapsed(since: number): string {
  const seconds = Math.round((Date.now() - since) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Calls `line` every ten seconds until the returned function is called. */
export function sayEveryTenSeconds(log: (line: string) => void, line: () => string): () => void {
  const timer = setInterval(() => {
    log(line());
  }, PROGRESS_MS);
  return () => {
    clearInterval(timer);
  };
}
