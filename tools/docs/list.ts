const WIDTH = 130;

/** A list in Markdown whose lines are short enough to read them in the source. */
export function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${wrapped(item, WIDTH - 2).replaceAll("\n", "\n  ")}`).join("\n");
}

/** A text as lines of at most this width; what stands in a code span stays together. */
export function wrapped(text: string, width = WIDTH): string {
  const lines: string[] = [];
  for (const word of text.match(/(?:`[^`]*`|[^\s`])+/g) ?? []) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
