import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { parse, stringify } from "yaml";
import { codeGenerator, compileNodeSdk } from "../../tools/pulumi/generatedSdk";
import { SCHEMA_FILE } from "../../tools/schema/schemaFile";
import { pluginOptions } from "./support/plugin";
import { reasonToSkip, testUnless } from "./support/runtimes";
import { backendTexts, savedIds } from "./support/savedState";
import { testRun } from "./support/testRun";
import type { WorkatoProject, WorkatoProjectOptions } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const EXAMPLES = path.join(__dirname, "../../examples");

let workato: WorkatoProject | undefined;
afterEach(() => workato?.dispose());

/** What a program in TypeScript is, once it is compiled. */
function compiled(typescript: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(typescript, { compilerOptions }).outputText;
}

/** The generated SDK is made once for this suite. */
let sdk: Promise<string> | undefined;

async function nodeProject(options: WorkatoProjectOptions): Promise<WorkatoProject> {
  const made = await createWorkatoProject({ prelude: "", projectOptions: pluginOptions(), ...options });
  sdk ??= compileNodeSdk(path.join(testRun().installed, "sdks", "workato"));
  cpSync(await sdk, path.join(made.project.folder, "node_modules", "pulumi-workato"), { recursive: true });
  return made;
}

testUnless(reasonToSkip("go version"), "examples/explicit-providers, with the generated SDK", async () => {
  const program = compiled(readFileSync(path.join(EXAMPLES, "explicit-providers", "index.ts"), "utf8"));
  workato = await nodeProject({ program, env: { WORKATO_API_TOKEN: "" } });
  const { project, emulator, takeRequests } = workato;
  const tokens = { "customers:usToken": emulator.token, "customers:euToken": emulator.token };
  await project.configure({ "customers:baseUrl": emulator.url }, tokens);
  await project.removeConfig("workato:baseUrl");
  expect((await project.up({ preview: true })).changes).toEqual({ create: 5 });
  expect(Object.keys(savedIds(project)).sort()).toEqual(["acme-salesforce", "globex-salesforce"]);
  takeRequests();
  expect((await project.up()).changes).toEqual({ same: 5 });
  expect(takeRequests().filter((request) => !request.startsWith("GET /api/managed_users?"))).toEqual([]);
  expect(backendTexts(project).join("")).not.toContain(emulator.token);
  await project.destroy();
});

testUnless(
  reasonToSkip("go version"),
  "the code that `pulumi import` writes is quiet at the next up: it names no `input`",
  async () => {
    workato = await nodeProject({ env: { PULUMI_CODE_GENERATOR: await codeGenerator() } });
    const { project, emulator, takeRequests } = workato;
    const details = { provider: "jira", externalId: "user-36", folderId: 77, authorizationStatus: "failed" } as const;
    emulator.addConnection("98178", { id: 36, name: 'Jira of "Acme"', ...details });
    const file = path.join(project.folder, "imported.ts");
    await project.run(["import", "workato:index:ManagedConnection", "jira", "98178/36", "--yes", "--out", file]);
    const code = readFileSync(file, "utf8");
    expect(code.match(/^ {4}\w+/gm)?.map((line) => line.trim())).toEqual([
      ...["externalId", "folderId", "managedUserId", "name", "provider", "protect"],
    ]);
    project.setProgram(compiled(code));
    takeRequests();
    expect((await project.up({ preview: true })).changes).toEqual({ same: 2 });
    expect(takeRequests()).toEqual([]);
  },
);

interface YamlExample {
  readonly name: string;
  readonly resources: Readonly<Record<string, { type: string; properties: Readonly<Record<string, unknown>> }>>;
}

const yaml = parse(readFileSync(path.join(EXAMPLES, "yaml", "Pulumi.yaml"), "utf8")) as YamlExample;

test("examples/yaml names types and properties that the schema has", () => {
  const { resources } = JSON.parse(readFileSync(SCHEMA_FILE, "utf8")) as {
    resources: Record<string, { inputProperties: object; requiredInputs: string[] }>;
  };
  for (const { type, properties } of Object.values(yaml.resources)) {
    const { inputProperties, requiredInputs } = resources[type.replace(":", ":index:")]!;
    expect(Object.keys(inputProperties)).toEqual(expect.arrayContaining(Object.keys(properties)));
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(requiredInputs));
  }
});

const YAML_HOST = "pulumi-language-yaml";

testUnless(
  reasonToSkip(`which ${YAML_HOST}`),
  "examples/yaml runs, and so does what `pulumi import` writes",
  async () => {
    workato = await createWorkatoProject({
      name: yaml.name,
      projectOptions: { ...yaml, ...pluginOptions() },
      secretConfig: { jiraToken: "secret-good" },
    });
    const { project, emulator, takeRequests } = workato;
    const host = path.join(project.environment.PULUMI_HOME ?? "", "plugins", "language-yaml-v1.0.0");
    mkdirSync(host);
    symlinkSync(execFileSync("which", [YAML_HOST], { encoding: "utf8" }).trim(), path.join(host, YAML_HOST));
    expect((await project.up()).changes).toEqual({ create: 4 });
    expect((await project.up()).changes).toEqual({ same: 4 });

    emulator.addConnection("98178", { id: 36, name: "Jira of Acme", provider: "jira", folderId: 77 });
    const file = path.join(project.folder, "imported.yaml");
    await project.run(["import", "workato:index:ManagedConnection", "jira", "98178/36", "--yes", "--out", file]);
    const { resources } = parse(readFileSync(file, "utf8")) as YamlExample;
    expect(Object.keys(resources.jira?.properties ?? {})).toEqual(["folderId", "managedUserId", "name", "provider"]);
    const settings = path.join(project.folder, "Pulumi.yaml");
    const written = parse(readFileSync(settings, "utf8")) as YamlExample;
    writeFileSync(settings, stringify({ ...written, resources: { ...written.resources, ...resources } }));
    takeRequests();
    expect((await project.up()).changes).toEqual({ same: 5 });
    expect(takeRequests()).toEqual([]);
  },
);
