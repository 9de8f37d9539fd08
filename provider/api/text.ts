/** Trimmed; undefined when nothing is left. A token from `$(cat file)` often ends in a newline. */
export function nonBlank(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : trimmed;
}

/** What a reader cannot see, or sees in another place than it is: controls, line ends, bidirectional marks, odd blanks. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text with escapes for what cannot be seen: names come from Workato, and lines go to terminals, logs and comments. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return SHORT_ESCAPES[character] ?? (code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`);
  });
}

/** A name, or another text of Workato, in a line or an error of ours. */
export function quoted(text: string | null | undefined): string {
  return `"${visible(text ?? "")}"`;
}

/** As a program may write it. */
export function literal(text: string): string {
  return visible(JSON.stringify(text));
}

/** Lines of ours as they leave, whatever stands in them. */
export function visibleLines(lines: string): string {
  return lines.split("\n").map(visible).join("\n");
}
