import { WorkatoError, type WorkatoErrorDetails } from "../../provider/api";
import { explained, isMeant, isRefusal, mayBeDone, PartialFailure, toldOnce } from "../../provider/runtime/errors";

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
  expect(mayBeDone(error)).toBe(answer);
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
  expect(isMeant(error, "inUse")).toBe(answer);
});

test("an explanation stands below what the API said", () => {
  expect(explained(failed("forbidden", { status: 403, reason: "Forbidden" }), "Do this.").message).toBe(
    "Workato: DELETE /connections/1 failed: 403 Forbidden\nDo this.",
  );
});

test("a partial failure has what the engine needs to keep the resource, and to load us again", () => {
  const inputs = { managedUserId: "EA/1", name: "a", __provider: "text" };
  expect(new PartialFailure(inputs, "36", { name: "b", holder: "0a1b2c3d" }, "why")).toMatchObject({
    message: "why",
    id: "EA%2F1/36",
    properties: { name: "b", holder: "0a1b2c3d", __provider: "text" },
    reasons: ["why"],
  });
});

describe("what a method throws", () => {
  const thrownBy = async (thrown: unknown, secrets: readonly string[] = []): Promise<Error> => {
    try {
      await toldOnce(
        () => [...secrets],
        () => {
          throw thrown;
        },
      );
    } catch (error) {
      return error as Error;
    }
    throw new Error("nothing was thrown");
  };

  test("is the same error, with its id and its words; only the SDK's second print of it is short", async () => {
    const failure = new PartialFailure({ managedUserId: "1" }, "36", {}, "the token s3cret is ours to name");
    const error = await thrownBy(failure, ["s3cret"]);
    expect(error).toBe(failure);
    expect(error.message).toBe("the token s3cret is ours to name");
    expect(`${String(error)}: ${error.stack}`).toBe(
      "pulumi-workato-embedded: an operation failed; its error is shown with the resource.",
    );
  });

  test.each([
    ["a TypeError", new TypeError("cannot read s3cret of undefined")],
    ["a RangeError", new RangeError("s3cret")],
    ["a SyntaxError", new SyntaxError("Unexpected token s3cret")],
    ["a text", "s3cret"],
  ])("is a mistake of ours when it is %s, and quotes no secret", async (_case, thrown) => {
    const error = await thrownBy(thrown, ["s3cret"]);
    expect(error.message).toContain("[redacted]");
    expect(`${error.message}${String(error)}${error.stack}`).not.toContain("s3cret");
  });

  test("is nothing after a success", async () => {
    const secrets = jest.fn(() => []);
    expect(await toldOnce(secrets, () => Promise.resolve(1))).toBe(1);
    expect(secrets).not.toHaveBeenCalled();
  });
});
