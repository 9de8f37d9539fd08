import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { makeOnce, cacheFolder } from "../toolCache";
import { PINNED_VERSION } from "./pinnedCli";

const SCHEMA = path.resolve(__dirname, "../../plugin/schema.json");

/** Kept by the version of the module that it is made of. */
const TOOL = { name: `gensdk-${PINNED_VERSION}`, executable: path.join("bin", "gensdk") };

/**
 * What `pulumi package add` makes of our schema, for a language: with the CLI's own code, where the language hosts of an
 * official installation could not be had.
 * @throws Error where there is no Go
 */
export async function generateSdk(language: "python" | "go" | "nodejs", folder: string): Promise<void> {
  const run = promisify(execFile);
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const tool = await makeOnce(cacheFolder(process.env), TOOL, log, async (making) => {
    const args = ["build", "-trimpath", "-ldflags", "-s -w", "-o", path.join(making, "bin", "gensdk"), "./gensdk"];
    await run("go", args, {
      cwd: path.join(__dirname, "cli"),
      env: { ...process.env, GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false", GOWORK: "off", CGO_ENABLED: "0" },
    });
  });
  await run(tool, [SCHEMA, language, folder]);
}

/** The same for Node.js, compiled as `pulumi package add` has it: the folder that programs import as `pulumi-workato`. */
export async function compileNodeSdk(folder: string): Promise<string> {
  await generateSdk("nodejs", folder);
  const compiler = require.resolve("typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", folder], { cwd: folder });
  const compiled = path.join(folder, "bin");
  cpSync(path.join(folder, "package.json"), path.join(compiled, "package.json"));
  return compiled;
}
