import type { Check } from "./check";

const MARKS = { ok: "ok  ", problem: "FIX " };

/** The checks for people: one line each, and below it what to do where there is something. */
export function report(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, ok, message, remedy }) => [
    `${ok ? MARKS.ok : MARKS.problem} ${name.padEnd(width)}  ${message}`,
    ...(remedy === undefined ? [] : [`${" ".repeat(MARKS.ok.length + width + 3)}${remedy}`]),
  ]);
  const problems = checks.filter(({ ok }) => !ok).length;
  const end = problems === 0 ? `All ${checks.length} checks are ok.` : `${problems} of ${checks.length} checks failed.`;
  return `${lines.join("\n")}\n\n${end}\n`;
}
