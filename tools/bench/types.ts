/**
 * `npm run bench:types [-- --connections 200 --pairs 5]`: what the types of connectors cost the compiler. A program of so
 * many connections, all known connectors in turn, is compiled with the package as it is built, and with a package whose
 * `input` takes anything for every connector. Runs of the two alternate, and medians are compared.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { exampleProgram } from "../../provider/cli/connectors/exampleProgram";
import { connectorCatalog } from "../../provider/connectors/catalogue";
import { compared, markdownTable, median } from "./figures";

const { values } = parseArgs({
  options: { connections: { type: "string", default: "200" }, pairs: { type: "string", default: "5" } },
});
const [COUNT, PAIRS] = [Number(values.connections), Number(values.pairs)];

const REPOSITORY = path.join(__dirname, "../..");

/** What stands in the place of the connectors' types. */
const OPEN_TYPES = `
import type { OpenInput } from "./openInput";
export type ConnectorName = string;
export type ConnectorInput<P> = OpenInput;
export interface ConnectorInputs { readonly [connector: string]: OpenInput }
`;

/** One run of the compiler. */
interface Compilation {
  readonly seconds: number;
  readonly megabytes: number;
}

/** A program of connections, each written as `connectors <name>` prints it, in a scope of its own. */
function program(): string {
  const programs = [...connectorCatalog().values()].map(exampleProgram);
  const [imports = ""] = programs.map((text) => text.slice(0, text.indexOf("\n\n")));
  const bodies = programs.map((text) => text.slice(imports.length).replace("export const", "const"));
  const connections = Array.from({ length: COUNT }, (_, index) => bodies[index % bodies.length] ?? "");
  return [imports, ...connections.map((body) => `{${body}}`), "export {};", ""].join("\n");
}

/** A project that has the built package; with other types of connectors, where they are given. */
function writeProject(folder: string, types?: string): string {
  const installed = path.join(folder, "node_modules/pulumi-workato-embedded");
  mkdirSync(installed, { recursive: true });
  for (const name of ["package.json", "lib"]) {
    cpSync(path.join(REPOSITORY, name), path.join(installed, name), { recursive: true });
  }
  if (types !== undefined) writeFileSync(path.join(installed, "lib/connectors/inputTypes.d.ts"), types);
  for (const name of ["@pulumi", "@types"]) {
    symlinkSync(path.join(REPOSITORY, "node_modules", name), path.join(folder, "node_modules", name));
  }
  const compilerOptions = { strict: true, target: "es2022", module: "node16", types: ["node"], skipLibCheck: true };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  writeFileSync(path.join(folder, "index.ts"), program());
  return folder;
}

/** @throws with what the compiler says of a program that does not compile */
function compile(folder: string): Compilation {
  const compiler = path.join(REPOSITORY, "node_modules/typescript/bin/tsc");
  const flags = ["--noEmit", "--extendedDiagnostics", "--project", folder];
  const said = execFileSync(process.execPath, [compiler, ...flags], { encoding: "utf8" });
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(said)?.[1]);
  return { seconds: figure("Total time"), megabytes: figure("Memory used") / 1024 };
}

function main(): void {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "bench-types-"));
  try {
    const kinds = [
      { folder: writeProject(path.join(folder, "typed")), runs: [] as Compilation[] },
      { folder: writeProject(path.join(folder, "open"), OPEN_TYPES), runs: [] as Compilation[] },
    ] as const;
    for (let pair = 0; pair < PAIRS; pair++) {
      const order = pair % 2 === 0 ? kinds : [...kinds].reverse();
      for (const kind of order) kind.runs.push(compile(kind.folder));
    }
    const [typed, open] = kinds;
    const row = (label: string, figure: keyof Compilation, digits: number) => {
      const [one, other] = [typed, open].map(({ runs }) => median(runs.map((run) => run[figure]))) as [number, number];
      return [label, compared(one, other, digits)];
    };
    const head = [`tsc of ${COUNT} connections (median of ${PAIRS})`, "types of connectors : open type"];
    const rows = [row("total s", "seconds", 2), row("memory MB", "megabytes", 0)];
    process.stdout.write(`${markdownTable(head, rows)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
