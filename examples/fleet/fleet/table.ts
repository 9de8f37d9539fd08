import type { StackResult } from "./report";

/** Columns of text; numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const isNumber = head.map((_, column) => rows.every((row) => typeof row[column] === "number"));
  const pad = (text: string, column: number) =>
    isNumber[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}

export function summary(results: readonly StackResult[]): string {
  const rows = results.map(({ group, environment, outcome, changes, failures, seconds }) => [
    group,
    environment,
    outcome,
    changesText(changes),
    failures,
    Math.round(seconds),
  ]);
  const errors = results.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error}`));
  return [table(["group", "environment", "outcome", "changes", "failures", "seconds"], rows), ...errors].join("\n");
}

function changesText(changes: StackResult["changes"]): string {
  const changed = Object.entries(changes).filter(([operation]) => operation !== "same");
  return changed.map(([operation, count]) => `${operation} ${count}`).join(", ") || "none";
}
