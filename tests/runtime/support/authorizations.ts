import type { ConnectionArguments } from "../../../provider/arguments/connection";
import type { ConnectionState } from "../../../provider/resources/connection/state";

export type Arguments = Partial<ConnectionArguments>;

export const [T0, T1, T2] = [
  "2026-01-01T00:00:00.000Z",
  "2026-01-02T00:00:00.000Z",
  "2026-01-03T00:00:00.000Z",
] as const;

/** The instant of T1, as another server writes it. */
export const T1_ELSEWHERE = "2026-01-02T02:00:00.000+02:00";

export const ARGS: Arguments = { managedUserId: "98178", provider: "jira", name: "a", input: { apitoken: "good" } };

/** A connection that works, with credentials of ours. */
export const OURS: ConnectionState = { ...ARGS, authorizationStatus: "success", authorizedAt: T1, ourAuthorizedAt: T1 };

/** Without the keys that are undefined: state has none. */
export function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

export function without<T extends object>(values: T, ...names: (keyof T)[]): T {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name as keyof T))) as T;
}

/** What a test does not say of the arguments is as in ARGS. */
export function whole(args: Arguments): ConnectionArguments {
  const { managedUserId = "98178", provider = "jira", name = "a" } = args;
  return { ...args, managedUserId, provider, name };
}
