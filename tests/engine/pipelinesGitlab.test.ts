import { readFileSync } from "node:fs";
import path from "node:path";
import { documentedGitlab, inheritedGitlabJob } from "./support/pipelineDocument";
import { createPipelineProject, CUSTOMERS, STACKS } from "./support/pipelineProject";
import { expectGreen, PipelineRunner } from "./support/pipelineRunner";
import type { WorkatoProject } from "./support/workatoProject";

const pipeline = documentedGitlab();
const job = (name: string) => inheritedGitlabJob(pipeline, name);

jest.setTimeout(600_000);

let workato: WorkatoProject;
let runner: PipelineRunner;

beforeAll(async () => {
  workato = await createPipelineProject();
  runner = new PipelineRunner(workato.project);
});
afterAll(() => workato.dispose());

const variables = (others: Record<string, string> = {}) => ({
  WORKATO_API_TOKEN: workato.emulator.token,
  COMMENT_TOKEN: "token-of-the-project",
  CI_API_V4_URL: "https://gitlab.acme.example/api/v4",
  CI_PROJECT_ID: "12",
  CI_MERGE_REQUEST_IID: "7",
  ...others,
});
const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));

const NOTES_URL = "https://gitlab.acme.example/api/v4/projects/12/merge_requests/7/notes";

test("a merge request is previewed, with a note a stack, and nothing is sent", async () => {
  const run = await runner.gitlab(job("preview"), variables({ STACK: "prod" }));
  expectGreen(run);
  const { output, recorded } = run;
  expect(output).toContain("ManagedConnection");
  expect(recorded.at(-1)).toMatch(/^curl .* --data-urlencode body@comment\.md [^ ]*\/notes$/);
  expect(recorded.at(-1)).not.toContain("PUT");
  const comment = readFileSync(path.join(workato.project.folder, "comment.md"), "utf8");
  expect(comment).toContain("### prod\n~~~\nPreviewing update (prod)");
  expect(output + comment).not.toContain("a-token-that-works");
  expect(writes()).toEqual([]);
});

test("the next push rewrites the note of its stack, and no other one, whatever that says", async () => {
  const note = (id: number, author: number, stack: string) => ({
    id,
    author: { id: author },
    body: `<!-- pulumi preview of ${stack} -->\n### ${stack}`,
  });
  const NOTES = JSON.stringify([note(1, 6, "prod"), note(2, 5, "staging"), note(3, 5, "prod")]);
  const { recorded } = await runner.gitlab(job("preview"), variables({ STACK: "prod", NOTES }));
  expect(recorded.at(-1)).toMatch(new RegExp(`--request PUT --data-urlencode body@comment\\.md ${NOTES_URL}/3$`));
  const planted = JSON.stringify([note(1, 6, "prod")]);
  const made = await runner.gitlab(job("preview"), variables({ STACK: "prod", NOTES: planted }));
  expect(made.recorded.at(-1)).toMatch(new RegExp(`body@comment\\.md ${NOTES_URL}$`));
});

test("a push deploys dev, then staging, and prod when a person says so; the night is quiet, and red after a change by hand", async () => {
  const jobs = STACKS.map((stack) => job(`up ${stack}`));
  expect(jobs.map(({ needs }) => needs)).toEqual([undefined, ["up dev"], ["up staging"]]);
  expect(jobs.map(({ rules }) => rules?.[0]?.when)).toEqual([undefined, undefined, "manual"]);
  for (const up of jobs) expectGreen(await runner.gitlab(up, variables()));
  for (const customer of Object.values(CUSTOMERS)) expect(workato.emulator.connections(customer)).toHaveLength(1);
  workato.takeRequests();

  const night = variables({ STACK: "staging" });
  expectGreen(await runner.gitlab(job("drift"), night));
  workato.emulator.edit(workato.emulator.connections(CUSTOMERS.staging)[0]!.id, { name: "renamed by hand" });
  expect((await runner.gitlab(job("drift"), night)).exitCode).not.toBe(0);
  expect(writes()).toEqual([]);
});
