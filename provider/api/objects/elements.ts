import { UnexpectedAnswer } from "../errors/failure";
import { asId, isRecord, type JsonObject } from "../json";

/**
 * The elements of a list with their ids.
 * @param noun what the list is of, for the errors: "connection"
 * @throws UnexpectedAnswer for what is no list, and for an element without an id
 */
export function elementsOf(payload: unknown, noun: string): { id: string; element: JsonObject }[] {
  if (!Array.isArray(payload)) throw new UnexpectedAnswer(`an answer without the list of ${noun}s`);
  return payload.map((element: unknown, index) => {
    if (!isRecord(element)) throw new UnexpectedAnswer(`element ${index} of the list is not a ${noun}`);
    const id = asId(element.id);
    if (id === undefined) throw new UnexpectedAnswer(`element ${index} of the list has no id`);
    return { id, element };
  });
}
