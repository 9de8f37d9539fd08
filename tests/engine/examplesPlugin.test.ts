import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import { compileNodeSdk } from "../../tools/pulumi/generatedSdk";
import { SCHEMA_FILE } from "../../tools/schema/schemaFile";
import { pluginOptions } from "./support/plugin";
import { backendTexts, savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const EXAMPLES = path.join(__dirname, "../../examples");

let workato: WorkatoProject | undefined;
afterEach(() => workato?.dispose());

/** Empty where a command can be run. */
function reasonToSkip(file: string, ...args: string[]): string {
  try {
    execFileSync(file, args, { stdio: "ignore" });
    return "";
  } catch (error) {
    // It is there, and only does not like to be asked.
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? `there is no ${file} here` : "";
  }
}

function unless(reason: string, name: string, run: () => Promise<void>): void {
  if (reason === "") test(name, run);
  else test.skip(`${name}: ${reason}`, run);
}

unless(reasonToSkip("go", "version"), "examples/explicit-providers, with the generated SDK", async () => {
  const example = path.join(EXAMPLES, "explicit-providers");
  const typescript = readFileSync(path.join(example, "index.ts"), "utf8");
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText: program } = ts.transpileModule(typescript, { compilerOptions });
  workato = await createWorkatoProject({
    prelude: "",
    program,
    projectOptions: pluginOptions(),
    env: { WORKATO_API_TOKEN: "" },
  });
  const { project, emulator, takeRequests } = workato;
  const sdk = await compileNodeSdk(path.join(project.folder, "sdks", "workato"));
  cpSync(sdk, path.join(project.folder, "node_modules", "pulumi-workato"), { recursive: true });

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

interface YamlExample {
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

unless(
  reasonToSkip("pulumi-language-yaml", "--help"),
  "examples/yaml runs with the host of an official installation",
  async () => {
    workato = await createWorkatoProject({
      runtime: { name: "yaml", options: {} },
      projectOptions: { ...pluginOptions(), ...yaml },
      secretConfig: { "customers:jiraToken": "secret-good" },
    });
    expect((await workato.project.up()).changes).toEqual({ create: 4 });
    expect((await workato.project.up()).changes).toEqual({ same: 4 });
    await workato.project.destroy();
  },
);
