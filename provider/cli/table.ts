import { columnsOf } from "./text";

/** Lines of aligned columns with two blanks between them; every row has the cells of the first. */
export function table(rows: readonly (readonly string[])[]): string {
  // Not Math.max(...): a list of ten thousands is too long for arguments.
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, cells) => Math.max(widest, columnsOf(cells[column] ?? "")), 0),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The text with blanks behind it, up to so many columns. */
export function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}
