import type { CustomerReading } from "../../../provider/cli/customers/customerReading";
import { statusReport, type StatusReport } from "../../../provider/cli/status/statusReport";

/** A report of customers that were asked for by their ids. */
export function reportOf(
  managedUserIds: readonly string[],
  readings: readonly CustomerReading[],
  redact: (text: string) => string = (text) => text,
): StatusReport {
  const read = { managedUserIds, readings, names: new Map(), environments: new Map(), unsaid: 0, without: 0 };
  return statusReport(read, { origin: "https://www.workato.com", now: new Date("2026-12-01T00:00:00Z"), redact });
}
