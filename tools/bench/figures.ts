import type { ProcessUsage } from "./processUsage";
import type { Kind } from "./programs";

/** One run of a command. */
export interface Run extends ProcessUsage {
  readonly seconds: number;
  /** Of all its processes, the engine among them. */
  readonly cpuSeconds: number;
  readonly hasFailed: boolean;
  /** Requests to the API that only read, those that write, and those of both that it answered with 429. */
  readonly lists: number;
  readonly writes: number;
  readonly refusals: number;
}

/** The figures of a run. */
export type Figure = Exclude<keyof Run, "hasFailed">;

/** The columns of the table, each with the digits that are worth reading. */
const COLUMNS: readonly { readonly head: string; readonly figure: Figure; readonly digits: number }[] = [
  { head: "wall s", figure: "seconds", digits: 2 },
  { head: "all CPU s", figure: "cpuSeconds", digits: 2 },
  { head: "program CPU s", figure: "programSeconds", digits: 2 },
  { head: "plugin CPU s", figure: "pluginSeconds", digits: 2 },
  { head: "program MB", figure: "programMegabytes", digits: 0 },
  { head: "plugin MB", figure: "pluginMegabytes", digits: 0 },
];

/** Runs of each kind, by the name of the command. */
export class Figures {
  readonly #runs = new Map<string, Map<Kind, Run[]>>();

  add(command: string, kind: Kind, run: Run): void {
    const kinds = this.#runs.get(command) ?? new Map<Kind, Run[]>();
    this.#runs.set(command, kinds.set(kind, [...(kinds.get(kind) ?? []), run]));
  }

  /** A Markdown table of medians: for each command and kind its own, the floor's, and how many times the floor's it is. */
  table(): string {
    const rows = [...this.#runs].flatMap(([command, kinds]) => {
      const floor = kinds.get("floor") ?? [];
      return [...kinds]
        .filter(([kind]) => kind !== "floor")
        .map(([kind, runs]) => [
          `${command} (${runs.length})`,
          kind,
          ...COLUMNS.map(({ figure, digits }) => compared(medianOf(runs, figure), medianOf(floor, figure), digits)),
        ]);
    });
    return markdownTable(["command (median of runs)", "", ...COLUMNS.map(({ head }) => head)], rows);
  }
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Two figures, and how many times the second the first is. */
export function compared(one: number, other: number, digits: number): string {
  const ratio = other === 0 ? "" : ` = ${(one / other).toFixed(2)}`;
  return `${one.toFixed(digits)} : ${other.toFixed(digits)}${ratio}`;
}

function medianOf(runs: readonly Run[], figure: Figure): number {
  return median(runs.map((run) => run[figure]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
