import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../api";

/** What an unknown value of a preview looks like to a plugin, at any depth of its inputs. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** Is this value, or anything inside it, not known yet? */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) ? Object.values(value).some(hasUnknown) : isUnknown(value);
}

/** Deep equality that does not look at the order of keys. */
export function isSame(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right);
}

/** One text for equal values, whatever the order of their keys. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
