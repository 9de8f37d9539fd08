import { literal } from "../api";
import { textProblem } from "../arguments/identifiers";

/** The folder of a workspace that all others are in. */
const HOME = "Home";

const REMEDY = 'give the names of the folders from Home down, with "/" between them, such as "Integrations/CRM"';

/** A path as the program wrote it, and the names in it from Home down: one at least. */
export interface FolderPath {
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * Reads a path of folders. `/` stands between two names; in a name, `\/` is a slash and `\\` a backslash. "Home" at the
 * beginning is the workspace's home folder: a folder "Home" in it is "Home/Home".
 * @throws Error with what is wrong, without the name of the argument
 */
export function folderPath(given: unknown): FolderPath {
  if (given === undefined) throw new Error(`is missing: ${REMEDY}`);
  if (typeof given !== "string") throw new Error(`must be a string: ${REMEDY}`);
  const problem = textProblem(given) ?? (split(given).includes("") ? "has an empty name in it" : undefined);
  if (problem !== undefined) throw new Error(`${problem}: ${REMEDY}`);
  const names = split(given);
  if (names[0] === HOME) names.shift();
  if (names.length > 0) return { text: given, names };
  throw new Error(
    "is Home itself, whose number the API does not tell: leave folderId out, and Workato puts new connections there",
  );
}

/** Where the first names of a path lead, in quotes, as a program may write it. */
export function quotedPath(names: readonly string[]): string {
  return names.length === 0 ? HOME : literal(names.map((name) => name.replace(/[\\/]/g, "\\$&")).join("/"));
}

function split(path: string): string[] {
  const names = [""];
  // A backslash before anything else stands for itself.
  for (const [part, escaped] of path.matchAll(/\\([\\/])|[^]/gu)) {
    if (part === "/") names.push("");
    else names.push(`${names.pop() ?? ""}${escaped ?? part}`);
  }
  return names;
}
