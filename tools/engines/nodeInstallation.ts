import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { cacheFolder, makeOnce } from "../toolCache";
import { newestVersion, npm } from "../npm";

export interface NodeInstallation {
  /** Path of the executable. */
  readonly executable: string;
  readonly version: string;
}

/** The newest Node.js of a major version: our own, or the npm package `node` in our cache. */
export async function findNode(
  major: string,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<NodeInstallation> {
  if (process.versions.node.startsWith(`${major}.`)) {
    return { executable: process.execPath, version: process.versions.node };
  }
  const version = await newestVersion(`node@${major}`, signal);
  const tool = { name: `node-${version}`, executable: path.join("node_modules", ".bin", "node") };
  const executable = await makeOnce(cacheFolder(process.env), tool, log, async (folder) => {
    log(`installing Node.js ${version} from npm into our cache`);
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true }));
    await npm(["install", "--no-package-lock", `node@${version}`], folder, signal);
  });
  const { stdout } = await promisify(execFile)(executable, ["--version"], { signal });
  if (stdout.trim() !== `v${version}`) throw new Error(`${executable} is ${stdout.trim()}, not v${version}`);
  return { executable, version };
}
