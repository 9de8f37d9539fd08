/**
 * Text from a server as TypeScript source: whatever a connection is called, it stays a string or a comment, and looks as
 * it is. Prettier would leave all of this as it stands.
 */

/** Prettier's `printWidth` in the programs that we write. */
const LINE_WIDTH = 120;

/** What a reader cannot see, or sees in another place than it is: controls, line ends, bidirectional marks, odd blanks. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** Behind a shorter key, Prettier finds a line break useless. */
const SHORTEST_BROKEN_KEY = "keyed:";

/** The blocks of characters that take two columns, roughly. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{3fffd}]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A string literal, in the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const escaped = text.replace(/[\\"']/g, (character) =>
    character === quote || character === "\\" ? `\\${character}` : character,
  );
  return quote + visible(escaped) + quote;
}

/** A comment of one line; `text` cannot end it. */
export function comment(text: string): string {
  return `// ${visible(text).trim()}`;
}

/** The text with escapes for what cannot be seen, for comments and terminals. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    return SHORT_ESCAPES[character] ?? (code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`);
  });
}

/** `start value end` on one line, or with the value on its own where that makes too long a line shorter. */
export function assignment(indent: string, start: string, value: string, end: string): string {
  const line = `${indent}${start} ${value}${end}`;
  const isKeyShort = start.length < SHORTEST_BROKEN_KEY.length;
  return columns(line) <= LINE_WIDTH || isKeyShort ? line : `${indent}${start}\n${indent}  ${value}${end}`;
}

function columns(line: string): number {
  return Array.from(line).length + count(line, WIDE);
}

function count(text: string, what: string | RegExp): number {
  return text.split(what).length - 1;
}
