import {
  isRefusal,
  mayHaveTakenEffect,
  refusalMeans,
  WorkatoError,
  type WorkatoErrorDetails,
} from "../../provider/api";

function failed(kind: WorkatoErrorDetails["kind"], details: Partial<WorkatoErrorDetails> = {}) {
  const request = { method: "DELETE", path: "/connections/1", attempts: 1, elapsedSeconds: 0 };
  return new WorkatoError({ ...request, kind, reason: "no", outcome: "refused", ...details });
}

test.each([
  ["of unknown outcome", failed("server", { outcome: "unknown" }), true],
  ["refused by the server", failed("server"), false],
  ["validation", failed("validation"), false],
  ["not found", failed("notFound"), false],
  ["not an error of the API", Object.assign(new Error("cut"), { outcome: "unknown" }), false],
  ["no error", undefined, false],
])("may the server have done it? %s: %s", (_case, error, answer) => {
  expect(mayHaveTakenEffect(error)).toBe(answer);
});

test.each([
  ["validation", failed("validation"), true],
  ["rejected", failed("rejected"), true],
  ["not found", failed("notFound"), false],
  ["a token that may not", failed("forbidden"), false],
  ["a 429", failed("rateLimited"), false],
  ["an answer that proves nothing", failed("unexpectedAnswer", { outcome: "unknown" }), false],
  ["not an error of the API", Object.assign(new Error("no"), { kind: "validation" }), false],
])("did the server read the request and say no? %s: %s", (_case, error, answer) => {
  expect(isRefusal(error)).toBe(answer);
});

test.each([
  ["that meaning", failed("rejected", { meaning: "inUse" }), true],
  ["another", failed("rejected", { meaning: "notAssigned" }), false],
  ["none, whatever it says", failed("validation", { reason: "used by active recipes" }), false],
  ["not an error of the API", Object.assign(new Error("in use"), { meaning: "inUse" }), false],
])("does the refusal mean that it is in use? %s: %s", (_case, error, answer) => {
  expect(refusalMeans(error, "inUse")).toBe(answer);
});
