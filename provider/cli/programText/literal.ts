import { columnsOf, visible } from "../text";

/**
 * Text from a server as TypeScript source: whatever a connection is called, it stays a string or a comment, and looks as
 * it is. Prettier would leave all of this as it stands.
 */

/** Prettier's `printWidth` in the programs that we write. */
const LINE_WIDTH = 120;

/** Behind a shorter key, Prettier finds a line break useless. */
const SHORTEST_BROKEN_KEY = "keyed:";

/** `\u{1f600}`, `\u00e9`, or one character. */
const ESCAPE = /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|(.))/gi;

const LETTER_ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A string literal, in the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const escaped = text.replace(/[\\"']/g, (character) =>
    character === quote || character === "\\" ? `\\${character}` : character,
  );
  return quote + visible(escaped) + quote;
}

/** What a string literal of a program says, without its quotes as `text`. */
export function literalText(text: string): string {
  return text.replace(ESCAPE, (_all, long?: string, short?: string, character?: string) => {
    const code = long ?? short;
    if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
    return LETTER_ESCAPES[character ?? ""] ?? character ?? "";
  });
}

/** A comment of one line; `text` cannot end it. */
export function comment(text: string): string {
  return `// ${visible(text).trim()}`;
}

/** `start value end` on one line, or with the value on its own where that makes too long a line shorter. */
export function assignment(indent: string, start: string, value: string, end: string): string {
  const line = `${indent}${start} ${value}${end}`;
  const isKeyShort = start.length < SHORTEST_BROKEN_KEY.length;
  return columnsOf(line) <= LINE_WIDTH || isKeyShort ? line : `${indent}${start}\n${indent}  ${value}${end}`;
}

function count(text: string, what: string): number {
  return text.split(what).length - 1;
}
