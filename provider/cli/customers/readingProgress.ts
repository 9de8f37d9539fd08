import { countOf, countText } from "../text";

const SECONDS_PER_MINUTE = 60;
/** From here on nobody counts seconds. */
const LONGEST_IN_SECONDS = 90;

const PARTS_TOLD = 20;

/** How far the reading of customers is. */
export interface ReadingProgress {
  readonly read: number;
  readonly total: number;
  readonly elapsedSeconds: number;
}

/** How many lists may be sent in which time. */
export interface ListQuota {
  readonly listRequestsPerMinute: number;
  readonly quotaWindowSeconds: number;
}

/** "12 of 300 customers, about 40 s left" */
export function progressText(progress: ReadingProgress, quota: ListQuota): string {
  const seconds = Math.ceil(secondsLeft(progress, quota));
  const left = seconds > LONGEST_IN_SECONDS ? `${Math.ceil(seconds / SECONDS_PER_MINUTE)} min` : `${seconds} s`;
  const rest = progress.read > 0 && progress.read < progress.total ? `, about ${left} left` : "";
  return `${countText(progress.read)} of ${countOf(progress.total, "customer")}${rest}`;
}

/** Is it time for a line, where no line can be written over? After every twentieth part. */
export function isMilestone({ read, total }: ReadingProgress): boolean {
  return read > 0 && (read === total || read % Math.ceil(total / PARTS_TOLD) === 0);
}

/**
 * Needs one customer at least. At the speed so far, but not before the quota lets the last request start: the first thousand lists take a few seconds,
 * the next one has to wait for the next minute.
 */
export function secondsLeft({ read, total, elapsedSeconds }: ReadingProgress, quota: ListQuota): number {
  const wholeWindows = Math.floor((total - 1) / quota.listRequestsPerMinute);
  const atThisSpeed = (elapsedSeconds / read) * total;
  return Math.max(0, Math.max(atThisSpeed, wholeWindows * quota.quotaWindowSeconds) - elapsedSeconds);
}
