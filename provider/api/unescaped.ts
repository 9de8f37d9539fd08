/**
 * One escape:
 * - `\\u00e4`, with as many backslashes as escaping again has given it;
 * - a byte of UTF-8, as `%C3` or `\\xC3`; those of one character stand together;
 * - `&#228;`, `&#xe4;`, `&quot;`;
 * - a blank: several, another one than the space, `\\n`, or a `+` as in forms;
 * - a backslash before what it only protects, such as a quotation mark, or the `#` of Ruby.
 */
const ESCAPE =
  /\\+u([0-9a-f]{4})|((?:(?:%|\\+x)[89a-f][0-9a-f])+|(?:%|\\+x)[0-7][0-9a-f])|&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));|((?:[\s+]|\\+[nrtf])+)|\\+/gi;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Nobody escapes more often than this; without a limit, a text of nothing but escapes could keep us busy for ever. */
const MOST_LAYERS = 6;

/** A text without its escapes, and where each of its characters begins and ends in the original. */
export interface Unescaped {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Reads a text as if nothing in it were escaped, whatever the escapes are, one in the other, too. To be compared with what
 * was read in the same way: what looks like an escape and is none, and every kind of blank, reads alike in both.
 */
export function unescaped(original: string): Unescaped {
  const positions = Array.from({ length: original.length }, (_, index) => index);
  let read: Unescaped = { text: original, starts: positions, ends: positions.map((index) => index + 1) };
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const deeper = unescapeOnce(read);
    if (deeper.text === read.text) break;
    read = deeper;
  }
  return read;
}

/** The same without the positions, for what may be a megabyte. */
export function unescapedText(original: string): string {
  let read = original;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const deeper = read.replace(ESCAPE, (...found) => meaningOf(found));
    if (deeper === read) break;
    read = deeper;
  }
  return read;
}

function unescapeOnce({ text, starts, ends }: Unescaped): Unescaped {
  const parts: string[] = [];
  const newStarts: number[] = [];
  const newEnds: number[] = [];
  const copy = (from: number, to: number): void => {
    parts.push(text.slice(from, to));
    for (let index = from; index < to; index++) {
      newStarts.push(starts[index] ?? 0);
      newEnds.push(ends[index] ?? 0);
    }
  };
  let position = 0;
  for (const found of text.matchAll(ESCAPE)) {
    const end = found.index + found[0].length;
    copy(position, found.index);
    const meaning = meaningOf(found);
    parts.push(meaning);
    for (let index = 0; index < meaning.length; index++) {
      newStarts.push(starts[found.index] ?? 0);
      newEnds.push(ends[end - 1] ?? 0);
    }
    position = end;
  }
  copy(position, text.length);
  return { text: parts.join(""), starts: newStarts, ends: newEnds };
}

function meaningOf([, unit, bytes, decimal, hexadecimal, name, blanks]: RegExpMatchArray): string {
  if (unit !== undefined) return String.fromCharCode(parseInt(unit, 16));
  if (bytes !== undefined) return Buffer.from(bytes.replace(/%|\\+x/gi, ""), "hex").toString("utf8");
  if (decimal !== undefined) return characterOf(Number(decimal));
  if (hexadecimal !== undefined) return characterOf(parseInt(hexadecimal, 16));
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? "";
  return blanks === undefined ? "" : " ";
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
