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
