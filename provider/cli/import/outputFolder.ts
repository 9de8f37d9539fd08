import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { messageOf } from "../../api";
import { CommandError } from "../commandError";

/** A file of a project, relative to the folder, with slashes. */
export interface OutputFile {
  readonly path: string;
  /** What is to stand in it; nothing for a file that is only kept. */
  readonly text?: string;
  /** `unchanged`: it was there with this very text. `kept`: it was there, and is a person's. */
  readonly status: "written" | "added to" | "overwritten" | "unchanged" | "kept";
}

/** What became of a file. */
export type WrittenFile = Omit<OutputFile, "text">;

/**
 * Refuses what cannot be a folder, before anything is sent.
 * @throws CommandError that names it
 */
export function checkFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new CommandError(`the program cannot be written to ${folder}: it is a file.`);
  }
}

/**
 * Writes files into a folder, in their order. A file is there as it was, or as it is to be: half of a program would be a
 * program that deletes.
 * @throws CommandError that names the folder
 */
export function writeFolder(folder: string, files: readonly OutputFile[]): WrittenFile[] {
  try {
    for (const { path, text, status } of files) {
      if (text === undefined || status === "unchanged" || status === "kept") continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      replaceFile(join(folder, path), text);
    }
  } catch (error) {
    throw new CommandError(`the program cannot be written to ${folder}: ${messageOf(error)}.`);
  }
  return files.map(({ path, status }) => ({ path, status }));
}

function replaceFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
