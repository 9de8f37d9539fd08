import { writeFileSync } from "node:fs";
import { DocumentedCommands } from "./support/documentedCommands";
import { backendTexts, savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const document = new DocumentedCommands("docs/operations.md");
/** The sections before are in operations.test.ts. */
const SECTIONS = document.sections().slice(5);
/** The workspaces of one customer, by stack: three environments, three numbers. */
const WORKSPACES = { dev: 98178, staging: 98180, prod: 98181 };
const ENVIRONMENTS = ["dev", "staging", "prod"] as const;

/** A dozen runs of the CLI in one test; this only ends what hangs. */
jest.setTimeout(600_000);

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
  workato.project.environment.WORKATO_HOST = workato.emulator.url;
});
afterEach(() => workato.dispose());

const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));

test("Rotate the API token: from the environment at once, in the configuration with --run-program or after an up", async () => {
  const section = "Rotate the API token";
  const { project, emulator } = workato;
  workato.write(`new ManagedConnection("acme-jira", { managedUserId: "98178", provider: "jira" });`);
  await project.up({ stack: "prod" });
  emulator.rotateToken("token-2");
  await document.run(project, section, 1, { env: { NEW_TOKEN: "token-2" } });

  await project.setConfig("workato:apiToken", "token-2", { stack: "prod", secret: true });
  await project.up({ stack: "prod" });
  emulator.rotateToken("token-3");
  await document.run(project, section, 2, { env: { NEW_TOKEN: "token-3" } });
  expect(writes()).toHaveLength(1);
});

test("Rotate one credential in all environments: one PUT a stack, from the configuration and from the environment", async () => {
  const section = "Rotate one credential in all environments";
  const { project, emulator } = workato;
  for (const stack of ENVIRONMENTS) {
    writeFileSync(project.files.settings(stack), `config:\n  customers:managedUserId: "${WORKSPACES[stack]}"\n`);
    await project.setConfig("jiraApiToken", "old", { stack, secret: true });
  }
  workato.write(`
    const config = new pulumi.Config();
    new ManagedConnection("acme-jira", { managedUserId: config.require("managedUserId"), provider: "jira", name: "Jira",
      input: { apitoken: config.requireSecret("jiraApiToken") } });`);
  for (const stack of ENVIRONMENTS) await project.up({ stack });
  const puts = (token: string) =>
    ENVIRONMENTS.map((stack) => {
      const id = emulator.connections(WORKSPACES[stack])[0]?.id;
      return `PUT ${WORKSPACES[stack]}/connections/${id} {"input":{"apitoken":"${token}"}}`;
    });

  workato.takeRequests();
  const { output } = await document.run(project, section, 1, { env: { NEW_JIRA_TOKEN: "zqmarker-1" } });
  expect(writes()).toEqual(puts("zqmarker-1"));

  workato.write(document.text(section, "ts"));
  const second = await document.run(project, section, 2, { env: { NEW_JIRA_TOKEN: "zqmarker-2" } });
  expect(writes()).toEqual(puts("zqmarker-2"));
  expect(output + second.output + backendTexts(project).join("")).not.toContain("zqmarker");
});

test("Rename a resource: with aliases nothing is sent, the id stays", async () => {
  const section = "Rename a resource";
  const { project } = workato;
  workato.write(`new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", name: "Jira" });`);
  await project.up({ stack: "prod" });
  const { jira } = savedIds(project, "prod");
  workato.takeRequests();
  workato.write(document.text(section, "ts"));
  await document.run(project, section);
  expect(savedIds(project, "prod")).toEqual({ "acme-jira": jira });
  expect(workato.takeRequests()).toEqual([]);
});

test("every block of these sections was run", () => {
  expect(document.unused(SECTIONS)).toEqual([]);
});
