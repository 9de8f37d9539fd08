import { countOf } from "../text";
import type { Group } from "./connectionStatus";
import type { StatusReport } from "./statusReport";
import { worstFirst } from "./statusReport";
import { connectionLabel } from "./statusTable";

/** What `--fail-on` takes, and the groups that are then a failure. */
const ALARMING = {
  lost: ["lost"],
  unauthorized: ["lost", "refused", "waiting", "disconnected"],
  never: [],
} as const satisfies Record<string, readonly Group[]>;

export type FailOn = keyof typeof ALARMING;

export const FAIL_ON_CHOICES = Object.keys(ALARMING) as readonly FailOn[];

/** The rest is in the table, the JSON or the page. */
const MOST_NAMED = 5;

/** Why `status` is to fail; undefined when nothing is there that it fails on. */
export function alarmText(report: StatusReport, failOn: FailOn): string | undefined {
  const alarming: readonly Group[] = ALARMING[failOn];
  const rows = worstFirst(report).filter(({ connection }) => alarming.includes(connection.group));
  if (rows.length === 0) return undefined;
  const named = rows.slice(0, MOST_NAMED).map((row) => `${connectionLabel(row)} of customer ${row.managedUserId}`);
  const others = rows.length > MOST_NAMED ? [`${rows.length - MOST_NAMED} more`] : [];
  return `${countOf(rows.length, "connection")} ${failOn}: ${[...named, ...others].join(", ")} (--fail-on ${failOn})`;
}
