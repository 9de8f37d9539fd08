import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Cell, CellRun } from "./matrixCell";
import { MATRIX_FAULTS } from "./matrixFaults";
import { MATRIX_ROWS } from "./matrixRows";

const FILE = path.resolve(__dirname, "../../../docs/reliability.md");

/** Set it to write the file instead of comparing it. */
const UPDATE_VARIABLE = "UPDATE_DOCS";

const INTRODUCTION = `# What happens when a request fails

<!-- Written by \`${UPDATE_VARIABLE}=1 npx jest --selectProjects reliability\`; the tests fail when it is not what they see. -->

Every cell is a test (\`tests/reliability/faultMatrix.test.ts\`): the plugin that Pulumi starts, over its real gRPC, against the
emulator of the API. To the left of the slash the fault hits one request, to the right every request until the command has ended.

- **usual**: nothing special happens.
- **again**: the request is sent again, after \`Retry-After\` or a growing pause, and the command succeeds.
- **found**: the create is sent once. The list shows the new connection. It goes into the state, and one PUT sends everything that the
  program says, because someone else may have created it. There is never a second POST.
- **kept**: the token may not read this, so the state keeps what it knows, and a line says so.
- **error**: the command fails. The error names the request, the reason and what to do. Everything that has an id keeps it; the next
  command does the rest.
- **error, adopt**: the same, and the connection exists, but its id could not be read. The next \`up\` refuses to create a second one and
  names the id; with \`onExisting: "adopt"\` it takes the connection over.

After each cell and the next command, the server has exactly what the program says, once, under the id in the state. Another \`up\` sends
nothing. No error and no line shows the token or a credential, even if the server quoted it. Nothing was sent to the host of a redirect.

`;

/** One word for what was seen of a cell. */
function wordFor({ row, fault }: Cell, run: CellRun): string {
  if (run.error !== undefined) return run.adopted ? "error, adopt" : "error";
  if (fault.nature === "harmless") return "usual";
  if (row.mayBeDenied === true && fault.isDenied === true) return "kept";
  return row.kind === "create" && fault.done ? "found" : "again";
}

function tableOf(runs: ReadonlyMap<Cell, CellRun>): string {
  const cells = [...runs];
  const word = (fault: unknown, row: unknown, phase: string): string => {
    const found = cells.find(([cell]) => cell.fault === fault && cell.row === row && cell.phase === phase);
    return found === undefined ? "" : wordFor(...found);
  };
  const lines = MATRIX_FAULTS.map((fault) => [
    fault.title,
    ...MATRIX_ROWS.map((row) => `${word(fault, row, "once")} / ${word(fault, row, "always")}`),
  ]);
  return formatTable([["fault", ...MATRIX_ROWS.map(({ title }) => title)], ...lines]);
}

/** As Prettier writes it. */
function formatTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_cell, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  return [head, widths.map((width) => "-".repeat(width)), ...body].map(line).join("");
}

/** Compares docs/reliability.md with what was seen, or writes it. */
export function checkReliabilityDocument(runs: ReadonlyMap<Cell, CellRun>): void {
  const text = INTRODUCTION + tableOf(runs);
  if (process.env[UPDATE_VARIABLE] === "1") {
    mkdirSync(path.dirname(FILE), { recursive: true });
    writeFileSync(FILE, text);
  }
  expect(existsSync(FILE) ? readFileSync(FILE, "utf8") : "").toBe(text);
}
