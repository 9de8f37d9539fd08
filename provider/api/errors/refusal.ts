import type { Failure } from "./failure";
import type { RefusalMeaning } from "./workatoError";

/** What a refused request means to who made it; undefined when the words do not say. */
export type MeaningOf = (refusal: Failure) => RefusalMeaning | undefined;

/** After a create or an update. Any doubt counts: an error too many is better than taking over somebody else's connection. */
export const meaningOfWrite: MeaningOf = (refusal) => {
  const texts = [...Object.keys(refusal.fieldErrors ?? {}), textOf(refusal)].join(" ");
  return /\b(names?|taken|exists?|existing|already|duplicated?|unique(ness)?)\b/i.test(texts) ? "aboutName" : undefined;
};

/** After a delete or a disconnect. `rejected` is documented to mean that recipes use the connection. */
export const meaningOfRemoval: MeaningOf = (refusal) =>
  refusal.kind === "rejected" ||
  /\b(active recipes?|in use|(is|are|currently|being) used|used (in|by))\b/i.test(textOf(refusal))
    ? "inUse"
    : undefined;

/** After an unassign. The API's words for "not assigned" are not documented. */
export const meaningOfUnassign: MeaningOf = (refusal) =>
  /\bnot (currently )?assigned\b/i.test(textOf(refusal)) ? "notAssigned" : meaningOfRemoval(refusal);

/**
 * After an assign. Assigning twice is not documented: "already assigned" counts unless it speaks of another profile, by
 * a word, by a number that is not one of ours, or by the application, of which a customer has one profile only.
 */
export function meaningOfAssign(managedUserId: string, profileId: string): MeaningOf {
  return (refusal) => {
    const text = textOf(refusal);
    if (!/\balready (been )?assigned\b/i.test(text) || /\b(another|other|different|assigned for)\b/i.test(text)) {
      return undefined;
    }
    const numbers: readonly string[] = text.match(/\d+/g) ?? [];
    return numbers.every((number) => [managedUserId, profileId].includes(number)) ? "alreadyAssigned" : undefined;
  };
}

function textOf({ apiMessage, fieldErrors }: Failure): string {
  return [apiMessage ?? "", ...Object.values(fieldErrors ?? {}).flat()].join(" ");
}
