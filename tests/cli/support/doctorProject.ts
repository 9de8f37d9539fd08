import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./commandLine";

/** A new folder with these files, by their paths; what is called `pulumi` can be run. */
export function makeFolder(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: path.endsWith("/pulumi") ? 0o755 : 0o644 });
  }
  return folder;
}

/** An installed package without a file but its manifest. */
export function manifest(name: string, version: string, exports?: unknown): Record<string, string> {
  return { [`node_modules/${name}/package.json`]: JSON.stringify({ name, version, exports }) };
}

/** A project with all that a deployment needs, and a CLI in `bin`. */
export const PROJECT: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: acme",
  "tsconfig.json": "{}",
  ...manifest("@pulumi/pulumi", "3.216.0"),
  ...manifest("typescript", "5.0.1"),
  ...manifest("pulumi-workato-embedded", "9.9.9", { "./runtime": "./r.js", "./package.json": "./package.json" }),
  "node_modules/pulumi-workato-embedded/r.js": "",
  "bin/pulumi": "#!/bin/sh\necho v3.259.0\n",
};

/** A PATH on which the project's CLI is found first. */
export function pathOf(folder: string): string {
  return `${join(folder, "bin")}:${process.env.PATH ?? ""}`;
}
