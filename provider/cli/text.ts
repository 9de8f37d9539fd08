/** How texts of a server, counts and results are shown. */

/** The blocks of characters that take two columns, roughly. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{3fffd}]/gu;

export { visible } from "../api";

/** How many columns a text without invisible characters takes in a terminal or an editor. */
export function columnsOf(text: string): number {
  return Array.from(text).length + (text.match(WIDE)?.length ?? 0);
}

/** The text, or as much of it as so many columns hold, with an ellipsis. */
export function cut(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const ellipsis = "…";
  let kept = "";
  let taken = columnsOf(ellipsis);
  for (const character of text) {
    taken += columnsOf(character);
    if (taken > columns) break;
    kept += character;
  }
  return kept + ellipsis;
}

/** "1,204" */
export function countText(count: number): string {
  return count.toLocaleString("en-US");
}

/** "1 customer", "2 customers", "1,204 customers". */
export function countOf(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A result for machines. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
