import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expectGreen, PipelineRunner } from "./support/pipelineRunner";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;
let runner: PipelineRunner;

beforeAll(async () => {
  workato = await createWorkatoProject({
    emulator: {
      token: "token-of-the-stack",
      seed: { customers: [{ id: 98178, connections: [{ id: 36, name: "Jira", provider: "jira" }] }] },
    },
  });
  const { project, emulator } = workato;
  delete project.environment["WORKATO_API_TOKEN"];
  await project.setConfig("workato:apiToken", emulator.token, { stack: "prod", secret: true });
  await project.setConfig("workato:baseUrl", emulator.url, { stack: "prod" });
  runner = new PipelineRunner(project);
});
afterAll(() => workato.dispose());

const command = (line: string, env: Record<string, string> = {}) =>
  runner.gitlab({ script: [`npx pulumi-workato-embedded ${line}`] }, env);

test("--stack takes the settings of a stack, secrets too, from the person's own CLI", async () => {
  const imported = await command("import 98178 --out acme --stack prod");
  expectGreen(imported);
  expect(readFileSync(path.join(workato.project.folder, "acme/index.ts"), "utf8")).toContain('adoptConnectionId: "36"');
  expect(imported.output).toContain("pulumi up --stack prod");
  expect(imported.output).not.toContain(workato.emulator.token);
});

test("doctor --stack checks them", async () => {
  const { output } = await command("doctor --stack prod --json");
  const { checks } = JSON.parse(output) as { checks: { name: string; ok: boolean; message: string }[] };
  const found = new Map(checks.map(({ name, ok, message }) => [name, `${ok ? "ok" : "FIX"}: ${message}`]));
  expect(found.get("stack")).toMatch(
    /^ok: the configuration of stack prod was read: workato:apiToken, workato:baseUrl/,
  );
  expect(found.get("token")).toBe("ok: the token of the configuration workato:apiToken is accepted");
});

test("a stack that is not there, and a passphrase that is missing, are said as the CLI says them", async () => {
  const unknown = await command("import 98178 --out other --stack nope");
  expect([unknown.exitCode, unknown.output]).toEqual([
    2,
    expect.stringMatching(
      /^error: `pulumi config --stack nope` failed: no stack named 'nope' found\nRun this in the folder/,
    ),
  ]);
  const locked = await command("import 98178 --out other --stack prod", { PULUMI_CONFIG_PASSPHRASE: "another one" });
  expect([locked.exitCode, locked.output]).toEqual([
    2,
    expect.stringMatching(/^error: `pulumi config --stack prod` failed: .*passphrase/),
  ]);
  expect(existsSync(path.join(workato.project.folder, "other"))).toBe(false);
});
