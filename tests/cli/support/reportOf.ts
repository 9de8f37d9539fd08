import type { EnvironmentName } from "../../../provider/api";
import type { CustomerReading } from "../../../provider/cli/customers/customerReading";
import { statusReport, type StatusReport } from "../../../provider/cli/status/statusReport";

interface KnownOfCustomers {
  readonly names?: Record<string, string>;
  readonly environments?: Record<string, EnvironmentName | "original">;
  readonly now?: string;
}

/** A report of customers that were asked for by their ids. */
export function reportOf(
  managedUserIds: readonly string[],
  readings: readonly CustomerReading[],
  redact: (text: string) => string = (text) => text,
  { names = {}, environments = {}, now = "2026-12-01T00:00:00Z" }: KnownOfCustomers = {},
): StatusReport {
  const known = { names: new Map(Object.entries(names)), environments: new Map(Object.entries(environments)) };
  const read = { managedUserIds, readings, ...known, unsaid: 0, without: 0 };
  return statusReport(read, { origin: "https://www.workato.com", now: new Date(now), redact });
}
