import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let emea: Emulator;
let workato: WorkatoProject;

beforeAll(async () => {
  // Ids of the two workspaces must not meet by chance.
  const other = { id: 5000, name: "by hand", provider: "jira" };
  emea = await startEmulator({
    token: "token-of-emea",
    seed: { customers: [{ id: 4711 }, { id: 98178, connections: [other] }] },
  });
  workato = await createWorkatoProject({
    config: { "workato:accounts": { emea: { baseUrl: emea.url } } },
    env: { WORKATO_API_TOKEN_EMEA: emea.token },
  });
});
afterAll(async () => {
  await workato.dispose();
  await emea.close();
});

const write = (args: string) => {
  workato.write(`
    new ManagedConnection("here", { managedUserId: "98178", provider: "jira", ${args} });
    new ManagedConnection("there", { managedUserId: "4711", provider: "jira", account: "emea" });`);
};

const methods = (emulator: Emulator) => {
  const taken = emulator.requests.map(({ method, path }) => `${method} ${path.replace("/api/managed_users/", "")}`);
  emulator.clearRequests();
  return taken;
};

test("one stack spans two workspaces, each with its own token", async () => {
  write("");
  expect((await workato.project.up()).changes).toEqual({ create: 3 });
  expect(methods(workato.emulator)).toEqual(["GET 98178/connections?includes[]=tags", "POST 98178/connections"]);
  expect(methods(emea)).toEqual(["GET 4711/connections?includes[]=tags", "POST 4711/connections"]);
  await workato.project.refresh();
  expect(methods(workato.emulator)).toEqual(["GET 98178/connections?includes[]=tags"]);
  expect(methods(emea)).toEqual(["GET 4711/connections?includes[]=tags"]);
});

test("another account that does not have the connection is refused, and nothing changes", async () => {
  const before = savedIds(workato.project);
  write('account: "emea", folderId: 12');
  const failed = await workato.project.up({ expectFailure: true });
  const id = before.here?.split("/")[1];
  expect(failed.output).toContain(
    `account: customer 98178 of account "emea" has no connection ${id} of provider "jira"`,
  );
  expect(failed.output).toContain("Put the old account back");
  expect(savedIds(workato.project)).toEqual(before);
  expect(savedResource(workato.project, "here").outputs).not.toHaveProperty("account");
  expect([...methods(emea), ...methods(workato.emulator)].filter((request) => !request.startsWith("GET"))).toEqual([]);
  expect(workato.emulator.connections()).toHaveLength(1);
});

test("an account that has the connection takes over without a write, and is asked from then on", async () => {
  const id = Number(savedIds(workato.project).here?.split("/")[1]);
  emea.addConnection("98178", { id, name: "here", provider: "jira" });
  write('account: "emea"');
  expect((await workato.project.up()).changes).toEqual({ update: 1, same: 2 });
  expect(methods(emea)).toEqual(["GET 98178/connections?includes[]=tags"]);
  write('account: "emea", name: "renamed"');
  await workato.project.up();
  expect(methods(emea)).toEqual([`PUT 98178/connections/${id}`]);
  await workato.project.destroy();
  expect(emea.connections()).toMatchObject([{ id: 5000 }]);
  expect(methods(workato.emulator)).toEqual([]);
  expect(workato.emulator.connections()).toHaveLength(1);
});
