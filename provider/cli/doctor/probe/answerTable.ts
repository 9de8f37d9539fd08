import type { Answer } from "./question";

const HEADINGS = ["Question", "Answer", "What this provider does"] as const;
const GAP = "  ";
const NARROWEST_COLUMN = 20;

/** The answers as three columns of words, for a terminal of so many characters. */
export function answerTable(answers: readonly Answer[], width: number): string {
  const columnWidth = Math.max(NARROWEST_COLUMN, Math.floor((width - 2 * GAP.length) / HEADINGS.length));
  const rule = HEADINGS.map(() => "-".repeat(columnWidth)).join(GAP);
  const rows = answers.map(({ question, answer, behaviour }) => row([question, answer, behaviour], columnWidth));
  return `${[row(HEADINGS, columnWidth), rule, rows.join("\n\n")].join("\n")}\n`;
}

function row(texts: readonly string[], columnWidth: number): string {
  const cells = texts.map((text) => wrapped(text, columnWidth));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines) => (lines[line] ?? "").padEnd(columnWidth))
      .join(GAP)
      .trimEnd(),
  ).join("\n");
}

/** Lines of at most so many characters; a longer word is cut. */
function wrapped(text: string, width: number): string[] {
  const pieces = text.split(" ").flatMap((word) => word.match(new RegExp(`.{1,${width}}`, "gu")) ?? []);
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= width) lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  }
  return lines;
}
