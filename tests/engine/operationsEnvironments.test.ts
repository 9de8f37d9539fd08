import { DocumentedCommands } from "./support/documentedCommands";
import { savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const document = new DocumentedCommands("docs/operations.md");
const SECTION = "Move a stack to an environment of its customer";

jest.setTimeout(600_000);

let workato: WorkatoProject;

/** A stack with the connection of the original workspace, which a recipe uses. */
beforeEach(async () => {
  const jira = { id: 36, name: "Jira", provider: "jira", activeRecipes: [1] };
  workato = await createWorkatoProject({
    emulator: {
      seed: {
        customers: [{ id: 98178, externalId: "A2300", connections: [jira], environments: { prod: { id: 98181 } } }],
      },
    },
  });
  workato.project.environment.WORKATO_HOST = workato.emulator.url;
  workato.write(
    `new ManagedConnection("acme-jira", { managedUserId: externalId("A2300"), provider: "jira", name: "Jira",
      adoptConnectionId: 36 });`,
  );
  await workato.project.up({ stack: "prod" });
});
afterEach(() => workato.dispose());

const inProduction = () => `
  const { getCustomer } = require("pulumi-workato-embedded");
  module.exports = async () => { ${document.text(SECTION, "ts")} };`;

const left = () => workato.emulator.connections().map(({ workspace, id }) => `${workspace}/${id}`);

test("retainOnDelete, one up before: the original workspace keeps its connections", async () => {
  workato.write(document.text(SECTION, "ts", 2));
  await document.run(workato.project, SECTION, 1);
  workato.write(inProduction());
  await document.run(workato.project, SECTION, 2);
  expect(savedIds(workato.project, "prod")).toEqual({ "acme-jira": "98181/1001" });
  expect(left()).toEqual(["98178/36", "98181/1001"]);
});

test("without it, the refused delete says how to leave the connection in Workato, and that works", async () => {
  workato.write(inProduction());
  const refused = await workato.project.up({ stack: "prod", expectFailure: true });
  expect(refused.output).toContain(
    "To keep the connection in Workato, take it out of the state: `pulumi state delete '<URN>'`, and where that asks, the " +
      "one that is pending deletion.",
  );
  await document.run(workato.project, SECTION, 3);
  expect(savedIds(workato.project, "prod")).toEqual({ "acme-jira": "98181/1001" });
  expect(left()).toEqual(["98178/36", "98181/1001"]);
  expect(document.unused([SECTION])).toEqual([]);
});
