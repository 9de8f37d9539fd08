import { messageOf } from "../../api";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandError } from "../commandError";

/** A file to write, relative to the folder, with slashes. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
  /** Not to be written, not even with `force`, where one of these is there. */
  readonly unlessAny?: readonly string[];
}

/** What became of a file. */
export interface WrittenFile {
  readonly path: string;
  /** `unchanged`: it was there with this very text. `kept`: it was there, and is a person's. */
  readonly status: "written" | "overwritten" | "unchanged" | "kept";
}

/**
 * Writes files into a folder, or none of them when that would change one that is there.
 * @throws CommandError that names the file and the way out.
 */
export function writeFolder(folder: string, files: readonly OutputFile[], force: boolean): WrittenFile[] {
  try {
    const planned = files.map((file) => ({ file, status: statusOf(folder, file) }));
    const conflicts = planned
      .filter(({ status }) => status === "overwritten")
      .map(({ file }) => join(folder, file.path));
    if (conflicts.length > 0 && !force) {
      throw new CommandError(
        `nothing was written, because ${conflicts.join(" and ")} would be overwritten: ` +
          "choose another folder for --out, or overwrite with --force.",
      );
    }
    for (const { file, status } of planned) {
      if (status === "kept" || status === "unchanged") continue;
      const path = join(folder, file.path);
      mkdirSync(dirname(path), { recursive: true });
      // `wx` fails where a file has come up since we looked.
      writeFileSync(path, file.text, { flag: status === "written" ? "wx" : "w" });
    }
    return planned.map(({ file, status }) => ({ path: file.path, status }));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`the program cannot be written to ${folder}: ${messageOf(error)}.`);
  }
}

function statusOf(folder: string, { path, text, unlessAny = [] }: OutputFile): WrittenFile["status"] {
  if (unlessAny.some((other) => existsSync(join(folder, other)))) return "kept";
  const target = join(folder, path);
  if (!existsSync(target)) return "written";
  return readFileSync(target, "utf8") === text ? "unchanged" : "overwritten";
}
