import { OTHER_FORMS } from "../support/otherForms";
import { savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({ emulator: { behaviour: { ...OTHER_FORMS, refusedCredentials: "4xx" } } });
});
afterAll(() => workato.dispose());

const program = ({ token = "good-1", name = "Jira", used = "" } = {}) => `
const profile = new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: 322 });
const jira = new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", name: "${name}", externalId: "U1",
  input: { apitoken: "${token}" } });
new ManagedConnection("child", { managedUserId: "98178", provider: "jira", parentId: jira.connectionId, externalId: null });
new ManagedConnection("shell", { managedUserId: externalId("A2300"), provider: "salesforce", shellConnection: true },
  { dependsOn: profile });
new ManagedConnection("used", { managedUserId: "98180", provider: "jira", input: { apitoken: "good-2" },
  forceDelete: true, ${used} });`;

const COUNT = 6;
const idOf = (name: string) => Number(savedIds(workato.project)[name]?.split("/")[1]);
const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));
const write = (options?: Parameters<typeof program>[0]) => {
  workato.write(program(options));
};

/** A second up, and the preview before it, see no change and ask for nothing. */
async function expectQuiet(): Promise<void> {
  workato.takeRequests();
  const again = await workato.project.up({ preview: true });
  expect(again.changes).toEqual({ same: COUNT });
  expect(again.diagnostics).toEqual([]);
  expect(workato.takeRequests()).toEqual([]);
}

describe("every answer in its other form at once", () => {
  test("up makes everything, and is quiet afterwards", async () => {
    write();
    expect((await workato.project.up({ preview: true })).changes).toEqual({ create: COUNT });
    expect(workato.emulator.assignments("98178")).toEqual([322]);
    expect(savedResource(workato.project, "jira").outputs).toMatchObject({
      authorizationStatus: "success",
      authorizedAt: expect.stringMatching(/:\d\d-08:00$/) as string,
    });
    // "" is null, and null is nothing in the state.
    for (const fact of ["authorizationStatus", "authorizationError", "authorizedAt", "connectionLostAt"]) {
      expect(savedResource(workato.project, "shell").outputs).not.toHaveProperty(fact);
    }
    await expectQuiet();
  });

  test("refresh changes nothing; what was edited by hand is one PUT of the next up --refresh", async () => {
    expect((await workato.project.refresh()).changes).toEqual({ same: COUNT });
    workato.emulator.edit(idOf("jira"), { name: "by hand", externalId: null });
    expect((await workato.project.up({ refresh: true })).changes).toEqual({ update: 1, same: COUNT - 1 });
    expect(writes()).toEqual([`PUT 98178/connections/${idOf("jira")} {"name":"Jira","external_id":"U1"}`]);
    await expectQuiet();
  });

  test("a refusal is told with its title, and good credentials repair it", async () => {
    write({ token: "wrong-1" });
    const refused = await workato.project.up({ expectFailure: true });
    expect(refused.output).toMatch(
      /Workato: PUT \S+ failed: 400 .*Authentication failed: the application answered 401/,
    );
    expect(refused.output).not.toContain("wrong-1");
    write({ token: "good-3" });
    await workato.project.up();
    expect(workato.emulator.connection(idOf("jira"))).toMatchObject({ authorizationStatus: "success" });
  });

  test("authorized by a person, a shell is left alone; a time with an offset is the same instant", async () => {
    workato.emulator.authorize(idOf("shell"));
    workato.takeRequests();
    expect((await workato.project.up({ refresh: true })).changes).toMatchObject({ same: COUNT });
    expect(writes()).toEqual([]);
    await expectQuiet();
  });

  test("active recipes: a disconnect is refused, and forced goes through", async () => {
    workato.emulator.useInRecipe(idOf("used"));
    write({ token: "good-3", used: "disconnected: true" });
    const refused = await workato.project.up({ expectFailure: true });
    expect(refused.output).toContain("Active recipes use this connection. Stop them, or set forceDisconnect: true");
    write({ token: "good-3", used: "disconnected: true, forceDisconnect: true" });
    workato.takeRequests();
    await workato.project.up();
    expect(writes()).toEqual([`POST 98180/connections/${idOf("used")}/disconnect?force=true {"force":"true"}`]);
    write({ token: "good-3" });
    await workato.project.up();
    await expectQuiet();
  });

  test("destroy deletes and unassigns everything, a connection of active recipes by force", async () => {
    workato.emulator.useInRecipe(idOf("used"));
    await workato.project.destroy({ refresh: true });
    expect(workato.emulator.connections()).toEqual([]);
    expect(workato.emulator.assignments("98178")).toEqual([]);
    expect(savedIds(workato.project)).toEqual({});
  });
});
