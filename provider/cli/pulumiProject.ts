import { posix } from "node:path";
import { literalText } from "./programText/literal";

/** What Pulumi can run. */
export const SOURCE_ENDINGS: readonly string[] = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

/** What Pulumi calls the file of a project. */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"] as const;

/** `main` of a Pulumi.yaml: the program, or its folder, relative to the project; undefined where it does not say. */
export function mainOf(pulumiYaml: string): string | undefined {
  const value = /^main:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n#]*))/m.exec(pulumiYaml);
  const main = (value?.[1] ?? value?.[2] ?? value?.[3] ?? "").trim();
  return main === "" ? undefined : posix.normalize(literalText(main)).replace(/(.)\/$/, "$1");
}

/** The folder in which Pulumi runs a program, and looks for packages: that of `main`. */
export function programFolderOf(main: string): string {
  return SOURCE_ENDINGS.includes(posix.extname(main)) ? posix.dirname(main) : main;
}
