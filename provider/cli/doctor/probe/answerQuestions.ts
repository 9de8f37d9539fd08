import { instantOf, MS_PER_SECOND } from "../../../api";
import { CONNECTION_FACTS, CONNECTION_TABLE } from "../../../api/objects/connectionFields";
import type { JsonObject } from "../../../api/json";
import { isRecord } from "../../../api/json";
import type { RawAnswer } from "../rawApi";
import { elementsIn } from "../workspaceReading";
import type { Action, Exchange, ProbedCustomer } from "./probedCustomer";
import type { Question } from "./question";
import { isDone, payloadOf, wrappingOf } from "./shape";

/** The `Date` header has whole seconds, and the answer takes its time. */
const SAME_CLOCK_SECONDS = 3;

const WRITES: readonly Action[] = ["create", "update", "disconnect", "delete"];

/** Fields that hold a text or a time, by the API's names. */
const TEXTS: readonly string[] = [
  CONNECTION_TABLE.externalId,
  ...CONNECTION_FACTS.map((fact) => CONNECTION_TABLE[fact]).filter(({ kind }) => kind === "text"),
].map((field) => field.in);

/** How the API writes what it answers. Seen in all that it has answered so far, so these are asked last. */
export function answerQuestions(customer: ProbedCustomer): Question[] {
  const reading = (answer: (exchanges: readonly Exchange[]) => string) => async (): Promise<string> => {
    await customer.first();
    return answer(customer.exchanges.filter((exchange) => isDone(exchange.answer)));
  };
  return [
    {
      question: "How are the answers to writes wrapped?",
      behaviour: "Flat answers, objects in `result` and lists of one are read alike.",
      ask: reading(wrappings),
    },
    {
      question: "Do create and update answer every field of the list?",
      behaviour:
        "What an answer leaves out is known from what was sent; how the authorization stands is read from the list.",
      ask: reading(missingFields),
    },
    {
      question: "What stands for an absent text or time?",
      behaviour: "An empty text is null.",
      ask: reading(absentValues),
    },
    {
      question: "How are times written?",
      behaviour: "Times are compared as instants, whatever their offset.",
      ask: reading(timeFormats),
    },
    {
      question: "Do the Date header and the application's times come from one clock?",
      behaviour: "After a create of unknown outcome, what was made up to a minute before it counts as new.",
      ask: async () => {
        const { answer, element } = await customer.first();
        return clocks(answer, element);
      },
    },
    {
      question: "How does a 429 say when to come again?",
      behaviour:
        "Seconds and dates are waited for; without either the pauses grow. The whole queue waits, and nothing fails within retryTimeoutSeconds.",
      ask: reading(() => retryAfters(customer.api.retryAfters)),
    },
  ];
}

function wrappings(exchanges: readonly Exchange[]): string {
  const found = WRITES.flatMap((write) => {
    const answers = exchanges.filter(({ action }) => action === write).map(({ answer }) => wrappingOf(answer));
    return answers.length === 0 ? [] : [`${write} ${[...new Set(answers)].join(" or ")}`];
  });
  return found.join("; ");
}

function missingFields(exchanges: readonly Exchange[]): string {
  const fields = new Set(listedElements(exchanges).flatMap(Object.keys));
  const missing = (["create", "update"] as const).flatMap((write) => {
    const answered = exchanges.find(({ action }) => action === write);
    if (answered === undefined) return [];
    const present = Object.keys(payloadOf(answered.answer));
    const absent = [...fields].filter((field) => !present.includes(field));
    return absent.length === 0 ? [] : [`${write} leaves out ${absent.join(", ")}`];
  });
  return missing.length === 0 ? "yes" : `no: ${missing.join("; ")}`;
}

function absentValues(exchanges: readonly Exchange[]): string {
  const isIn = (value: unknown) => (field: string) => connections(exchanges).some((thing) => thing[field] === value);
  const empty = TEXTS.filter(isIn(""));
  const nulls = TEXTS.filter(isIn(null));
  const seen = [
    ...(empty.length === 0 ? [] : [`"" in ${empty.join(", ")}`]),
    ...(nulls.length === 0 ? [] : [`null in ${nulls.join(", ")}`]),
  ];
  return seen.length === 0 ? "not seen" : seen.join("; ");
}

function timeFormats(exchanges: readonly Exchange[]): string {
  const times = connections(exchanges)
    .flatMap((thing) => Object.entries(thing))
    .flatMap(([field, value]) => (field.endsWith("_at") && typeof value === "string" && value !== "" ? [value] : []));
  const [example] = times;
  if (example === undefined) return "not seen";
  const zones = new Set(times.map((time) => /(Z|UTC|[+-]\d\d(:?\d\d)?)$/.exec(time)?.[0] ?? "no offset"));
  const precision = times.some((time) => /:\d\d\.\d/.test(time)) ? "with fractions of a second" : "in whole seconds";
  return `with ${[...zones].join(" or ")}, ${precision}, such as ${example}`;
}

function clocks({ header, receivedAtMs }: RawAnswer, { created_at: createdAt }: JsonObject): string {
  const made = instantOf(typeof createdAt === "string" ? createdAt : undefined);
  const date = Date.parse(header("date") ?? "");
  if (made === undefined || Number.isNaN(date)) return "not seen";
  const apart = Math.round((made - date) / MS_PER_SECOND);
  const fromHere = Math.round((date - receivedAtMs) / MS_PER_SECOND);
  const one = Math.abs(apart) <= SAME_CLOCK_SECONDS ? "yes" : `no: created_at is ${aheadOf(apart)} the Date header`;
  return Math.abs(fromHere) <= SAME_CLOCK_SECONDS
    ? one
    : `${one}; the Date header is ${aheadOf(fromHere)} this machine's clock`;
}

function aheadOf(seconds: number): string {
  return seconds > 0 ? `${seconds} s ahead of` : `${-seconds} s behind`;
}

function retryAfters(values: readonly (string | undefined)[]): string {
  if (values.length === 0) return "not seen: the quota was not used up, which everybody else would feel";
  const forms = values.map((value) => {
    if (value === undefined) return "not at all";
    return /^\s*\d/.test(value) ? `in seconds (${value})` : `as a date (${value})`;
  });
  return [...new Set(forms)].join(", ");
}

/** Every connection that was answered, listed or written. */
function connections(exchanges: readonly Exchange[]): JsonObject[] {
  const written = exchanges.filter(({ action }) => action === "create" || action === "update");
  return [...listedElements(exchanges), ...written.map(({ answer }) => payloadOf(answer))];
}

function listedElements(exchanges: readonly Exchange[]): JsonObject[] {
  return exchanges.flatMap(({ action, answer }) =>
    action === "list" ? (elementsIn(answer) ?? []).filter((element) => isRecord(element)) : [],
  );
}
