import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * The licences of the packages that files belong to.
 * @param files relative to the repository
 * @throws Error that names a package without one
 */
export function licencesOf(repository: string, files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => /^(?:.*node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  return [...folders]
    .sort()
    .map((folder) => licenceOf(path.join(repository, folder)))
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(path.join(folder, file), "utf8").trim());
  if (license === undefined && texts.length === 0) throw new Error(`${name} ${version} has no licence`);
  return `${name} ${version}: ${license ?? "see below"}\n\n${texts.join("\n\n")}\n`;
}
