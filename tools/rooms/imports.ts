import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const REPOSITORY = path.resolve(__dirname, "../..");

/** What the files of a folder import of one another, types too; paths are relative to the repository. */
export function importsWithin(folder: string): Map<string, string[]> {
  const names = readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".ts")).map((name) => path.posix.join(folder, name));
  const isThere = new Set(files);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path.join(REPOSITORY, file), "utf8"), true, true);
      const imported = importedFiles.flatMap(({ fileName }) => {
        const base = path.posix.join(path.posix.dirname(file), fileName);
        return fileName.startsWith(".")
          ? ([`${base}.ts`, `${base}/index.ts`].find((one) => isThere.has(one)) ?? [])
          : [];
      });
      return [file, [...new Set(imported)]];
    }),
  );
}

/** The same between the innermost folders that files are in: how many files of the one import how many of the other. */
export function importsBetweenFolders(
  imports: ReadonlyMap<string, readonly string[]>,
): Map<string, Map<string, number>> {
  const arrows = new Map<string, Map<string, number>>();
  for (const [file, imported] of imports) {
    const from = path.posix.dirname(file);
    for (const to of new Set(imported.map((other) => path.posix.dirname(other)))) {
      if (to === from) continue;
      const counts = arrows.get(from) ?? new Map<string, number>();
      arrows.set(from, counts.set(to, (counts.get(to) ?? 0) + 1));
    }
  }
  return arrows;
}

/** Files that import each other, directly or through others: each circle once, as the path from a file to itself. */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const isDone = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file]);
    if (start >= 0 || isDone.has(file)) return;
    for (const other of imports.get(file) ?? []) visit(other, [...way, file]);
    isDone.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}
