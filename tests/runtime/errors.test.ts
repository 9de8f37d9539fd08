import { WorkatoError } from "../../provider/api";
import { explained, PartialFailure, toldOnce } from "../../provider/resources/errors";

test("an explanation stands below what the API said", () => {
  const request = { method: "DELETE", path: "/connections/1", attempts: 1, elapsedSeconds: 0 };
  const details = { kind: "forbidden", outcome: "refused", status: 403, reason: "Forbidden" } as const;
  expect(explained(new WorkatoError({ ...request, ...details }), "Do this.").message).toBe(
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
