import { programError } from "./programError";

/**
 * The customer id that Workato's Embedded API expects for a customer known by an external id: "E" and the id.
 * Give the external id as it is; encoding it for URLs is the provider's work.
 *
 * @example
 * externalId("A2300"); // "EA2300"
 * externalId("A/23 00"); // "EA/23 00"
 */
export function externalId(value: string | number): string {
  const text = String(value);
  if (text.trim() === "") throw programError("externalId: the external id is empty.");
  return `E${text}`;
}
