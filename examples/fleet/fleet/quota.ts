/** Settings by full key, as in Pulumi.<stack>.yaml. */
export type Settings = Readonly<Record<string, unknown>>;

/** Workato's own, by key of our configuration. */
const QUOTAS = { "workato:requestsPerMinute": 60, "workato:listRequestsPerMinute": 1000 };

/**
 * The settings of one of several stacks that run at once. Each is a process that paces itself, so each gets a part of the quota;
 * with `workato:quotaUrl` they share one, and nothing is divided.
 */
export function withShareOfQuota(settings: Settings, parallel: number, shared: boolean): Settings {
  if (shared || "workato:quotaUrl" in settings) return settings;
  const shares = Object.entries(QUOTAS).map(([key, quota]): [string, number] => [
    key,
    Math.max(1, Math.floor(Number(settings[key] ?? quota) / parallel)),
  ]);
  return { ...settings, ...Object.fromEntries(shares) };
}
