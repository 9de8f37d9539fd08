import type { ProbedCustomer } from "./probedCustomer";
import type { Question } from "./question";
import { once } from "./question";
import { isDone, show, valueOf } from "./shape";

/** The largest number that a column of 32 bits takes: no folder has it. */
const NO_FOLDER = "2147483647";

/** What a workspace keeps of the fields that it is sent. */
export function fieldQuestions(customer: ProbedCustomer): Question[] {
  const child = once(async () => {
    const { id } = await customer.first();
    return customer.make("child", { parent_id: id, external_id: "probe" });
  });
  return [
    {
      question: "Does a list show a new connection at once?",
      behaviour:
        "What was just written is added to a list that lacks it; a create of unknown outcome is looked for until settleTimeoutSeconds are over.",
      ask: async () => {
        const { missingLists, missingMs } = await customer.first();
        if (missingLists === 0) return "yes";
        return `no: missing from ${missingLists} list${missingLists === 1 ? "" : "s"}, for ${(missingMs / 1000).toFixed(1)} s`;
      },
    },
    {
      question: "Does null clear external_id?",
      behaviour: CLEARING,
      ask: () => clear("external_id"),
    },
    {
      question: "Does null clear parent_id?",
      behaviour: CLEARING,
      ask: () => clear("parent_id"),
    },
    {
      question: "Are names unique in a workspace?",
      behaviour:
        "A create looks for the same name and connector first, and makes no second one unasked (onExisting). A refusal that may be about the name is an error that names what is there.",
      ask: async () => {
        const { name, element } = await customer.first();
        const answer = await customer.create("second", { name, provider: element.provider });
        return isDone(answer) ? "no: two shells have one name and connector" : `yes: ${show(answer)}`;
      },
    },
    {
      question: "What does a folder that does not exist answer?",
      behaviour: "A refusal is an error with the API's words. What is accepted is in state as the server has it.",
      ask: async () => {
        const { element } = await customer.first();
        const answer = await customer.create("folder", { provider: element.provider, folder_id: NO_FOLDER });
        return isDone(answer) ? `it is accepted: ${answer.status}` : show(answer);
      },
    },
  ];

  async function clear(field: "external_id" | "parent_id"): Promise<string> {
    const { id, element } = await child();
    if (valueOf(element, field) === null) return `not seen: ${field} was not kept at create`;
    const answer = await customer.update(id, { [field]: null });
    if (!isDone(answer)) return `it is refused: ${show(answer)}`;
    return valueOf(await customer.listed(id), field) === null ? "yes" : "no: it is ignored";
  }
}

const CLEARING =
  "null is sent as null. A server that keeps the value is told of in a warning, and the next `up` shows the difference.";
