/** So many names can be read at a glance; a level of a workspace may have hundreds of folders. */
const MOST_SHOWN = 20;

/** What is there, for an error: "a, b and c", "a, b, ... and 231 more". */
export function enumerate(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_SHOWN);
  const hidden = texts.length - shown.length;
  const last = hidden > 0 ? `${hidden} more` : (shown.pop() ?? "");
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
