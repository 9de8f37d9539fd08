import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchmarkTables } from "../bench/page/tables";
import { argumentsParts } from "./argumentsParts";
import { configurationTables } from "./configurationTables";
import { roomsList } from "./roomsList";

const DOCS = path.resolve(__dirname, "../../docs");

/** The pages that have generated parts, and what makes those. */
const PAGES: Readonly<Record<string, () => Record<string, string>>> = {
  "architecture.md": roomsList,
  "arguments.md": argumentsParts,
  "benchmarks.md": benchmarkTables,
  "configuration.md": configurationTables,
};

/** A generated part stands between these two lines; what stands around is written by hand. */
const PART = /(<!-- generated: (.+?) -->\n)[^]*?(\n?<!-- end -->)/g;

/** A page as it is, and as it is to be. */
export interface Page {
  readonly name: string;
  readonly file: string;
  readonly is: string;
  readonly shall: string;
}

/** @throws Error when a page has no place for a part, or a place for an unknown one */
export function pages(): Page[] {
  return Object.entries(PAGES).map(([name, partsOf]) => {
    const file = path.join(DOCS, name);
    const is = readFileSync(file, "utf8");
    const parts = partsOf();
    const placed = new Set<string>();
    const shall = is.replace(PART, (_whole, begin: string, part: string) => {
      const text = parts[part];
      if (text === undefined) throw new Error(`${name} has a place for "${part}", which nothing makes`);
      placed.add(part);
      return `${begin}\n${text}\n\n<!-- end -->`;
    });
    const missing = Object.keys(parts).filter((part) => !placed.has(part));
    if (missing.length > 0) throw new Error(`${name} has no place for ${missing.join(", ")}`);
    return { name, file, is, shall };
  });
}

/** Writes what is generated into the pages; answers which have changed. */
export function writePages(): string[] {
  const changed = pages().filter(({ is, shall }) => is !== shall);
  for (const { file, shall } of changed) writeFileSync(file, shall);
  return changed.map(({ name }) => name);
}
