import type { WorkatoErrorKind } from "../../provider/api";
import { settleMs } from "../../provider/api";
import type { SettleSettings } from "../../provider/api/errors/settleTime";

const SETTINGS: SettleSettings = { settleTimeoutSeconds: 40, requestTimeoutSeconds: 60 };

test.each<[string, { kind: WorkatoErrorKind; status?: number }, Partial<SettleSettings>, number]>([
  ["a cut, which does not say when it began", { kind: "network" }, {}, 40_000],
  ["a 500 of the API, whose list may be behind", { kind: "server", status: 500 }, {}, 40_000],
  ["a web page", { kind: "unexpectedAnswer", status: 200 }, {}, 40_000],
  ["a 502: the API may go on behind the gateway", { kind: "server", status: 502 }, {}, 40_000],
  ["a 503, too", { kind: "server", status: 503 }, {}, 40_000],
  ["a 504, too", { kind: "server", status: 504 }, {}, 40_000],
  ["a 524, as some gateways say of their own time-out", { kind: "server", status: 524 }, {}, 40_000],
  ["a 408, which does not say when it began", { kind: "timeout", status: 408 }, {}, 40_000],
  ["our own time-out, longer than the API is at work", { kind: "timeout" }, {}, 4_000],
  ["our own time-out, a little shorter", { kind: "timeout" }, { requestTimeoutSeconds: 38 }, 4_000],
  ["our own time-out, much shorter", { kind: "timeout" }, { requestTimeoutSeconds: 15 }, 25_000],
  ["a cut, where the server is known to be quick", { kind: "network" }, { settleTimeoutSeconds: 10 }, 10_000],
  ["a 500, where it is quicker than its list", { kind: "server", status: 500 }, { settleTimeoutSeconds: 1 }, 1_000],
  ["our own time-out there", { kind: "timeout" }, { settleTimeoutSeconds: 1 }, 1_000],
])("after %s", (_case, error, settings, expected) => {
  expect(settleMs({ outcome: "unknown", ...error }, { ...SETTINGS, ...settings })).toBe(expected);
  expect(settleMs({ outcome: "refused", ...error }, { ...SETTINGS, ...settings })).toBe(0);
});
