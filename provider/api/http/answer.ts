import { defined } from "../defined";
import { type Failure, type Phrase, type ServerWords, UnexpectedAnswer } from "../errors/failure";
import type { WorkatoErrorKind } from "../errors/workatoError";
import { asObject, asText, isRecord, type JsonObject, parseJson } from "../json";
import { MS_PER_SECOND } from "../time";
import type { Reply } from "./transport";

/** Of whatever else answered, not even as much is shown as of the API. */
const MAX_UNREADABLE_CHARACTERS = 200;

const HTTP_REQUEST_TIMEOUT = 408;
const HTTP_TOO_MANY_REQUESTS = 429;

/** What the status alone says; other 4xx are `validation`, 5xx `server`. */
const KINDS_BY_STATUS: Readonly<Record<number, WorkatoErrorKind>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "notFound",
  [HTTP_REQUEST_TIMEOUT]: "timeout",
  [HTTP_TOO_MANY_REQUESTS]: "rateLimited",
};

/** An answer that was read: a value of the API, or why it is none. */
export type Reading<T> = { readonly value: T } | { readonly failure: Failure };

/**
 * Reads an answer: `success: false` (also inside `result`) is a failure on any status, and a 2xx is believed only when `read`
 * finds in it what the API promises.
 * @param read gets the answer without its `result` wrapper, and with it; throws {@link UnexpectedAnswer}
 */
export function readAnswer<T>(reply: Reply, read: (payload: unknown, body: unknown) => T): Reading<T> {
  const body = parseJson(reply.body);
  const kind = kindOf(reply, body);
  if (kind !== undefined) return { failure: toFailure(reply, body, kind) };
  if (body === undefined) return { failure: toFailure(reply, body, "unexpectedAnswer") };
  try {
    return { value: read(unwrap(body), body) };
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error;
    return { failure: { ...toFailure(reply, body, "unexpectedAnswer"), reason: withErrors(error.message, body) } };
  }
}

/** Reads the answer of disconnect, delete, assign and unassign: only `success: true` says that it was done. */
export function readSuccess(_payload: unknown, body: unknown): void {
  if (!layersOf(body).some(({ success }) => success === true))
    throw new UnexpectedAnswer("an answer without success: true");
}

function kindOf(reply: Reply, body: unknown): WorkatoErrorKind | undefined {
  const { status } = reply;
  if (status === HTTP_TOO_MANY_REQUESTS) return "rateLimited";
  const refusal = findRefusal(body);
  if (refusal?.status === "rejected") return "rejected";
  if (status >= 500) return "server";
  if (status >= 400) {
    // A gateway's "page not found" says nothing of a connection: it must not count as gone.
    const isGatewayPage = status === 404 && body === undefined && reply.body.trim() !== "";
    return isGatewayPage ? "unexpectedAnswer" : (KINDS_BY_STATUS[status] ?? "validation");
  }
  if (status >= 300) return "redirect";
  if (status < 200) return "unexpectedAnswer";
  return refusal === undefined ? undefined : "validation";
}

function toFailure(reply: Reply, body: unknown, kind: WorkatoErrorKind): Failure {
  const apiMessage = findMessage(body);
  const fieldErrors = findFieldErrors(body);
  const correlationId = reply.header("x-correlation-id") ?? reply.header("x-request-id") ?? findId(body);
  const retryAfterMs = readRetryAfter(reply.header("retry-after"), reply.header("date"));
  return {
    kind,
    neverSent: false,
    permanent: kind === "redirect",
    status: reply.status,
    reason: describe(reply, kind, apiMessage, fieldErrors),
    ...defined({ apiMessage, fieldErrors, correlationId, retryAfterMs }),
  };
}

function describe(
  reply: Reply,
  kind: WorkatoErrorKind,
  apiMessage: string | undefined,
  fieldErrors: Record<string, string[]> | undefined,
): Phrase {
  if (kind === "redirect") return describeRedirect(reply.header("location"));
  return describeErrors(apiMessage, fieldErrors) ?? describeBody(reply.body);
}

function describeErrors(apiMessage?: string, fieldErrors?: Record<string, string[]>): Phrase | undefined {
  const fields = Object.entries(fieldErrors ?? {}).map(([field, texts]) => `${field}: ${texts.join(", ")}`);
  if (apiMessage === undefined && fields.length === 0) return undefined;
  const message = apiMessage === undefined ? "refused" : ofApi(apiMessage);
  return fields.length === 0 ? [message] : [message, " (", ofApi(fields.join("; ")), ")"];
}

function describeRedirect(location: string | undefined): Phrase {
  // The path and query of a redirect can carry what must not be shown.
  const origin =
    location !== undefined && URL.canParse(location) ? ofStranger(new URL(location).origin) : "another path";
  return ["the server redirects to ", origin, "; redirects are not followed"];
}

/** A body without a message of the API, in a few words: never the page of a gateway, only its title. */
function describeBody(body: string): Phrase {
  const text = body.trim();
  if (text === "") return ["an empty answer"];
  if (parseJson(text) !== undefined) return ["an answer without a message"];
  if (/^[{[]/.test(text)) return ["an answer that is cut off or no JSON"];
  if (!text.startsWith("<")) return ["a text instead of JSON: ", ofStranger(text)];
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim() ?? "";
  const page = "a web page instead of JSON";
  return title === "" ? [page] : [`${page}: "`, ofStranger(title), '"'];
}

function withErrors(reason: string, body: unknown): Phrase {
  const errors = describeErrors(findMessage(body), findFieldErrors(body));
  return errors === undefined ? [reason] : [`${reason}: `, ...errors];
}

function ofApi(said: string): ServerWords {
  return { said };
}

/** A gateway or a wrong host. */
function ofStranger(said: string): ServerWords {
  return { said, max: MAX_UNREADABLE_CHARACTERS };
}

function unwrap(body: unknown): unknown {
  return isRecord(body) && Object.hasOwn(body, "result") ? body.result : body;
}

/** The body and its `result`, where they are objects. */
function layersOf(body: unknown): JsonObject[] {
  const outer = asObject(body);
  const inner = asObject(outer?.result);
  return [outer, inner].filter((layer) => layer !== undefined);
}

function findRefusal(body: unknown): JsonObject | undefined {
  const refused = layersOf(body).filter(({ success }) => success === false || success === "false");
  return refused.find(({ status }) => status === "rejected") ?? refused[0];
}

function findMessage(body: unknown): string | undefined {
  for (const layer of layersOf(body).reverse()) {
    const { message, error, error_description: description, detail, title, errors } = layer;
    for (const said of [message, error, description, detail, title, asText(errors)]) {
      const text = toTexts(said).join(", ");
      if (text.trim() !== "") return text;
    }
  }
  return undefined;
}

function findFieldErrors(body: unknown): Record<string, string[]> | undefined {
  for (const { errors } of layersOf(body)) {
    const fields = Array.isArray(errors) ? { errors: errors as unknown[] } : errors;
    if (!isRecord(fields)) continue;
    const entries = Object.entries(fields).map(([field, value]): [string, string[]] => [field, toTexts(value)]);
    const withTexts = entries.filter(([, texts]) => texts.length > 0);
    if (withTexts.length > 0) return Object.fromEntries(withTexts);
  }
  return undefined;
}

/** No message stands deeper than this, and nothing that a server says may exhaust the stack. */
const DEEPEST_MESSAGE = 10;

/** The texts in an answer: of an object its message, or else what its fields hold, each after the name of the field. */
function toTexts(value: unknown, depth = 0): string[] {
  if (depth > DEEPEST_MESSAGE) return [];
  if (Array.isArray(value)) return value.flatMap((inner) => toTexts(inner, depth + 1));
  if (!isRecord(value)) {
    const text = asText(value);
    return text === undefined ? [] : [text];
  }
  const { message, detail, title, code } = value;
  const own = asText(message) ?? asText(detail) ?? asText(title) ?? asText(code);
  if (own !== undefined) return [own];
  return Object.entries(value).flatMap(([field, inner]) =>
    toTexts(inner, depth + 1).map((text) => `${field}: ${text}`),
  );
}

/** The id of a 500; the id of anything else is that of an object. */
function findId(body: unknown): string | undefined {
  return isRecord(body) && typeof body.message === "string" && typeof body.id === "string" ? body.id : undefined;
}

/** `Retry-After` as seconds or as a date by the server's own clock, in milliseconds; undefined for anything else. */
function readRetryAfter(value: string | undefined, serverDate: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (value.trim() !== "" && Number.isFinite(seconds)) return Math.max(0, seconds * MS_PER_SECOND);
  const date = Date.parse(value);
  const now = Date.parse(serverDate ?? "");
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(now) ? Date.now() : now));
}
