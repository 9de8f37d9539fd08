import type { ProcessUsage } from "./processUsage";
import type { Kind } from "./programs";

/** One run of a command. */
export interface Run extends ProcessUsage {
  readonly seconds: number;
  /** Of all its processes, the engine among them. */
  readonly cpuSeconds: number;
  readonly requests: number;
}

/** Runs of each kind, by the name of the command. */
export class Figures {
  readonly #runs = new Map<string, Record<Kind, Run[]>>();

  add(command: string, kind: Kind, run: Run): void {
    const runs = this.#runs.get(command) ?? { ours: [], floor: [] };
    this.#runs.set(command, runs);
    runs[kind].push(run);
  }

  /** A Markdown table of medians: ours, the floor, and how many times the floor ours is. */
  table(): string {
    const head = [
      "command (median of runs)",
      "wall s",
      "all CPU s",
      "program CPU s",
      "plugin CPU s",
      "program MB",
      "plugin MB",
    ];
    const rows = [...this.#runs].map(([command, { ours, floor }]) => [
      `${command} (${ours.length})`,
      ...(
        ["seconds", "cpuSeconds", "programSeconds", "pluginSeconds", "programMegabytes", "pluginMegabytes"] as const
      ).map((figure) => {
        const [one, other] = [ours, floor].map((runs) => median(runs.map((run) => run[figure])));
        return compared(one ?? 0, other ?? 0, figure.endsWith("Megabytes") ? 0 : 2);
      }),
    ]);
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
  }
}

function compared(ours: number, floor: number, digits: number): string {
  const ratio = floor === 0 ? "" : ` = ${(ours / floor).toFixed(2)}`;
  return `${ours.toFixed(digits)} : ${floor.toFixed(digits)}${ratio}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
