/** A table in Markdown, as Prettier writes it. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map(inOneCell));
  const widths = head.map((_cell, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = "", ...others] = lines.map(line);
  return [first, line(widths.map((width) => "-".repeat(width))), ...others].join("\n");
}

const inOneCell = (text: string) => text.replace(/\s+/g, " ").replaceAll("|", "\\|");

export const code = (text: string) => `\`${text}\``;
