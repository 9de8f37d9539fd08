import { RetryBudget } from "../../provider/api";
import type { Failure } from "../../provider/api/errors/failure";
import { Attempts } from "../../provider/api/pacing/attempts";

const failed = (more: Partial<Failure>): Failure => ({
  kind: "network",
  reason: [],
  neverSent: true,
  permanent: false,
  ...more,
});

let nowMs: number;
let attempts: Attempts;
beforeEach(() => {
  nowMs = 0;
  attempts = new Attempts({ method: "GET", path: "/" }, new RetryBudget(900, () => nowMs));
});

/** Fails in this way after so many seconds, and says how many seconds are left. */
function secondsLeftAfter(seconds: number, more: Partial<Failure>): number {
  nowMs += seconds * 1000;
  attempts.record(failed(more));
  return attempts.remainingMs() / 1000;
}

test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])(
  "%s before anything was sent: a minute from the first one",
  (code) => {
    expect(secondsLeftAfter(100, { code })).toBe(60);
    expect(secondsLeftAfter(50, { code })).toBe(10);
    expect(secondsLeftAfter(50, { code })).toBe(0);
  },
);

test("never longer than the budget", () => {
  expect(secondsLeftAfter(890, { code: "ECONNREFUSED" })).toBe(10);
});

test.each<Partial<Failure>>([
  { code: "ETIMEDOUT" },
  { kind: "timeout" },
  { code: "ECONNREFUSED", neverSent: false },
  { kind: "server", neverSent: false },
])("%j: as long as the budget", (more) => {
  secondsLeftAfter(100, more);
  expect(secondsLeftAfter(100, more)).toBe(700);
});

test("a minute begins again when something else was seen in between", () => {
  secondsLeftAfter(0, { code: "ECONNREFUSED" });
  expect(secondsLeftAfter(50, { kind: "server", neverSent: false })).toBe(850);
  expect(secondsLeftAfter(50, { code: "ECONNREFUSED" })).toBe(60);
});

test("counts how often it failed in the same way", () => {
  const again = (): number => attempts.record(failed({ code: "EPROTO" }));
  expect([again(), again(), attempts.record(failed({ code: "ECONNRESET" })), again()]).toEqual([1, 2, 1, 3]);
});
