import type { WorkatoErrorKind } from "../../provider/api";
import { serverSecondMs, settleMs, type SettleClocks } from "../../provider/runtime/connection/settleTime";

const CLOCKS: SettleClocks = { quotaWindowSeconds: 60, requestTimeoutSeconds: 60 };

test.each<[string, { kind: WorkatoErrorKind; status?: number }, Partial<SettleClocks>, number]>([
  ["a cut", { kind: "network" }, {}, 4_000],
  ["a 500", { kind: "server", status: 500 }, {}, 4_000],
  ["a web page", { kind: "unexpectedAnswer", status: 200 }, {}, 4_000],
  ["a 504: the API may go on behind the gateway", { kind: "server", status: 504 }, {}, 40_000],
  ["a 408, which does not say when it began", { kind: "timeout", status: 408 }, {}, 40_000],
  ["our own time-out, longer than the API's", { kind: "timeout" }, {}, 4_000],
  ["our own time-out, a little shorter", { kind: "timeout" }, { requestTimeoutSeconds: 38 }, 4_000],
  ["our own time-out, much shorter", { kind: "timeout" }, { requestTimeoutSeconds: 15 }, 25_000],
  ["a cut, on a quicker clock", { kind: "network" }, { quotaWindowSeconds: 6 }, 400],
  ["a 504, on a quicker clock", { kind: "server", status: 504 }, { quotaWindowSeconds: 6 }, 4_000],
  ["a time-out, on a quicker clock", { kind: "timeout" }, { quotaWindowSeconds: 6, requestTimeoutSeconds: 1 }, 3_000],
])("after %s", (_case, error, clocks, expected) => {
  expect(settleMs({ outcome: "unknown", ...error }, { ...CLOCKS, ...clocks })).toBeCloseTo(expected);
  expect(settleMs({ outcome: "refused", ...error }, { ...CLOCKS, ...clocks })).toBe(0);
});

test("a second of the server is a sixtieth of its minute", () => {
  expect(serverSecondMs(CLOCKS)).toBe(1000);
  expect(serverSecondMs({ quotaWindowSeconds: 0.6 })).toBeCloseTo(10);
});
