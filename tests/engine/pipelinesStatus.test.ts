import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { documentedGitlab, documentedWorkflows, inheritedGitlabJob } from "./support/pipelineDocument";
import { createPipelineProject, CUSTOMERS, valuesOf } from "./support/pipelineProject";
import { expectGreen, PipelineRunner } from "./support/pipelineRunner";
import type { WorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;
let runner: PipelineRunner;

beforeAll(async () => {
  workato = await createPipelineProject();
  runner = new PipelineRunner(workato.project);
  await workato.project.up({ env: { WORKATO_API_TOKEN: workato.emulator.token } });
});
afterAll(() => workato.dispose());

test("every night: a page about every customer, red with exit code 3 when a connection was lost", async () => {
  const status = documentedWorkflows()["nightly.yml"]!.jobs["status"]!;
  const page = path.join(workato.project.folder, "report.html");
  expectGreen(await runner.github(status, valuesOf(workato)));
  expect(existsSync(page)).toBe(true);

  workato.emulator.loseAuthorization(workato.emulator.connections(CUSTOMERS.dev)[0]!.id);
  expect((await runner.github(status, valuesOf(workato))).exitCode).toBe(3);
  expect(readFileSync(page, "utf8")).toContain("jira");
  const gitlab = inheritedGitlabJob(documentedGitlab(), "status");
  expect((await runner.gitlab(gitlab, { WORKATO_API_TOKEN: workato.emulator.token })).exitCode).toBe(3);
});
