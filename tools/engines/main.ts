/**
 * `npm run test:engines [-- --node 22] [-- --sdk 3.216.0]`: the tests of the engine, and users' programs in TypeScript, on every
 * Node.js and SDK that we promise to work with. A run of all combinations writes docs/compatibility.md.
 */
import { parseArgs } from "node:util";
import { reportFailure } from "../failure";
import { findPulumiCli } from "../pulumi/findPulumiCli";
import type { FoundCli } from "../pulumi/findPulumiCli";
import { elapsed } from "../toolCache";
import type { Cell } from "./cells";
import { allCells, chosenCells, TYPESCRIPTS } from "./cells";
import type { Row } from "./compatibilityDocument";
import { tableOf, writeCompatibilityDocument } from "./compatibilityDocument";
import { runEngineTests } from "./engineTests";
import type { Finding } from "./finding";
import { findNode } from "./nodeInstallation";
import { checkUserProgram } from "./userProgram";

const say = (line = "") => process.stdout.write(`${line}\n`);

function report(what: string, { text, details }: Finding): void {
  say(`${what}: ${text}`);
  if (details !== undefined) say(details);
}

async function runCell(cell: Cell, cli: FoundCli, signal: AbortSignal): Promise<Row> {
  const node = await findNode(cell.node, say, signal);
  const options = { cli: cli.path, node: node.executable, sdk: cell.sdk, signal };
  const engine = await runEngineTests(options);
  report("engine", engine);
  const typescripts = await checkUserProgram(options, TYPESCRIPTS);
  typescripts.forEach((finding, index) => {
    report(`TypeScript ${TYPESCRIPTS[index] ?? ""}`, finding);
  });
  return { node: node.version, sdk: cell.sdk, cli: cli.version, engine, typescripts };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { node: { type: "string" }, sdk: { type: "string" } } });
  const cli = await findPulumiCli({ log: say });
  say(cli.explanation);

  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => {
      interruption.abort(new Error("interrupted"));
    });
  }
  const all = await allCells(interruption.signal);
  const cells = chosenCells(all, values.node, values.sdk);
  const rows: Row[] = [];
  for (const cell of cells) {
    interruption.signal.throwIfAborted();
    const started = Date.now();
    say(`\n== ${rows.length + 1} of ${cells.length}: Node.js ${cell.node}, @pulumi/pulumi ${cell.sdk}`);
    rows.push(await runCell(cell, cli, interruption.signal));
    say(`took ${elapsed(started)}`);
  }
  say(`\n${tableOf(rows)}`);
  if (cells.length === all.length) await writeCompatibilityDocument(rows);
  if (rows.some(({ engine, typescripts }) => [engine, ...typescripts].some(({ passed }) => !passed))) {
    process.exitCode = 1;
  }
}

main().catch(reportFailure);
