import { readFileSync } from "node:fs";
import path from "node:path";
import { copyAsUserProject } from "./support/userProject";

/** What jest writes with --json, as far as we look at it. */
interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

test("the tests of the example of a tested stack pass for a user, on mocks and against the emulator", async () => {
  const project = await copyAsUserProject("examples/tested-stack");
  await project.run("npm test -- --json --outputFile report.json");
  const report = JSON.parse(readFileSync(path.join(project.folder, "report.json"), "utf8")) as JestReport;
  const passed = report.testResults.map(({ name, assertionResults }) => [
    path.basename(name),
    assertionResults.filter(({ status }) => status === "passed").length,
  ]);
  expect(Object.fromEntries(passed)).toEqual({ "unit.test.ts": 4, "integration.test.ts": 4 });
});
