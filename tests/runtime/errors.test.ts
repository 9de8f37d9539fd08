import { WorkatoError, type WorkatoErrorDetails } from "../../provider/api";
import { isInUse, mayBeDone } from "../../provider/runtime/errors";

function refused(
  kind: WorkatoErrorDetails["kind"],
  reason = "no",
  outcome: WorkatoErrorDetails["outcome"] = "refused",
) {
  const request = { method: "DELETE", path: "/connections/1", attempts: 1, elapsedSeconds: 0 };
  return new WorkatoError({ ...request, kind, reason, outcome });
}

test.each([
  ["rejected", refused("rejected"), true],
  ["validation that speaks of active recipes", refused("validation", "It is used by active recipes"), true],
  ["validation that speaks of one", refused("validation", "used by 1 active recipe"), true],
  ["validation that says in use", refused("validation", "The profile is IN USE"), true],
  ["validation that speaks of something else", refused("validation", "name: is inactive"), false],
  ["another kind, whatever it says", refused("forbidden", "the key is in use"), false],
  ["not an error of the API", Object.assign(new Error("in use"), { kind: "rejected" }), false],
])("in use? %s", (_case, error, answer) => {
  expect(isInUse(error)).toBe(answer);
});

test.each([
  ["unknown outcome", refused("server", "502", "unknown"), true],
  ["validation", refused("validation"), true],
  ["rejected", refused("rejected"), true],
  ["not found", refused("notFound"), false],
  ["a 429", refused("rateLimited"), false],
  ["not an error of the API", Object.assign(new Error("cut"), { outcome: "unknown" }), false],
])("may the server have done it? %s", (_case, error, answer) => {
  expect(mayBeDone(error)).toBe(answer);
});
