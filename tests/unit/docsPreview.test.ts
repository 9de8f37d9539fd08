import { readFileSync } from "node:fs";
import path from "node:path";
import { jira, startBench } from "../runtime/support/bench";

const README = path.join(__dirname, "../../README.md");

test("the README shows a preview as it is", async () => {
  const bench = await startBench({ config: { previewLookups: "true" } });
  ["Jira", "Zendesk", "Warehouse"].forEach((name, index) => {
    bench.emulator.addConnection("98178", { id: 36 + index, name, provider: "jira" });
  });
  await bench.stack.preview({
    jira: jira({ name: "Jira" }),
    zendesk: jira({ name: "Zendesk", onExisting: "adopt" }),
    warehouse: jira({
      name: "Warehouse",
      onExisting: "adopt",
      inputFromEnvironment: { password: "SNOWFLAKE_PASSWORD" },
    }),
  });
  const shown = readFileSync(README, "utf8").match(/^ *warning: .*$/gm) ?? [];
  const sorted = (lines: readonly string[]) => lines.map((line) => line.trim()).sort();
  expect(shown).toHaveLength(3);
  expect(sorted(shown)).toEqual(sorted(bench.lines.join("").trim().split("\n")));
});
