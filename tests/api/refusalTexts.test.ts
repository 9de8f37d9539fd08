import { bench, failureOf } from "./support/harness";
import { json } from "./support/scriptedServer";

test.each<[string, unknown, string]>([
  [
    "fields inside of fields",
    { errors: { input: { apitoken: ["is wrong"], port: "is no number" } } },
    "refused (input: apitoken: is wrong, port: is no number)",
  ],
  ["fields in a list of pairs", { errors: [["name", "is taken"]] }, "refused (errors: name, is taken)"],
  [
    "errors inside of errors",
    { errors: [{ errors: [{ message: "is wrong" }] }] },
    "refused (errors: errors: is wrong)",
  ],
  ["a detail", { errors: [{ field: "name", detail: "is taken" }] }, "refused (errors: is taken)"],
  ["an error with a message", { error: { code: 7, message: "is wrong" } }, "is wrong"],
  ["messages", { message: ["one is wrong", "one is missing"] }, "one is wrong, one is missing"],
  ["messages by field", { message: { name: ["can't be blank"] } }, "name: can't be blank"],
  [
    "a gateway's problem",
    { type: "about:blank", title: "Too long", detail: "at most 1 MiB", status: 413 },
    "at most 1 MiB",
  ],
  ["a gateway's problem without a detail", { title: "Too long", status: 413 }, "Too long"],
])("a refusal is told in its own words: %s", async (_title, body, told) => {
  const { client } = await bench([json(422, body)]);
  const { message } = await failureOf(client.createConnection("1", {}));
  expect(message).toBe(`Workato: POST /api/managed_users/1/connections failed: 422 ${told}`);
});
