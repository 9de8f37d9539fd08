import { isRecord } from "../../../api/json";
import { toPath } from "../../../api/path";
import type { RawAnswer } from "../rawApi";
import type { ProbedCustomer } from "./probedCustomer";
import type { Question } from "./question";
import { once } from "./question";
import { isDone, show } from "./shape";

/** No customer has it. */
const NO_CUSTOMER = "0";

/** What the API says to mistakes, and to what was done already. */
export function errorQuestions(customer: ProbedCustomer): Question[] {
  const removal = once(async () => {
    const { id } = await customer.make("to delete");
    const disconnects = [await customer.disconnect(id), await customer.disconnect(id)];
    const deletes = [await customer.delete(id), await customer.delete(id)];
    return { id, disconnects, deletes };
  });
  return [
    {
      question: "What does a request with a mistake answer?",
      behaviour: "`message`, `errors` (lists or texts by field) and titles are all read, on any 4xx.",
      ask: async () => {
        const answer = await customer.create("without a connector", {});
        return isDone(answer) ? `it is accepted: ${answer.status}` : `${show(answer)}: ${errorForm(answer)}`;
      },
    },
    {
      question: "What does a customer that does not exist answer?",
      behaviour:
        "A 404 for a customer is never taken for an empty one: it is an error that names token, region and customer. WORKATO_FORGET_CUSTOMERS confirms that it is gone.",
      ask: async () => {
        const path = toPath("managed_users", NO_CUSTOMER, "connections");
        return show(await customer.api.ask({ method: "GET", path, quota: "lists", idempotent: true }));
      },
    },
    {
      question: "What does a connection that does not exist answer?",
      behaviour: "A 404 is believed when the customer is there and its list does not show the connection.",
      ask: async () => show(await customer.update((await removal()).id, { external_id: "probe" })),
    },
    {
      question: "What does a disconnect answer, and a second one?",
      behaviour: "Each 2xx with `success: true` counts as disconnected.",
      ask: async () => inTurn((await removal()).disconnects),
    },
    {
      question: "What does a delete answer, and a second one?",
      behaviour: "A 404 counts as deleted when the customer is there and its list does not show the connection.",
      ask: async () => inTurn((await removal()).deletes),
    },
  ];
}

function inTurn(answers: readonly RawAnswer[]): string {
  return answers.map(show).join(", then ");
}

function errorForm({ body }: RawAnswer): string {
  if (!isRecord(body)) return "no JSON object";
  const { errors } = body;
  if (Array.isArray(errors)) return errors.some((error) => isRecord(error) && "title" in error) ? "titles" : "a list";
  if (!isRecord(errors)) return "a message only";
  return Object.values(errors).some(Array.isArray) ? "lists by field" : "texts by field";
}
