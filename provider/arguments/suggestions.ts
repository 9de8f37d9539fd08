/** Names this short are near each other by chance: `sftp` is no misspelt `ftps`. */
const SHORT_NAME_CHARACTERS = 5;

/** As many names as one reads at a glance; a workspace may have hundreds of folders at one level. */
const MOST_SHOWN = 20;

/** Without what names differ in by case, underscores and the like; letters of every script stay. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/**
 * The known names that someone who wrote `name` may have meant, the nearest first: the same letters, or at most two typing
 * mistakes (one in a short name).
 */
export function similarNames(name: string, known: Iterable<string>): string[] {
  const mistakes = name.length <= SHORT_NAME_CHARACTERS ? 1 : 2;
  return [...known]
    .map((candidate) => ({
      candidate,
      distance:
        plain(name) !== "" && plain(candidate) === plain(name)
          ? 0
          : editDistance(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ distance }) => distance <= mistakes)
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
}

/** What is there, for an error: "a, b and c", "a, b, ... and 231 more". */
export function joinNames(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_SHOWN);
  const hidden = texts.length - shown.length;
  const last = hidden > 0 ? `${hidden} more` : (shown.pop() ?? "");
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** How many characters must be added, taken out or replaced to make the one from the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
