/** Text of HTML in which everything that came from outside is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template of HTML: texts that are put in are escaped, also for attributes in quotes; markup is put in as it is. */
export function markup(
  fixed: TemplateStringsArray,
  ...inserted: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
  const parts = inserted.map((value, index) => textOf(value) + (fixed[index + 1] ?? ""));
  return new Markup((fixed[0] ?? "") + parts.join(""));
}

/** JSON for a `<script type="application/json">`: no text in it can end the element or begin a comment. */
export function embeddedJson(value: unknown): Markup {
  const escaped = JSON.stringify(value).replace(/[<>&]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return new Markup(escaped);
}

function textOf(value: string | number | Markup | readonly Markup[]): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
