/** Milliseconds since 1970 of a time of the API, with `Z` or an offset; undefined for what is missing or cannot be read. */
export function instantOf(text: string | null | undefined): number | undefined {
  const instant = Date.parse(text ?? "");
  return Number.isNaN(instant) ? undefined : instant;
}
