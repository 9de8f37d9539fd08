import { execFile } from "node:child_process";
import { promisify } from "node:util";

const QUIET = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/** Runs npm in a folder as a person would, and returns what it prints. */
export async function npm(args: readonly string[], cwd: string, signal?: AbortSignal): Promise<string> {
  // A surrounding `npm run` passes its own settings on as variables; a user's project has none of them.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm_|INIT_CWD$)/.test(key)));
  const { stdout } = await promisify(execFile)("npm", [...args, ...QUIET], {
    cwd,
    env,
    maxBuffer: 16 * 1024 * 1024,
    ...(signal ? { signal } : {}),
  });
  return stdout;
}

/** The newest version on the registry that a specification like "node@22" allows. */
export async function newestVersion(specification: string, signal: AbortSignal): Promise<string> {
  const answer = JSON.parse(await npm(["view", specification, "version", "--json"], process.cwd(), signal)) as
    string | string[];
  const sorted = [answer].flat().sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const newest = sorted.at(-1);
  if (newest === undefined) throw new Error(`the registry has no ${specification}`);
  return newest;
}
