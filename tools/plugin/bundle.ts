import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { ownPackage } from "../../provider/api/ownPackage";
import { buildIfStale } from "../pulumi/installedPackage";
import { licencesOf } from "./licences";

const REPOSITORY = path.resolve(__dirname, "../..");

/** What the engine starts, on Linux and macOS: node must be on PATH. */
const START = `#!/bin/sh
# The engine's folder is the program's: find our own, also behind a link.
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
if ! command -v node >/dev/null 2>&1; then
  echo "pulumi-resource-workato needs Node.js 20 or newer on PATH: https://nodejs.org" >&2
  exit 1
fi
exec node "$(dirname "$self")/lib/plugin/index.js" "$@"
`;

/** The same on Windows. */
const START_WINDOWS = `@echo off\r
where node >nul 2>nul || (echo pulumi-resource-workato needs Node.js 20 or newer on PATH: https://nodejs.org 1>&2 & exit /b 1)\r
node "%~dp0lib\\plugin\\index.js" %*\r
`;

/** Makes the folder of the plugin for machines without npm. Two folders below it, the code finds its package.json. */
export async function makePluginFolder(folder: string): Promise<void> {
  await buildIfStale();
  const code = path.join(folder, "lib", "plugin");
  mkdirSync(code, { recursive: true });
  const { metafile } = await build({
    stdin: { contents: 'require("./lib/doors/plugin/main").main(__dirname);', resolveDir: REPOSITORY },
    outfile: path.join(code, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    minify: true,
    metafile: true,
    absWorkingDir: REPOSITORY,
    logLevel: "error",
  });
  copyFileSync(path.join(REPOSITORY, "plugin", "schema.json"), path.join(code, "schema.json"));
  copyFileSync(path.join(REPOSITORY, "LICENSE"), path.join(folder, "LICENSE"));
  writeFileSync(path.join(folder, "THIRD-PARTY-LICENSES"), licencesOf(REPOSITORY, Object.keys(metafile.inputs)));
  const { name, version } = ownPackage();
  writeFileSync(
    path.join(folder, "package.json"),
    `${JSON.stringify({ name, version, private: true }, undefined, 2)}\n`,
  );
  writeFileSync(path.join(folder, "pulumi-resource-workato"), START);
  chmodSync(path.join(folder, "pulumi-resource-workato"), 0o755);
  writeFileSync(path.join(folder, "pulumi-resource-workato.cmd"), START_WINDOWS);
}

/** The same as a tarball, for `pulumi plugin install resource workato <version> --file`. */
export async function bundlePlugin(target: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-resource-workato-"));
  try {
    await makePluginFolder(folder);
    const tarball = path.join(target, `pulumi-resource-workato-v${ownPackage().version}.tar.gz`);
    await promisify(execFile)("tar", ["-czf", tarball, "-C", folder, "."]);
    return tarball;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
