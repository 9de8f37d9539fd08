import { readFileSync } from "node:fs";
import path from "node:path";
import { DocumentedCommands } from "./support/documentedCommands";
import { documentedWorkflows } from "./support/pipelineDocument";
import { createPipelineProject, CONNECTION, CUSTOMERS, STACKS, valuesOf } from "./support/pipelineProject";
import { expectGreen, PipelineRunner } from "./support/pipelineRunner";
import type { WorkatoProject } from "./support/workatoProject";

const workflows = documentedWorkflows();
const job = (file: string, name: string) => workflows[file]!.jobs[name]!;

/** A dozen runs of the CLI in one test; this only ends what hangs. */
jest.setTimeout(600_000);

let workato: WorkatoProject;
let runner: PipelineRunner;

beforeAll(async () => {
  workato = await createPipelineProject();
  runner = new PipelineRunner(workato.project);
});
afterAll(() => workato.dispose());
beforeEach(() => {
  workato.write(CONNECTION);
  workato.takeRequests();
});

const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));
const comment = () => readFileSync(path.join(workato.project.folder, "comment.md"), "utf8");
const settings = (stack: string) => readFileSync(workato.project.files.settings(stack), "utf8");

test("before the first run: no token in any stack's configuration, and a third of the quota each", async () => {
  const document = new DocumentedCommands("docs/ci.md");
  const section = "Once, before the first run";
  await workato.project.setConfig("workato:apiToken", "from-the-configuration", { stack: "prod", secret: true });
  await document.run(workato.project, section, 1);
  await document.run(workato.project, section, 2);
  for (const stack of STACKS) {
    expect(settings(stack)).toMatch(/workato:requestsPerMinute: "20"/);
    expect(settings(stack)).toMatch(/workato:listRequestsPerMinute: "333"/);
    expect(settings(stack)).not.toContain("apiToken");
  }
  expect(document.unused([section])).toEqual([]);
});

test("a pull request is previewed in every stack: one comment, rewritten at the next push; nothing is sent, no credential shown", async () => {
  const preview = job("preview.yml", "preview");
  const first = await runner.github(preview, valuesOf(workato));
  expect(first.output).toContain("+ pulumi-nodejs:dynamic/workato:ManagedConnection");
  expect(first.exitCode).toBe(0);
  const comments = "repos/acme/customers/issues/7/comments";
  expect(first.recorded.slice(0, 1)).toEqual(["npm ci"]);
  expect(first.recorded.at(-1)).toBe(`gh api --silent --method POST ${comments} --field body=@comment.md`);
  for (const stack of STACKS) expect(comment()).toContain(`### ${stack}\n~~~\nPreviewing update (${stack})`);
  expect(first.output + comment()).not.toContain("a-token-that-works");

  const second = await runner.github(preview, valuesOf(workato), { COMMENT_ID: "4711" });
  expect(second.recorded.at(-1)).toBe(
    "gh api --silent --method PATCH repos/acme/customers/issues/comments/4711 --field body=@comment.md",
  );
  expect(writes()).toEqual([]);
});

test("a preview that fails fails the job, and the comment says why", async () => {
  workato.write(
    `if (pulumi.getStack() === "staging") throw new pulumi.RunError("staging has no customer"); ${CONNECTION}`,
  );
  const { exitCode, recorded } = await runner.github(job("preview.yml", "preview"), valuesOf(workato));
  expect(exitCode).toBe(1);
  expect(recorded.at(-1)).toContain("--method POST");
  expect(comment()).toContain("staging has no customer");
  expect(comment()).toContain("### prod");
});

test("a push deploys the stacks one after the other; a second run sends nothing", async () => {
  const calls = Object.entries(workflows["deploy.yml"]!.jobs);
  expect(calls.map(([name, { needs, with: inputs }]) => [name, needs, inputs])).toEqual([
    ["dev", undefined, { stack: "dev" }],
    ["staging", "dev", { stack: "staging" }],
    ["prod", "staging", { stack: "prod" }],
  ]);
  for (const expected of [1, 0]) {
    for (const [, call] of calls) {
      const called = job(path.basename(call.uses!), "up");
      const values = { ...valuesOf(workato), "inputs.stack": call.with!["stack"]! };
      expectGreen(await runner.github(called, values));
    }
    expect(writes().filter((request) => request.startsWith("POST "))).toHaveLength(expected * STACKS.length);
  }
  for (const customer of Object.values(CUSTOMERS)) expect(workato.emulator.connections(customer)).toHaveLength(1);
});

test("the token of the pipeline is not in a state, and one that was rotated is used at once", async () => {
  const { token } = workato.emulator;
  for (const stack of STACKS) expect(workato.project.stateFile(stack)).not.toContain(token);
  const values = { ...valuesOf(workato), "matrix.stack": "prod", "secrets.WORKATO_API_TOKEN": "another-token" };
  const { exitCode, output } = await runner.github(job("nightly.yml", "drift"), values);
  expect(exitCode).not.toBe(0);
  expect(output).toContain("401");
});

test("every night: quiet as long as nothing has drifted, red when somebody has renamed a connection, and nothing is changed", async () => {
  const drift = job("nightly.yml", "drift");
  expect(drift.strategy!.matrix["stack"]).toEqual([...STACKS]);
  const values = { ...valuesOf(workato), "matrix.stack": "prod" };
  expectGreen(await runner.github(drift, values));
  const state = workato.project.stateFile("prod");
  const [connection] = workato.emulator.connections(CUSTOMERS.prod);
  workato.emulator.edit(connection!.id, { name: "renamed by hand" });
  const red = await runner.github(drift, values);
  expect(red.exitCode).not.toBe(0);
  expect(red.output).toContain("renamed by hand");
  expect(workato.project.stateFile("prod")).toBe(state);
  expect(writes()).toEqual([]);
});
