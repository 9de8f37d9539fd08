import { columnsOf } from "./text";

const BETWEEN_COLUMNS = "  ";

/**
 * Lines of aligned columns; every row has the cells of the first.
 * @param paint colours a cell that has its width already, by its row and column
 */
export function table(
  rows: readonly (readonly string[])[],
  paint: (cell: string, row: number, column: number) => string = (cell) => cell,
): string {
  const widths = columnWidths(rows);
  return rows
    .map((cells, row) =>
      cells
        .map((cell, column) => paint(padded(cell, widths[column] ?? 0), row, column))
        .join(BETWEEN_COLUMNS)
        .trimEnd(),
    )
    .join("\n");
}

/** How wide such lines are, in columns of the terminal. */
export function tableWidth(rows: readonly (readonly string[])[]): number {
  const widths = columnWidths(rows);
  return widths.reduce((sum, width) => sum + width, 0) + BETWEEN_COLUMNS.length * Math.max(0, widths.length - 1);
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  // Not Math.max(...): a list of ten thousands is too long for arguments.
  return (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, cells) => Math.max(widest, columnsOf(cells[column] ?? "")), 0),
  );
}

function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}
