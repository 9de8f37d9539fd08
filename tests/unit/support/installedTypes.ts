import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";

const REPOSITORY = resolve(__dirname, "../../..");

/** A folder for programs, in which the package is installed: the types that it ships, and none of its sources. */
export function installTypes(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  const installed = join(folder, "node_modules/pulumi-workato-embedded");
  mkdirSync(installed, { recursive: true });
  copyFileSync(join(REPOSITORY, "package.json"), join(installed, "package.json"));
  symlinkSync(join(REPOSITORY, "node_modules/@pulumi"), join(folder, "node_modules/@pulumi"));
  const { config } = ts.readConfigFile(join(REPOSITORY, "tsconfig.build.json"), (path) => ts.sys.readFile(path)) as {
    readonly config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, REPOSITORY);
  const emitted = { ...options, emitDeclarationOnly: true, outDir: join(installed, "lib") };
  ts.createProgram([join(REPOSITORY, "provider/index.ts")], emitted).emit();
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
