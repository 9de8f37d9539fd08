/** `npm run picture:page`: the top of the page of `status --html`, 42 connections, as docs/images/status-light.png and status-dark.png. */
import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { startEmulator } from "../../emulator";
import { manyConnections } from "../../tests/page/support/contents";
import { reportFailure } from "../failure";
import { findBrowser } from "./findBrowser";

const REPOSITORY = path.resolve(__dirname, "../..");
const CONNECTIONS = 42;
/** The answer, and the first of what needs attention. */
const CLIP = { x: 0, y: 0, width: 1280, height: 720 };

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "status-picture-"));
  try {
    const file = path.join(folder, "status.html");
    await writePage(file);
    const { executable, environment } = await findBrowser(process.env, say, new AbortController().signal);
    // What it keeps for the next time goes with the folder.
    const env = { ...process.env, ...environment, HOME: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder };
    const browser = await chromium.launch({ executablePath: executable, env });
    try {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await browser.newPage({ colorScheme, viewport: { width: CLIP.width, height: CLIP.height } });
        await page.goto(pathToFileURL(file).href);
        await page.screenshot({ path: path.join(REPOSITORY, "docs/images", `status-${colorScheme}.png`), clip: CLIP });
      }
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writePage(file: string): Promise<void> {
  const emulator = await startEmulator({ port: 4010, seed: { customers: manyConnections(CONNECTIONS).customers } });
  const args = ["--import", "tsx", path.join(REPOSITORY, "provider/cli/main.ts"), "status", "--all", "--html", file];
  const env = { PATH: process.env.PATH, WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url };
  try {
    await new Promise<void>((resolve, reject) => {
      execFile(process.execPath, args, { cwd: REPOSITORY, env }, (_error, stdout, stderr) => {
        if (stdout.includes(`The page is in ${file}`)) resolve();
        else reject(new Error(`${stdout}${stderr}`));
      });
    });
  } finally {
    await emulator.close();
  }
}

main().catch(reportFailure);
