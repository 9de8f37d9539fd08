/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object, neither an array nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON object, also as the only element of a list; undefined for everything else. */
export function asObject(value: unknown): JsonObject | undefined {
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return isRecord(only) ? only : undefined;
}

/** Undefined for what is no JSON; null and texts are JSON, though never what the API promises. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Text as it is, numbers as text (the API answers ids as integers), undefined for every other type. */
export function asText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : undefined;
}

/** As {@link asText}; null and the empty text are null, which the API uses alike. */
export function asTextOrNull(value: unknown): string | null | undefined {
  return value === null || value === "" ? null : asText(value);
}

/** An id as text; undefined for what cannot be one. */
export function asId(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  return typeof value === "string" && /^\d+$/.test(value) ? value : undefined;
}
