import { WorkatoError } from "../../provider/api";
import { explained, ObjectGone, PartialFailure } from "../../provider/resources/errors";

test("an explanation stands below what the API said", () => {
  const request = { method: "DELETE", path: "/connections/1", attempts: 1, elapsedSeconds: 0 };
  const details = { kind: "forbidden", outcome: "refused", status: 403, reason: "Forbidden" } as const;
  expect(explained(new WorkatoError({ ...request, ...details }), "Do this.").message).toBe(
    "Workato: DELETE /connections/1 failed: 403 Forbidden\nDo this.",
  );
});

test("a partial failure keeps the id, the state and the reason", () => {
  const state = { name: "b", holder: "0a1b2c3d" };
  const failure = new PartialFailure("EA%2F1/36", state, "why");
  expect(failure).toBeInstanceOf(Error);
  expect(failure).toMatchObject({ message: "why", id: "EA%2F1/36", state });
  expect(failure).not.toBeInstanceOf(ObjectGone);
});
