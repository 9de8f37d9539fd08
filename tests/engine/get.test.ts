import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { savedIds, savedResource, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let emea: Emulator;
let workato: WorkatoProject;

beforeAll(async () => {
  emea = await startEmulator({
    token: "token-of-emea",
    seed: { customers: [{ id: 4711, connections: [{ id: 5000, name: "Emea", provider: "jira" }] }] },
  });
  workato = await createWorkatoProject({
    config: { "workato:accounts": { emea: { baseUrl: emea.url } } },
    env: { WORKATO_API_TOKEN_EMEA: "token-of-emea" },
    program: `
      const jira = ManagedConnection.get("jira", "98178/36");
      const there = ManagedConnection.get("there", "4711/5000", { account: "emea" });
      const slashed = ManagedConnection.get("slashed", "EB%2F23%2000/37");
      new ManagedConnection("child", { managedUserId: "98178", provider: "jira", parentId: jira.connectionId });
      module.exports = { connectionId: jira.connectionId, name: jira.name, provider: jira.provider, folderId: jira.folderId,
        externalId: jira.externalId, managedUserId: jira.managedUserId, status: jira.authorizationStatus,
        identity: jira.identity, tags: jira.tags, there: there.name, slashed: slashed.managedUserId,
        is: [ManagedConnection.isInstance(jira), OAuthProfileAssignment.isInstance(jira), ManagedConnection.isInstance({})] };`,
    emulator: {
      seed: {
        customers: [
          {
            id: 98178,
            connections: [
              {
                id: 36,
                name: "Jira",
                provider: "jira",
                folderId: 7,
                externalId: "U1",
                identity: "acme",
                tags: ["crm"],
              },
            ],
          },
          { id: 98179, externalId: "B/23 00", connections: [{ id: 37, name: "CRM", provider: "zendesk" }] },
        ],
      },
    },
  });
});
afterAll(async () => {
  await workato.dispose();
  await emea.close();
});

const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));

test("what get reads fills every output, in its account too, and can be a parent; nothing but the child is written", async () => {
  await workato.project.up();
  expect(savedResources(workato.project)[0]?.outputs).toEqual({
    connectionId: "36",
    name: "Jira",
    provider: "jira",
    folderId: "7",
    externalId: "U1",
    managedUserId: "98178",
    status: "success",
    identity: "acme",
    tags: ["crm"],
    there: "Emea",
    slashed: "EB/23 00",
    is: [true, false, false],
  });
  expect(writes()).toEqual(['POST 98178/connections {"name":"child","parent_id":"36","provider":"jira"}']);
  expect(emea.requests.every(({ method }) => method === "GET")).toBe(true);
});

test("edits by hand are seen at the next run, and neither refresh nor up writes anything", async () => {
  workato.emulator.edit(36, { name: "Jira (moved)", folderId: 8 });
  await workato.project.refresh();
  const { changes } = await workato.project.up();
  expect(changes).toEqual({ same: 2 });
  expect(savedResource(workato.project, "jira").outputs).toMatchObject({ name: "Jira (moved)", folderId: "8" });
  expect(writes()).toEqual([]);
});

test("one that is not there is an error that names the id, and nothing else is touched", async () => {
  const before = savedIds(workato.project);
  workato.emulator.remove(37);
  const failed = await workato.project.up({ expectFailure: true });
  expect(failed.output).toContain(
    'customer EB/23 00 has no connection 37, so "EB%2F23%2000/37" can be neither looked up nor imported',
  );
  expect(savedIds(workato.project)).toMatchObject({ child: before.child, jira: "98178/36" });
  expect(writes()).toEqual([]);
  workato.emulator.addConnection("98179", { id: 37, name: "CRM", provider: "zendesk" });
});

test("an id that is none is refused with the form that it must have", async () => {
  workato.write(`ManagedConnection.get("jira", "36");`);
  const failed = await workato.project.preview({ expectFailure: true });
  expect(failed.output).toContain('"36" is not an id of this package: expected "<managedUserId>/<number>"');
});

test("destroy deletes what the stack made, and nothing that it only looked at", async () => {
  workato.takeRequests();
  await workato.project.destroy();
  expect(writes()).toEqual([expect.stringMatching(/^DELETE 98178\/connections\/\d+$/)]);
  expect(workato.emulator.connections().map(({ id }) => id)).toEqual([36, 37]);
  expect(emea.connections().map(({ id }) => id)).toEqual([5000]);
  expect(savedIds(workato.project)).toEqual({});
});
