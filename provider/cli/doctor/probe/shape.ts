import type { JsonObject } from "../../../api/json";
import { asObject, isRecord } from "../../../api/json";
import type { RawAnswer } from "../rawApi";

const MOST_SHOWN_CHARACTERS = 160;

/** How the things of an answer are wrapped. */
export function wrappingOf({ body }: RawAnswer): string {
  if (!isRecord(body)) return "no object";
  if (!Object.hasOwn(body, "result")) return "flat";
  return Array.isArray(body.result) ? "in `result`, as a list" : "in `result`";
}

/** The one thing that an answer is about, however it is wrapped; nothing for a refusal. */
export function payloadOf(answer: RawAnswer): JsonObject {
  if (!isSuccess(answer)) return {};
  const { body } = answer;
  return asObject(isRecord(body) && Object.hasOwn(body, "result") ? body.result : body) ?? {};
}

/** The API has done what it was asked for; a refusal may come with a status of 200. */
export function isDone(answer: RawAnswer): boolean {
  const { body } = answer;
  return isSuccess(answer) && payloadOf(answer).success !== false && !(isRecord(body) && body.success === false);
}

/** Status and body of an answer without data of the customer: of a refusal, a disconnect, a delete. */
export function show({ status, text }: RawAnswer): string {
  const line = text.replace(/\s+/g, " ").trim();
  const shown = line.length > MOST_SHOWN_CHARACTERS ? `${line.slice(0, MOST_SHOWN_CHARACTERS - 1)}…` : line;
  return `${status} ${shown}`.trim();
}

/** A value for comparisons: an empty text is null. */
export function valueOf(element: JsonObject, field: string): unknown {
  const value = element[field];
  return value === "" || value === undefined ? null : value;
}

/** Which of the fields differ. */
export function differing(before: JsonObject, after: JsonObject, fields: readonly string[]): string[] {
  return fields.filter((field) => valueOf(before, field) !== valueOf(after, field));
}

function isSuccess({ status }: RawAnswer): boolean {
  return status >= 200 && status < 300;
}
