import { randomUUID } from "node:crypto";
import type { Behaviour } from "../behaviour";

/** What a route answers, before it becomes bytes. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** The `errors` of a failed validation, by field. */
export type FieldErrors = Record<string, string[]>;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const badRequest = (message = "Bad request"): Answer => ({ status: 400, body: { message } });
export const unauthorized = (): Answer => ({ status: 401, body: { message: "Unauthorized" } });
export const forbidden = (): Answer => ({ status: 403, body: { message: "Forbidden" } });
export const notFound = (): Answer => ({ status: 404, body: { message: "Not found" } });
export const rateLimitExceeded = (): Answer => ({ status: 429, body: { message: "Rate limit exceeded" } });
export const serverError = (status = 500): Answer => ({ status, body: { message: "Server error", id: randomUUID() } });

export function validationFailed(errors: FieldErrors, behaviour: Behaviour): Answer {
  const shown = behaviour.errorsAsStrings
    ? Object.fromEntries(Object.entries(errors).map(([field, reasons]) => [field, reasons.join(", ")]))
    : errors;
  return { status: behaviour.validationStatus, body: { message: "Validation failed", errors: shown } };
}

export function rejected(message: string, behaviour: Behaviour): Answer {
  return { status: behaviour.rejectedStatus, body: { success: false, status: "rejected", message } };
}

/** What a write has done, in `result`. */
export function done(result: Readonly<Record<string, unknown>>, { wrapAnswers }: Behaviour): Answer {
  return ok({ result: wrapAnswers === "list" ? [result] : result });
}

/** The body that the API gives to a status, for faults that name a status only. */
export function usualAnswer(status: number): Answer {
  if (status >= 500) return serverError(status);
  const usual = [badRequest(), unauthorized(), forbidden(), notFound(), rateLimitExceeded()];
  return usual.find((answer) => answer.status === status) ?? { status, body: {} };
}
