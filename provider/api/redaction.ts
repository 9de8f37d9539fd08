import { Search, SHORTEST_FRAGMENT_CHARACTERS } from "./search";
import { visible } from "./text";
import { unescaped, unescapedText } from "./unescaped";

const REDACTED = "[redacted]";

/** Shorter texts are left alone: they occur by chance in every message. */
const SHORTEST_SECRET_CHARACTERS = 4;

/** Of a longer text, people see the beginning only. */
const MAX_READ_CHARACTERS = 20_000;

/** A reason of the server's may be a whole page, and state is written at every step. */
const MAX_SHOWN_CHARACTERS = 1000;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * Makes a function that replaces each secret of 4 characters and more by `[redacted]`, also where blanks around it are
 * gone, where it is escaped (JSON, URLs, HTML, Ruby, Python; also one in the other), where it is in Base64 (alone or
 * inside of something longer), and where its end is cut off after 8 characters or more.
 */
export function createRedactor(secrets: Iterable<string>): Redact {
  const known = [...secrets];
  // Most operations never need them.
  let forms: Forms | undefined;
  return (text) => redact(text, (forms ??= formsOf(known)));
}

/**
 * The server's words as they may be shown and kept: without secrets, on one line, without what a terminal would obey, and
 * not longer than `max` characters. First redacted, then cut: half a secret would not be recognised.
 */
export function shownWords(said: string, redact: Redact, max = MAX_SHOWN_CHARACTERS): string {
  const line = visible(
    redact(said.slice(0, MAX_READ_CHARACTERS))
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim(),
  );
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/**
 * Every text and number in a JSON-like value, at any depth, as text. Keys and booleans are left out, and so are the texts
 * "true" and "false", with which connectors write booleans.
 */
export function secretStrings(value: unknown): string[] {
  if (typeof value === "number") return [String(value)];
  if (typeof value === "string") return /^(true|false)$/i.test(value) ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(secretStrings);
}

/** What is looked for: `written` in a text as it stands, `read` in the text without its escapes. */
interface Forms {
  readonly written: Search;
  readonly read: Search;
}

function formsOf(secrets: readonly string[]): Forms {
  const isLongEnough = (form: string): boolean => form.length >= SHORTEST_SECRET_CHARACTERS;
  const parts = secrets
    .flatMap((secret) => [secret, ...linesOf(secret)])
    .filter((part) => isLongEnough(part.trim()))
    // No text that is read is longer, so no more of a secret can stand in it.
    .map((part) => part.slice(0, MAX_READ_CHARACTERS));
  const read = [...parts, ...parts.flatMap(base64Forms)].map((part) => unescapedText(part).trim());
  return {
    written: new Search(parts.flatMap((part) => [part, part.trim()])),
    read: new Search(read.filter(isLongEnough)),
  };
}

/** Marks all places first and replaces then, so that secrets that overlap leave no rest of each other. */
function redact(text: string, { written, read }: Forms): string {
  const plain = unescaped(text);
  const places = [
    ...written.placesIn(text),
    ...read
      .placesIn(plain.text)
      .map(({ start, end }) => ({ start: plain.starts[start] ?? 0, end: plain.ends[end - 1] ?? text.length })),
  ];
  places.sort((a, b) => a.start - b.start);
  let seen = "";
  let position = 0;
  for (const { start, end } of places) {
    if (start >= position) seen += text.slice(position, start) + REDACTED;
    position = Math.max(position, end);
  }
  return seen + text.slice(position);
}

/** A private key comes back line by line, or with other line ends. */
function linesOf(secret: string): string[] {
  const lines = secret.split(/[\r\n]+/);
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= SHORTEST_FRAGMENT_CHARACTERS);
}

/** Base64 of the secret alone or in JSON, and the characters that it alone decides at each of the three alignments in a longer text. */
function base64Forms(secret: string): string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1)])].flatMap(base64FormsOf);
}

function base64FormsOf(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  const fragments = [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const sharedAtStart = before === 0 ? 0 : before + 1;
    const fragment = encoded.slice(sharedAtStart, Math.floor(((before + bytes.length) * 8) / 6));
    return fragment.length >= SHORTEST_FRAGMENT_CHARACTERS ? [fragment] : [];
  });
  return [bytes.toString("base64"), ...fragments].flatMap((form) => [
    form,
    form.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  ]);
}
