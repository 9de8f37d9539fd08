import { MS_PER_SECOND } from "./time";

/** ISO 8601, also as Ruby prints a time: a blank instead of the T, and "UTC" or an offset without a colon. */
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * A time of the API as milliseconds since 1970, to be compared instead of its text: the same instant comes with different
 * offsets. Without an offset it is UTC. Undefined for what is no time, so that nobody compares with NaN.
 */
export function instantOf(text: string | null | undefined): number | undefined {
  const [, date, time = "00:00", zone = "Z"] = TIME.exec((text ?? "").trim()) ?? [];
  if (date === undefined) return undefined;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}` : "Z";
  const instant = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Do both texts mean one time? An endpoint may leave the fractions of a second out where another one writes them. */
export function isSameInstant(one: string | null | undefined, other: string | null | undefined): boolean {
  const [a, b] = [instantOf(one), instantOf(other)];
  if (a === b || a === undefined || b === undefined) return a === b;
  const isWhole = a % MS_PER_SECOND === 0 || b % MS_PER_SECOND === 0;
  return isWhole && Math.floor(a / MS_PER_SECOND) === Math.floor(b / MS_PER_SECOND);
}
