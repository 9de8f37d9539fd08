import type { Failure } from "../../provider/api/errors/failure";
import { MAX_TLS_FAILURES, MAX_UNEXPECTED_ANSWERS, retryDelayMs, shouldRetry } from "../../provider/api/pacing/retry";
import type { WorkatoErrorKind } from "../../provider/api";

const failed = (kind: WorkatoErrorKind, more: Partial<Failure> = {}): Failure => ({
  kind,
  reason: [],
  neverSent: false,
  permanent: false,
  ...more,
});

const IDEMPOTENT = { idempotent: true, timesSeen: 1 };
const CREATE = { idempotent: false, timesSeen: 1 };
const OFTEN = 1000;

describe("shouldRetry", () => {
  test("429: always, also a create, however often", () => {
    expect(shouldRetry(failed("rateLimited"), { ...IDEMPOTENT, timesSeen: OFTEN })).toBe(true);
    expect(shouldRetry(failed("rateLimited"), { ...CREATE, timesSeen: OFTEN })).toBe(true);
  });

  test.each(["network", "redirect"] as const)("a permanent %s failure: never, though nothing was sent", (kind) => {
    expect(shouldRetry(failed(kind, { permanent: true, neverSent: true }), IDEMPOTENT)).toBe(false);
  });

  test.each(["network", "timeout"] as const)("%s before anything was sent: also a create, however often", (kind) => {
    const failure = failed(kind, { neverSent: true, code: "ECONNREFUSED" });
    expect(shouldRetry(failure, { ...CREATE, timesSeen: OFTEN })).toBe(true);
    expect(shouldRetry(failure, { ...IDEMPOTENT, timesSeen: OFTEN })).toBe(true);
  });

  test.each(["EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER"])("%s: only a few times", (code) => {
    const failure = failed("network", { neverSent: true, code });
    expect(shouldRetry(failure, { ...CREATE, timesSeen: MAX_TLS_FAILURES - 1 })).toBe(true);
    expect(shouldRetry(failure, { ...CREATE, timesSeen: MAX_TLS_FAILURES })).toBe(false);
  });

  test.each(["network", "timeout", "server"] as const)(
    "%s after sending: what is idempotent, however often",
    (kind) => {
      expect(shouldRetry(failed(kind), { ...IDEMPOTENT, timesSeen: OFTEN })).toBe(true);
    },
  );

  test.each(["network", "timeout", "server", "unexpectedAnswer"] as const)(
    "%s after sending: never a create",
    (kind) => {
      expect(shouldRetry(failed(kind), CREATE)).toBe(false);
    },
  );

  test("an unexpected answer: what is idempotent, a few times", () => {
    const failure = failed("unexpectedAnswer");
    expect(shouldRetry(failure, { ...IDEMPOTENT, timesSeen: MAX_UNEXPECTED_ANSWERS - 1 })).toBe(true);
    expect(shouldRetry(failure, { ...IDEMPOTENT, timesSeen: MAX_UNEXPECTED_ANSWERS })).toBe(false);
  });

  test.each(["unauthorized", "forbidden", "notFound", "rejected", "validation"] as const)("%s: never", (kind) => {
    expect(shouldRetry(failed(kind), IDEMPOTENT)).toBe(false);
    expect(shouldRetry(failed(kind), CREATE)).toBe(false);
  });
});

describe("retryDelayMs", () => {
  const half = (): number => 0.5;

  test.each([
    [1, 250],
    [2, 500],
    [3, 1000],
    [6, 8000],
    [7, 15_000],
    [40, 15_000],
  ])("attempt %i: exponential with full jitter, up to 30 s", (attempt, ms) => {
    expect(retryDelayMs(failed("server"), attempt, half)).toBe(ms);
    expect(retryDelayMs(failed("server"), attempt, () => 0)).toBe(0);
  });

  test("Retry-After is never shortened, and stretched by a tenth at most", () => {
    const failure = failed("rateLimited", { retryAfterMs: 7000 });
    expect(retryDelayMs(failure, 1, () => 0)).toBe(7000);
    expect(retryDelayMs(failure, 9, half)).toBe(7350);
  });

  test("Retry-After counts for a 503, too", () => {
    expect(retryDelayMs(failed("server", { retryAfterMs: 3000 }), 1, () => 0)).toBe(3000);
  });

  test.each([undefined, 0])("429 with Retry-After %s: at least half of the back-off", (retryAfterMs) => {
    const failure = failed("rateLimited", retryAfterMs === undefined ? {} : { retryAfterMs });
    expect(retryDelayMs(failure, 1, () => 0)).toBe(250);
    expect(retryDelayMs(failure, 1, half)).toBe(375);
  });
});
