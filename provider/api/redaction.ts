const REDACTED = "[redacted]";

/** Shorter texts are left alone: they occur by chance in every message. */
const SHORTEST_SECRET_CHARACTERS = 4;

/** Lines and Base64 fragments shorter than this occur by chance. */
const SHORTEST_FRAGMENT_CHARACTERS = 8;

/** What is escaped in a text, and what in an attribute; some leave the `>` alone. */
const ESCAPED_CHARACTERS = [/[&<]/g, /[&<>]/g, /[&<>"]/g, /[&<>"']/g];

/** Quotation mark and apostrophe, as Rails, Python, PHP, Go and XML write them. */
const QUOTE_ENTITIES = [
  ["&quot;", "&#39;"],
  ["&quot;", "&#x27;"],
  ["&quot;", "&#039;"],
  ["&#34;", "&#39;"],
  ["&quot;", "&apos;"],
];

/**
 * Makes a function that replaces each secret of 4 characters and more by `[redacted]`, also where blanks around it are
 * gone, and where it is JSON-escaped, URL-encoded, HTML-escaped or in Base64 (alone or inside of something longer).
 */
export function createRedactor(secrets: Iterable<string>): (text: string) => string {
  const known = [...secrets];
  // Most operations never need them.
  let forms: readonly string[] | undefined;
  return (text) => redact(text, (forms ??= longestFirst(known)));
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

function longestFirst(secrets: readonly string[]): string[] {
  const parts = secrets.flatMap((secret) => [secret, ...linesOf(secret)]);
  const forms = new Set(parts.flatMap((part) => [...formsOf(part), ...formsOf(part.trim())]));
  return [...forms].sort((a, b) => b.length - a.length);
}

/** Marks all places first and replaces then, so that secrets that overlap leave no rest of each other. */
function redact(text: string, forms: readonly string[]): string {
  const places: { start: number; end: number }[] = [];
  for (const form of forms) {
    for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1)) {
      places.push({ start, end: start + form.length });
    }
  }
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

function formsOf(secret: string): string[] {
  if (secret.trim().length < SHORTEST_SECRET_CHARACTERS) return [];
  const json = jsonForms(secret);
  const jsonInJson = json.map((form) => JSON.stringify(form).slice(1, -1));
  // A page that shows its parameters escapes what is JSON already.
  const html = [secret, ...json].flatMap(htmlForms);
  return [secret, ...json, ...jsonInJson, ...html, ...urlForms(secret), ...base64Forms(secret)];
}

/** As JavaScript, Rails (which escapes three more), Python (which escapes all that is not ASCII) and PHP (the slash, too) write it. */
function jsonForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [json, json.replace(/[<>&]/g, toUnicodeEscape)]
    .flatMap((form) => [form, form.replace(/[\u0080-\uffff]/g, toUnicodeEscape)])
    .flatMap((form) => [form, form.replaceAll("/", "\\/")])
    .flatMap((form) => [form, form.replace(/\\u[0-9a-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`)]);
}

function toUnicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function htmlForms(text: string): string[] {
  return QUOTE_ENTITIES.flatMap(([quote = "", apostrophe = ""]) => {
    const entities: Readonly<Record<string, string>> = {
      "&": "&amp;",
      "<": "&lt;",
      ">": "&gt;",
      '"': quote,
      "'": apostrophe,
    };
    return ESCAPED_CHARACTERS.map((escaped) => text.replace(escaped, (c) => entities[c] ?? c));
  });
}

function urlForms(secret: string): string[] {
  // toWellFormed() is newer than Node 20's types; lone surrogates would make encodeURIComponent throw.
  const encoded = encodeURIComponent(Buffer.from(secret, "utf8").toString("utf8"));
  const strict = encoded.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([["", secret]]).toString().slice(1);
  const spaced = [form, encoded, strict].flatMap((form) => [form, form.replaceAll("%20", "+")]);
  return spaced.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())]);
}

/** Base64 of the secret alone, and the characters that it alone decides at each of the three alignments in a longer text. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
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
