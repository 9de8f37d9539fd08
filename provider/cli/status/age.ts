import { instantOf, MS_PER_SECOND } from "../../api";
import { countOf } from "../text";

const MINUTE_MS = 60 * MS_PER_SECOND;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365.25 * DAY_MS;
const MONTH_MS = YEAR_MS / 12;

/** Each unit counts up to a number that people still say; years have no end. */
const UNITS = [
  ["minute", MINUTE_MS, 60],
  ["hour", HOUR_MS, 48],
  ["day", DAY_MS, 60],
  ["month", MONTH_MS, 24],
  ["year", YEAR_MS, Infinity],
] as const;

/** "8 days": how long ago that was, in the unit that people would use; undefined where the time is not known. */
export function ageText(isoTime: string | null, now: Date): string | undefined {
  const instant = instantOf(isoTime);
  if (instant === undefined) return undefined;
  const passedMs = now.getTime() - instant;
  const [noun, unitMs] = UNITS.find(([, each, most]) => passedMs < most * each) ?? UNITS[4];
  // Clocks differ: nothing is less than a minute old, or of tomorrow.
  return countOf(Math.max(1, Math.floor(passedMs / unitMs)), noun);
}
