import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { generateSdk } from "../../tools/pulumi/generatedSdk";
import { startCommand } from "../../tools/pulumi/pulumiCommand";
import { pluginOptions } from "./support/plugin";
import { backendTexts, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const EXAMPLE = path.join(__dirname, "../../examples/python");

/** Why it cannot run here; empty where it can. */
function reasonToSkip(): string {
  for (const [file, ...args] of [
    ["python3", "-m", "venv", "--help"],
    ["go", "version"],
  ] as const) {
    try {
      execFileSync(file, args, { stdio: "ignore" });
    } catch {
      return `there is no ${file} here that can do \`${[file, ...args].join(" ")}\``;
    }
  }
  return "";
}

const skipped = reasonToSkip();
const [describeHere, because] = skipped === "" ? [describe, ""] : [describe.skip, `: ${skipped}`];

describeHere(`examples/python, with the generated SDK${because}`, () => {
  let workato: WorkatoProject;

  beforeAll(async () => {
    workato = await createWorkatoProject({
      runtime: { name: "python", options: { virtualenv: "venv" } },
      projectOptions: pluginOptions(),
      secretConfig: { "customers:jiraToken": "secret-good" },
    });
    const { folder } = workato.project;
    cpSync(EXAMPLE, folder, { recursive: true, filter: (file) => !file.endsWith("Pulumi.yaml") });
    await generateSdk("python", path.join(folder, "sdks", "workato"));
    await run("python3", ["-m", "venv", "venv"]);
    await run("venv/bin/pip", ["install", "--quiet", "--requirement", "requirements.txt"]);
  });
  afterAll(() => workato.dispose());

  const run = async (file: string, args: string[]) => {
    const { HOME: _, ...env } = workato.project.environment;
    const options = { cwd: workato.project.folder, env: { ...process.env, ...env } as Record<string, string> };
    const { exitCode, output } = await startCommand(file, args, options).result;
    if (exitCode !== 0) throw new Error(`${file} ${args.join(" ")}: ${String(exitCode)}\n${output}`);
  };

  test("an up makes what it says, and a second one is quiet", async () => {
    const { project, takeRequests } = workato;
    expect((await project.up({ preview: true })).changes).toEqual({ create: 4 });
    const { parentId } = savedResource(project, "acme-salesforce-sandbox").outputs ?? {};
    expect(parentId).toBe(savedIds(project)["acme-salesforce"]?.split("/")[1]);
    takeRequests();
    expect((await project.up({ preview: true })).changes).toEqual({ same: 4 });
    expect(takeRequests()).toEqual([]);
  });

  test("a rotation and an owner are one PUT each; an owner that is taken back is cleared by an empty text", async () => {
    const { project, takeRequests } = workato;
    const puts = () => takeRequests().filter((request) => request.startsWith("PUT"));
    const id = savedIds(project)["acme-jira"]?.replace("/", "/connections/") ?? "";
    await project.setConfig("customers:jiraToken", "secret-good-2", { secret: true });
    await project.up();
    expect(puts()).toEqual([expect.stringMatching(new RegExp(`^PUT ${id} {"input":.*"secret-good-2"`))]);
    await project.setConfig("customers:owner", "user-9");
    await project.up();
    expect(puts()).toEqual([`PUT ${id} {"external_id":"user-9"}`]);
    await project.setConfig("customers:owner", "");
    await project.up();
    expect(puts()).toEqual([`PUT ${id} {"external_id":null}`]);
    expect(backendTexts(project).join("")).not.toContain("secret-good");
  });

  test("refused credentials keep the connection, and what is accepted at last repairs it", async () => {
    const { project, emulator } = workato;
    await project.setConfig("customers:jiraToken", "wrong-secret", { secret: true });
    const { output } = await project.up({ expectFailure: true });
    expect(output).toContain("jira");
    expect(output).not.toContain("wrong-secret");
    await project.setConfig("customers:jiraToken", "secret-good-3", { secret: true });
    await project.up();
    expect(savedResource(project, "acme-jira").outputs).toMatchObject({ authorizationStatus: "success" });
    await project.destroy();
    expect(emulator.connections("98178")).toEqual([]);
  });
});
