import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { run } from "../../../provider/cli/run";
import type { Emulator } from "../../../emulator";

export interface CommandResult {
  readonly exitCode: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs the command line in this process; without an emulator, the environment is empty. */
export async function runCommand(
  argv: readonly string[],
  emulator?: Emulator,
  environment: Record<string, string> = {},
): Promise<CommandResult> {
  let out = "";
  let errors = "";
  const exitCode = await run(argv, {
    environment: {
      ...(emulator === undefined ? {} : { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url }),
      ...environment,
    },
    writeOut: (text) => (out += text),
    writeError: (text) => (errors += text),
  });
  return { exitCode, out, errors };
}

const made: string[] = [];

/** A new empty folder, removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "import-"));
  made.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** The texts of all files below a folder, by their paths with slashes. */
export function readFolder(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path
          .slice(folder.length + 1)
          .split(sep)
          .join("/"),
        readFileSync(path, "utf8"),
      ]),
  );
}
