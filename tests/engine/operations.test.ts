import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CustomerSeed } from "../../emulator";
import { DocumentedCommands } from "./support/documentedCommands";
import { savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const document = new DocumentedCommands("docs/operations.md");
/** The other sections are in operationsRotation.test.ts. */
const SECTIONS = document.sections().slice(0, 4);
const JIRA = { id: 36, name: "Jira", provider: "jira" };

/** A dozen runs of the CLI in one test; this only ends what hangs. */
jest.setTimeout(600_000);

let workato: WorkatoProject;

afterEach(() => workato.dispose());

/** The address comes from the environment, as every stack of a section needs it. */
async function start(customers: readonly CustomerSeed[]): Promise<void> {
  workato = await createWorkatoProject({
    emulator: { seed: { customers } },
    env: { NODE_PATH: path.resolve(__dirname, "../../node_modules") },
  });
  workato.project.environment.WORKATO_HOST = workato.emulator.url;
}

const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));
const onlyIn = (stack: string, program: string) => `if (pulumi.getStack() === "${stack}") { ${program} }`;

test("Bring hand-made connections under Pulumi: from a file of ids to a quiet stack, and nothing on the server changes", async () => {
  const section = "Bring hand-made connections under Pulumi";
  await start([
    {
      id: 98178,
      externalId: "A2300",
      connections: [JIRA, { ...JIRA, id: 37, parentId: 36 }],
      environments: { prod: { id: 98190, connections: [{ ...JIRA, id: 90 }] } },
    },
    { id: 98179, externalId: "B/23 00", connections: [{ id: 38, name: "It's Jira", provider: "jira", folderId: 7 }] },
    { id: 98180, connections: [{ id: 39, name: "CRM", provider: "salesforce", shell: true }] },
  ]);
  const before = workato.emulator.connections();
  const { project } = workato;
  writeFileSync(path.join(project.folder, "customers.txt"), "98178\nEB/23 00\n98180\n");
  const { output } = await document.run(project, section);
  expect(output).toContain("+ 5 created");
  expect((await document.run(project, section, 2)).output).toContain("1 connection of 1 customer in every-customer");
  expect(existsSync(path.join(project.folder, "every-customer/customers/98190.ts"))).toBe(true);
  expect(writes()).toEqual([]);
  expect(workato.emulator.connections()).toEqual(before);
});

test("Move a connection to another stack: in the state, or by adoption; its id stays and nothing is sent", async () => {
  const section = "Move a connection to another stack";
  await start([{ id: 98178, connections: [JIRA] }]);
  const { project } = workato;
  const program = document.text(section, "ts");
  workato.write(onlyIn("dev", program));
  await project.up();
  await project.up({ stack: "prod" });

  workato.write(onlyIn("prod", program));
  await document.run(project, section);
  expect([savedIds(project), savedIds(project, "prod")]).toEqual([{}, { jira: "98178/36" }]);
  expect(savedResource(project, "jira", "prod").protect).toBe(true);
  expect((await project.refresh({ stack: "prod" })).changes).toEqual({ same: 2 });

  // Back to the old stack, for the other way.
  await project.run(["state", "delete", "--force", "--yes", savedResource(project, "jira", "prod").urn], {
    stack: "prod",
  });
  workato.write(onlyIn("dev", program));
  await project.up();
  workato.write(onlyIn("prod", program));
  await document.run(project, section, 2);
  expect([savedIds(project), savedIds(project, "prod")]).toEqual([{}, { jira: "98178/36" }]);
  expect(writes()).toEqual([]);
});

test("Off-board one customer: protected and used connections go, the profile last; one removed in Workato is forgotten", async () => {
  const section = "Off-board one customer";
  const acme = { id: 98178, connections: [{ ...JIRA, name: "Jira", activeRecipes: [1] }] };
  await start([acme, { id: 98179 }]);
  const { project, emulator } = workato;
  const other = `new ManagedConnection("other-jira", { managedUserId: "98179", provider: "jira" });`;
  const program = `${other}
    const profile = new OAuthProfileAssignment("acme-profile", { managedUserId: "98178", profileId: 322 });
    new ManagedConnection("acme-jira", { managedUserId: "98178", provider: "jira", name: "Jira", onExisting: "adopt" },
      { dependsOn: profile, protect: true });`;
  workato.write(program);
  await project.up({ stack: "prod" });
  workato.takeRequests();
  workato.write(other);
  await document.run(project, section);
  expect(writes()).toEqual([
    "DELETE 98178/connections/36",
    'POST 98178/connections/36/disconnect?force=true {"force":"true"}',
    "DELETE 98178/connections/36",
    expect.stringMatching(/^DELETE 98178\/.*322/),
  ]);
  expect(Object.keys(savedIds(project, "prod"))).toEqual(["other-jira"]);
  expect(emulator.connections().map(({ workspace }) => workspace)).toEqual(["98179"]);

  workato.write(program.replace(", protect: true", ""));
  await project.up({ stack: "prod" });
  emulator.removeCustomer(98178);
  workato.write(other);
  const refused = await project.up({ stack: "prod", expectFailure: true });
  expect(refused.output).toContain("WORKATO_FORGET_CUSTOMERS=98178");
  await document.run(project, section, 2);
  expect(Object.keys(savedIds(project, "prod"))).toEqual(["other-jira"]);
});

test("Change how a customer's id is spelled: in the state or with adoptConnectionId, every connection stays the one it was", async () => {
  const section = "Change how a customer's id is spelled";
  await start([{ id: 98178, externalId: "A2300", connections: [JIRA] }]);
  const { project, emulator } = workato;
  const jira = (customer: string, args = "") =>
    `const jira = new ManagedConnection("acme-jira", { managedUserId: ${customer}, provider: "jira", name: "Jira", ${args} });`;
  const program = (customer: string) => `${jira(customer, "adoptConnectionId: 36")}
    new OAuthProfileAssignment("acme-profile", { managedUserId: ${customer}, profileId: 322 });
    new ManagedConnection("acme-child", { managedUserId: ${customer}, provider: "jira", parentId: jira.connectionId,
      input: { apitoken: "good" } });`;
  workato.write(program(`"98178"`));
  await project.up({ stack: "prod" });
  const before = emulator.connections();
  const child = before.find(({ name }) => name === "acme-child")?.id;
  workato.takeRequests();

  workato.write(program(`externalId("A2300")`));
  await document.run(project, section);
  expect((await project.refresh({ stack: "prod" })).changes).toEqual({ same: 4 });
  expect(savedIds(project, "prod")).toEqual({
    "acme-jira": "EA2300/36",
    "acme-profile": "EA2300/322",
    "acme-child": `EA2300/${child}`,
  });
  expect(writes()).toEqual([]);

  workato.write(jira(`"98178"`, "adoptConnectionId: 36"));
  await project.up({ stack: "prod" });
  expect(emulator.connections().map(({ id }) => id)).toEqual([36]);
  workato.takeRequests();
  workato.write(document.text(section, "ts"));
  const { output } = await document.run(project, section, 2);
  expect(output).toContain(
    "connection 36 of customer 98178 was not deleted: the resource that replaces it manages it now",
  );
  expect(savedIds(project, "prod")).toEqual({ "acme-jira": "EA2300/36" });
  expect(writes()).toEqual([]);

  // What the document warns of.
  workato.write(jira(`"98178"`));
  const refused = await project.up({ stack: "prod", expectFailure: true });
  expect(refused.output).toContain("customer 98178 already has this connection: id 36");
  expect(writes()).toEqual([]);
});

test("every block of these sections was run", () => {
  expect(document.unused(SECTIONS)).toEqual([]);
});
