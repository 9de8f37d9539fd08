import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { npmEnvironment, packedPackage, userProject, type UserProject } from "./support/userProject";
import { testRun } from "./support/testRun";

const SOURCE = path.resolve(__dirname, "../../templates/typescript");
const FOLDER = path.join(testRun().folder, "users", "acme");

interface Manifest {
  readonly version: string;
  readonly dependencies: Record<string, string>;
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;

/** The template as it is once the package is published: it is taken from its tarball, and the SDK is that of the run. */
function publishedTemplate(): string {
  const folder = path.join(FOLDER, "template");
  cpSync(SOURCE, folder, { recursive: true });
  const manifest = manifestIn(folder);
  manifest.dependencies["pulumi-workato-embedded"] = `file:${packedPackage()}`;
  manifest.dependencies["@pulumi/pulumi"] = testRun().sdk;
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

let emulator: Emulator;
let project: UserProject;
let said: string;

beforeAll(async () => {
  emulator = await startEmulator();
  const folder = path.join(FOLDER, "acme-connections");
  mkdirSync(folder, { recursive: true });
  project = userProject(folder);
  const settings = "--config managedUserId=98178";
  const created = await project.run(
    `pulumi new ${publishedTemplate()} --yes --name acme-connections --description "Those of Acme" --stack dev ${settings}`,
    npmEnvironment(),
  );
  said = created.output;
});
afterAll(() => emulator.close());

test("pulumi new asks for token, region, customer and a credential, and hides what is secret", () => {
  const [, questions = ""] = readFileSync(path.join(SOURCE, "Pulumi.yaml"), "utf8").split("\n  config:\n");
  const prompts = [...questions.matchAll(/^ {4}([\w:]+):\n((?: {6}.*\n)+)/gm)].map(([, key, fields]) => [
    key,
    /^ {6}secret: true$/m.test(fields ?? ""),
  ]);
  expect(Object.fromEntries(prompts)).toEqual({
    "workato:apiToken": true,
    "workato:region": false,
    managedUserId: false,
    jiraApiToken: true,
  });
});

test("the project has its name and settings, says what comes next, and has a TypeScript that Pulumi can use", () => {
  expect(said).toContain("- npm test\n");
  const read = (file: string) => readFileSync(path.join(project.folder, file), "utf8");
  expect(read("Pulumi.yaml")).toMatch(/^name: acme-connections\ndescription: Those of Acme\n/);
  expect(read("Pulumi.yaml")).not.toContain("jiraApiToken");
  expect(read("Pulumi.dev.yaml")).toContain('acme-connections:managedUserId: "98178"\n');
  // Nothing that would overrule WORKATO_HOST.
  expect(read("Pulumi.dev.yaml")).not.toMatch(/region|baseUrl/);
  const { version } = manifestIn(path.join(project.folder, "node_modules", "typescript"));
  expect(Number.parseInt(version, 10)).toBeLessThan(7);
});

test("its tests pass, its types are right, up makes both connections, and another one sends no request", async () => {
  await project.run("npm test && npx tsc");
  const environment = { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url };
  await project.run(
    `printf sesame | pulumi config set --secret jiraApiToken
     pulumi up --yes --skip-preview`,
    environment,
  );
  const connections = emulator
    .connections(98178)
    .map(({ name, receivedInput, authorizationStatus }) => [name, receivedInput?.["apitoken"], authorizationStatus]);
  expect(connections.sort()).toEqual([
    ["Jira", "sesame", "success"],
    ["Salesforce", undefined, null],
  ]);
  emulator.clearRequests();
  await project.run("pulumi up --yes --skip-preview --expect-no-changes", environment);
  expect(emulator.requests).toEqual([]);
  const { stdout } = await project.run("pulumi stack output --json");
  expect(Object.keys((JSON.parse(stdout) as { connectionIds: object }).connectionIds).sort()).toEqual([
    "jira",
    "salesforce",
  ]);
});

test("with an environment, it is that workspace of the customer", async () => {
  const environment = { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url };
  await project.run("pulumi config set environment prod && pulumi up --yes --skip-preview", environment);
  expect(
    emulator
      .connections(98181)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["Jira", "Salesforce"]);
});
