import type { Connection } from "../../provider/api";
import { knownConnection, withFacts } from "../../provider/resources/connection/state";

const CONNECTION: Connection = { ...knownConnection("36", { name: "Jira", provider: "jira" }), tags: [] };

test("an empty list is a fact where the program sets it", () => {
  expect(withFacts({ tags: ["a"], managed: ["tags"] }, CONNECTION)).toMatchObject({ tags: [] });
});

test("and is none where it does not", () => {
  expect(withFacts({ tags: ["a"] }, CONNECTION)).not.toHaveProperty("tags");
});
