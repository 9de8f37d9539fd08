import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { documentedFiles, ownWorkflowTexts } from "./support/pipelineDocument";
import { testRun } from "./support/testRun";

const ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";

/** The first run on a machine compiles it. */
jest.setTimeout(600_000);

const withGo = spawnSync("go", ["version"]).status === 0 ? test : test.skip;

/** What actionlint says about workflows; empty when it is content. */
function findings(workflows: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(testRun().folder, "workflows-"));
  try {
    // It looks for a repository around the workflows, to find those that they call.
    mkdirSync(path.join(folder, ".git"));
    mkdirSync(path.join(folder, ".github", "workflows"), { recursive: true });
    for (const [file, text] of Object.entries(workflows)) {
      writeFileSync(path.join(folder, ".github", "workflows", path.basename(file)), text);
    }
    const { status, stdout, stderr } = spawnSync("go", ["run", ACTIONLINT, "-no-color"], {
      cwd: folder,
      encoding: "utf8",
    });
    if (status === null || (status !== 0 && stdout === "")) throw new Error(stderr);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const documented = Object.fromEntries(
  Object.entries(documentedFiles()).filter(([file]) => file.startsWith(".github/")),
);

withGo("actionlint finds nothing in the workflows of docs/ci.md and of this repository", () => {
  expect(Object.keys(documented)).toHaveLength(4);
  expect(findings(documented)).toBe("");
  expect(findings(ownWorkflowTexts())).toBe("");
});

withGo(
  "actionlint would have found an input that the called workflow does not have, and a variable that is not there",
  () => {
    const broken = Object.fromEntries(
      Object.entries(documented).map(([file, text]) => [
        file,
        text.replace("      stack: prod\n", "      stak: prod\n").replace("${{ matrix.stack }}", "${{ matrix.stak }}"),
      ]),
    );
    const found = findings(broken);
    expect(found).toContain('input "stak" is not defined');
    expect(found).toContain('property "stak" is not defined');
  },
);
