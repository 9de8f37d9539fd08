import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeGenerator, generateSdk } from "../../tools/pulumi/generatedSdk";
import { startCommand } from "../../tools/pulumi/pulumiCommand";
import { pluginOptions } from "./support/plugin";
import { describeUnless, reasonToSkip } from "./support/runtimes";
import { backendTexts, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const EXAMPLE = path.join(__dirname, "../../examples/python");

const cannotRun = reasonToSkip("python3 -m venv --help", "go version");

describeUnless(cannotRun, "examples/python, with the generated SDK", () => {
  let workato: WorkatoProject;

  beforeAll(async () => {
    workato = await createWorkatoProject({
      runtime: { name: "python", options: { virtualenv: "venv" } },
      projectOptions: pluginOptions(),
      secretConfig: { "customers:jiraToken": "secret-good" },
      env: { PULUMI_CODE_GENERATOR: await codeGenerator() },
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
    const { project } = workato;
    await project.setConfig("customers:jiraToken", "wrong-secret", { secret: true });
    const { output } = await project.up({ expectFailure: true });
    expect(output).toContain("jira");
    expect(output).not.toContain("wrong-secret");
    await project.setConfig("customers:jiraToken", "secret-good-3", { secret: true });
    await project.up();
    expect(savedResource(project, "acme-jira").outputs).toMatchObject({ authorizationStatus: "success" });
  });

  test("a new logical name with an alias is no request; a new name is one PUT of the same connection", async () => {
    const { project, takeRequests } = workato;
    const file = path.join(project.folder, "__main__.py");
    const program = readFileSync(file, "utf8");
    const { id = "" } = savedResource(project, "acme-jira");
    const renamed = program
      .replace('"acme-jira",', '"jira-of-acme",')
      .replace("},\n)", '},\n    opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="acme-jira")]),\n)');
    writeFileSync(file, renamed);
    takeRequests();
    expect((await project.up()).changes).toEqual({ same: 4 });
    expect(takeRequests()).toEqual([]);
    writeFileSync(file, renamed.replace('name="Jira"', 'name="Jira of Acme"'));
    expect((await project.up()).changes).toEqual({ update: 1, same: 3 });
    const writes = takeRequests().filter((request) => !request.startsWith("GET"));
    expect(writes).toEqual([`PUT ${id.replace("/", "/connections/")} {"name":"Jira of Acme"}`]);
  });

  test("the code that `pulumi import` writes is quiet at the next up, and a destroy deletes all", async () => {
    const { project, emulator, takeRequests } = workato;
    emulator.addConnection("98178", { id: 36, name: "By hand", provider: "jira", folderId: 77 });
    const out = path.join(project.folder, "imported.py");
    const flags = ["--yes", "--protect=false", "--out", out];
    await project.run(["import", "workato:index:ManagedConnection", "by-hand", "98178/36", ...flags]);
    appendFileSync(path.join(project.folder, "__main__.py"), `\n${readFileSync(out, "utf8")}`);
    takeRequests();
    expect((await project.up()).changes).toEqual({ same: 5 });
    expect(takeRequests()).toEqual([]);
    await project.destroy();
    expect(emulator.connections("98178")).toEqual([]);
  });
});
