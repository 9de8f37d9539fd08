/** Control characters would end up in URLs and names; nobody means them. */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f]/;

/** What keeps a text from being an id or a name at Workato; undefined when nothing does. */
export function textProblem(text: string): string | undefined {
  if (text.trim() === "") return "is empty";
  if (text !== text.trim()) return "has spaces around it, which Workato would not keep";
  if (CONTROL_CHARACTERS.test(text)) return "has a control character (a tab or a line break, for example)";
  return /\p{Surrogate}/u.test(text) ? "has half of a character (a lone surrogate)" : undefined;
}

/** What keeps a text from being a customer's id, which becomes a part of paths. */
export function customerProblem(id: string): string | undefined {
  if (id === "." || id === "..") return `is "${id}", which cannot be a part of a path`;
  return id === "E" ? 'is "E" without an external id behind it' : textProblem(id);
}

/** What keeps a text from being a number of Workato's own: digits only. */
export function numberProblem(id: string): string | undefined {
  return textProblem(id) ?? (/^\d+$/.test(id) ? undefined : `is "${id}", which is not a number of Workato's`);
}

/** Workato's numbers have no leading zeros, and "007" would be another customer than "7" for every comparison. */
export function withoutLeadingZeros(id: string): string {
  return /^0\d+$/.test(id) ? id.replace(/^0+(?=\d)/, "") : id;
}
