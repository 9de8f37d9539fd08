import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { makeOnce, cacheFolder } from "../toolCache";
import { PINNED_VERSION } from "./pinnedCli";

const SCHEMA = path.resolve(__dirname, "../../plugin/schema.json");
const MODULE = path.join(__dirname, "cli");
const SOURCE = readFileSync(path.join(MODULE, "codegen", "main.go"));

/** Kept by the version of the module that it is made of, and by our own lines. */
const TOOL = {
  name: `codegen-${PINNED_VERSION}-${createHash("sha256").update(SOURCE).digest("hex").slice(0, 8)}`,
  executable: path.join("bin", "codegen"),
};

/**
 * A program that generates SDKs and programs with the CLI's own code, where the language hosts of an official installation
 * could not be had.
 * @throws Error where there is no Go
 */
export function codeGenerator(): Promise<string> {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  return makeOnce(cacheFolder(process.env), TOOL, log, async (making) => {
    const output = path.join(making, TOOL.executable);
    await promisify(execFile)("go", ["build", "-trimpath", "-ldflags", "-s -w", "-o", output, "./codegen"], {
      cwd: MODULE,
      env: { ...process.env, GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false", GOWORK: "off", CGO_ENABLED: "0" },
    });
  });
}

/** What `pulumi package add` makes of our schema, for a language. */
export async function generateSdk(language: "python" | "go" | "nodejs", folder: string): Promise<void> {
  await promisify(execFile)(await codeGenerator(), ["sdk", language, SCHEMA, folder]);
}

/** The same for Node.js, compiled as `pulumi package add` has it: the folder that programs import as `pulumi-workato`. */
export async function compileNodeSdk(folder: string): Promise<string> {
  await generateSdk("nodejs", folder);
  const compiler = require.resolve("typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", folder], { cwd: folder }).catch((error: unknown) => {
    if (!isOfNewerSdk((error as { readonly stdout: string }).stdout)) throw error;
  });
  const compiled = path.join(folder, "bin");
  cpSync(path.join(folder, "package.json"), path.join(compiled, "package.json"));
  return compiled;
}

/**
 * Code that a CLI of today generates calls what the last `@pulumi/pulumi` for Node.js 20 does not have, in a function that
 * nobody calls here. The compiler writes its output all the same.
 */
function isOfNewerSdk(said: string): boolean {
  const errors = said.split("\n").filter((line) => line.includes(": error "));
  return errors.length > 0 && errors.every((line) => line.includes("'existsResource'"));
}
