import { execFile } from "node:child_process";
import path from "node:path";
import { startEmulator } from "../../../emulator";
import { manyConnections, hostileConnections } from "./contents";
import type { Contents } from "./contents";
import { pageFile } from "./pageRun";

const REPOSITORY = path.resolve(__dirname, "../../..");
const MAIN = path.join(REPOSITORY, "provider/cli/main.ts");
/** What the command ends with when a customer could not be read; each page has one. */
const SOME_FAILED = 1;

/** Once a run: the pages, as a user makes them. */
export default async function globalSetup(): Promise<void> {
  const pages = {
    "12": manyConnections(12),
    "42": manyConnections(42),
    "10000": manyConnections(10_000),
    hostile: hostileConnections(),
  };
  for (const [name, contents] of Object.entries(pages)) await writePage(pageFile(name), contents);
}

async function writePage(file: string, { customers, unreadable, error }: Contents): Promise<void> {
  const emulator = await startEmulator({ seed: { customers } });
  try {
    emulator.failNext({ path: `/${unreadable}/connections`, status: 404, body: { message: error } });
    const env = { PATH: process.env.PATH, WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url };
    const args = ["--import", "tsx", MAIN, "status", "--all", "--html", file];
    await new Promise<void>((resolve, reject) => {
      const command = execFile(process.execPath, args, { cwd: REPOSITORY, env }, (_error, stdout, stderr) => {
        if (command.exitCode === SOME_FAILED && stdout.includes(`The page is in ${file}`)) resolve();
        else reject(new Error(`status ended with ${command.exitCode ?? "a signal"}:\n${stdout}${stderr}`));
      });
    });
  } finally {
    await emulator.close();
  }
}
