import { cpSync } from "node:fs";
import path from "node:path";
import { npm } from "../../tools/npm";
import { DocumentedCommands } from "./support/documentedCommands";
import { testRun } from "./support/testRun";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const PACK = path.resolve(__dirname, "../../examples/policy");
const SECTION = "Use it";
const document = new DocumentedCommands("docs/policy.md");

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    config: { accounts: { acme: { region: "eu" } } },
    secretConfig: { jiraApiToken: "configured-token" },
  });
  const { folder } = workato.project;
  // `prod` has the settings and the encrypted token of `dev`.
  cpSync(path.join(folder, "Pulumi.dev.yaml"), path.join(folder, "Pulumi.prod.yaml"));
  await installPack(path.join(folder, "policy"));
});
afterAll(() => workato.dispose());

/** As the document says, with the SDK of this run. */
async function installPack(folder: string): Promise<void> {
  cpSync(PACK, folder, { recursive: true });
  expect(document.text(SECTION, "sh")).toBe("npm install --prefix policy\n");
  await npm(["install", "--prefer-offline", "--no-package-lock", `@pulumi/pulumi@${testRun().sdk}`], folder);
}

const connection = (args: string, options = "") =>
  `new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", ${args} }, { ${options} });`;

/** The policies that a preview of this program violates, with what they are about. */
async function violations(stack: string, program: string): Promise<string[]> {
  workato.write(program);
  const { output } = await workato.project.preview({
    stack,
    args: ["--policy-pack", "policy"],
    expectFailure: "either",
  });
  expect(output).toContain("Loading policy packs");
  return [...output.matchAll(/\[mandatory\] +([\w-]+) +\([\w:/-]+: ([\w-]+)\)/g)].map(
    ([, policy, name]) => `${policy} ${name}`,
  );
}

test("production: a connection and an assignment that are not protected are refused; protected, or in dev, they are not", async () => {
  const program = (options: string) => `${connection("", options)}
    new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: 322 }, { ${options} });`;
  expect((await violations("prod", program(""))).sort()).toEqual([
    "protect-in-production jira",
    "protect-in-production profile",
  ]);
  expect(await violations("prod", program("protect: true"))).toEqual([]);
  expect(await violations("dev", program(""))).toEqual([]);
});

test('onExisting: "create" is refused in every stack, "adopt" is not', async () => {
  expect(await violations("dev", connection(`onExisting: "create"`))).toEqual(["no-second-connection jira"]);
  expect(await violations("dev", connection(`onExisting: "adopt"`))).toEqual([]);
});

test("a credential in the program is refused, at any depth and also as a secret, and its value is not shown", async () => {
  const refused = ["no-credentials-in-the-program jira"];
  expect(await violations("dev", connection(`input: { apitoken: "typed-in" }`))).toEqual(refused);
  expect(await violations("dev", connection(`input: { apitoken: pulumi.secret("typed-in") }`))).toEqual(refused);
  workato.write(connection(`input: { login: { password: "typed-in" } }`));
  const { output } = await workato.project.preview({ args: ["--policy-pack", "policy"], expectFailure: true });
  expect(output).toContain("input.login.password is written in the program");
  expect(output).not.toContain("typed-in");
});

test("credentials from the configuration and from the environment pass, as does what only sounds like one", async () => {
  const configured = `apitoken: new pulumi.Config().requireSecret("jiraApiToken")`;
  const others = `auth_type: "api_token", token_url: "https://login.acme.example", email: "integrations@acme.example"`;
  expect(await violations("dev", connection(`input: { ${configured}, ${others} }`))).toEqual([]);
  const variable = `input: { ${others} }, inputFromEnvironment: { apitoken: "JIRA_API_TOKEN" }`;
  expect(await violations("dev", connection(variable))).toEqual([]);
});

/** Stands for a resource that makes a secret, such as a random password. */
const MAKER = `
class Maker extends pulumi.dynamic.Resource {
  constructor(name) {
    const create = async () => ({ id: "1", outs: { result: "made-by-a-resource" } });
    super({ create }, name, { result: undefined }, { additionalSecretOutputs: ["result"] });
  }
}
const { result } = new Maker("maker");`;

test("secrets that another resource makes pass, before and after it is made; what is typed in beside them does not", async () => {
  const program = `${MAKER}\n${connection(`input: { host_name: "acme", apitoken: result }`)}`;
  expect(await violations("dev", program)).toEqual([]);
  await workato.project.up({ args: ["--policy-pack", "policy"] });
  expect(await violations("dev", program)).toEqual([]);
  const beside = `${MAKER}\n${connection(`input: { apitoken: result, password: "typed-in" }`)}`;
  expect(await violations("dev", beside)).toEqual(["no-credentials-in-the-program jira"]);
  workato.write("");
  await workato.project.up();
});

test("the documented commands: a violation fails them before anything is sent, a good program is deployed", async () => {
  workato.write(connection(`onExisting: "create"`, "protect: true"));
  workato.takeRequests();
  await document.run(workato.project, SECTION, 2, { expectFailure: true });
  await workato.project.up({ stack: "prod", args: ["--policy-pack", "policy"], expectFailure: true });
  expect(workato.takeRequests().filter((request) => !request.startsWith("GET "))).toEqual([]);
  workato.write(connection("", "protect: true"));
  await document.run(workato.project, SECTION, 2);
  expect(workato.emulator.connections("98178").map(({ name }) => name)).toEqual(["jira"]);
  expect(document.unused([SECTION])).toEqual([]);
});
