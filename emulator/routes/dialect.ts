import type { Behaviour } from "../behaviour";
import type { Answer } from "./answer";

/** Besides the times, which all end in `_at`. */
const TEXTS = new Set([
  "authorization_error",
  "authorization_status",
  "connection_lost_reason",
  "description",
  "external_id",
  "identity",
]);

/** An answer as this server writes it: its errors, its nulls and its times. */
export function inDialect({ status, body, headers }: Answer, behaviour: Behaviour): Answer {
  const said = behaviour.errorsAsTitles && status >= 400 ? withTitles(body) : body;
  return { status, body: written(said, behaviour), ...(headers === undefined ? {} : { headers }) };
}

function written(body: unknown, behaviour: Behaviour): unknown {
  const { emptyTexts, timeOffset, wholeSeconds } = behaviour;
  // Usually nothing is to be done, and lists are long.
  if (!emptyTexts && timeOffset === "Z" && !wholeSeconds) return body;
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => write(key, value, behaviour));
}

function write(key: string, value: unknown, { emptyTexts, timeOffset, wholeSeconds }: Behaviour): unknown {
  const isTime = key.endsWith("_at");
  if (value === null) return emptyTexts && (isTime || TEXTS.has(key)) ? "" : null;
  const instant = isTime && typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(instant) ? value : writeTime(instant, timeOffset, wholeSeconds);
}

/** E.g. "2015-05-26T14:53:52.528-08:00" for 22:53:52.528 UTC. */
function writeTime(instant: number, offset: string, wholeSeconds: boolean): string {
  const [, sign, hours, minutes] = /^([+-])(\d+):(\d+)$/.exec(offset) ?? [];
  const offsetMinutes = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  const local = new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, wholeSeconds ? 19 : 23);
  return local + offset;
}

/** One title for each field that is wrong, else the message. A rejection is no error: it keeps its documented form. */
function withTitles(body: unknown): unknown {
  const { message, errors, success } = body as { message?: string; errors?: object; success?: boolean };
  if (message === undefined || success === false) return body;
  const fields = Object.entries(errors ?? {}).map(([field, reasons]) => `${humanName(field)} ${String(reasons)}`);
  const code = message.toUpperCase().replace(/\W+/g, "_");
  return { errors: (fields.length > 0 ? fields : [message]).map((title) => ({ code, title })) };
}

/** "External id" for `external_id`. */
function humanName(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1).replaceAll("_", " ");
}
