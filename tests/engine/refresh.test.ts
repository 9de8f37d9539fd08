import { ENCRYPTED, openedOutputs, savedIds, savedResource, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    config: { "workato:settleTimeoutSeconds": "1" },
    program: ["kept", "renamed", "removed", "lost"]
      .map(
        (name) =>
          `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", input: { apitoken: "t" } });`,
      )
      .join("\n"),
  });
  await workato.project.up();
  workato.takeRequests();
});
afterAll(() => workato.dispose());

const idOf = (name: string) => savedIds(workato.project)[name]?.split("/")[1] ?? "";

test("a refresh of four connections is one list, and leaves a preview without changes", async () => {
  const refreshed = await workato.project.refresh();
  expect(refreshed.changes).toEqual({ same: 5 });
  expect(workato.takeRequests()).toEqual(["GET 98178/connections?includes[]=tags"]);
  expect((await workato.project.preview()).changes).toEqual({ same: 5 });
});

test("what was edited, removed or lost behind the API's back shows after a refresh, and the next up restores it", async () => {
  const [renamed, removed, lost] = ["renamed", "removed", "lost"].map(idOf);
  workato.emulator.edit(renamed ?? "", { name: "by hand", folderId: 99 });
  workato.emulator.remove(removed ?? "");
  workato.emulator.loseAuthorization(lost ?? "", { error: "The refresh token was revoked" });

  const refreshed = await workato.project.refresh();
  expect(refreshed.output).toContain(`connection ${lost} "lost" is not authorized`);
  expect(refreshed.output).toContain("The refresh token was revoked");
  expect(savedIds(workato.project)).not.toHaveProperty("removed");
  expect(savedResource(workato.project, "renamed").outputs).toMatchObject({ name: "by hand" });
  const quoted = {
    authorizationError: "The refresh token was revoked",
    connectionLostReason: "authentication_failure",
  };
  expect(savedResource(workato.project, "lost").outputs).toMatchObject({
    authorizationStatus: "failed",
    authorizationError: ENCRYPTED,
    connectionLostReason: ENCRYPTED,
  });
  expect(await openedOutputs(workato.project, "lost")).toMatchObject(quoted);

  const preview = await workato.project.preview();
  expect(preview.steps.filter(({ op }) => op !== "same").map(({ op, name }) => [op, name])).toEqual(
    expect.arrayContaining([
      ["update", "renamed"],
      ["create", "removed"],
    ]),
  );
  expect(preview.changes).toEqual({ update: 1, create: 1, same: 3 });

  workato.takeRequests();
  await workato.project.up();
  expect(workato.takeRequests().sort()).toEqual([
    "GET 98178/connections?includes[]=tags",
    'POST 98178/connections {"name":"removed","provider":"jira","input":{"apitoken":"t"}}',
    // The folder is not the program's, so it stays where the person put it.
    `PUT 98178/connections/${renamed} {"name":"renamed"}`,
  ]);
  expect(workato.emulator.connection(renamed ?? "")).toMatchObject({ name: "renamed", folderId: 99 });
});

test("up --refresh makes a removed connection again in one command", async () => {
  const removed = idOf("removed");
  workato.emulator.remove(removed);
  expect((await workato.project.up({ refresh: true })).changes).toMatchObject({ create: 1 });
  expect(idOf("removed")).not.toBe(removed);
  expect(workato.emulator.connections()).toHaveLength(4);
});

test("a customer that the API does not find is not gone: refresh fails, names the causes, and the state stays", async () => {
  // What is encrypted is encrypted anew each time.
  const secrets = { input: undefined, authorizationError: undefined, connectionLostReason: undefined };
  const facts = () => savedResources(workato.project).map(({ id, outputs }) => ({ id, ...outputs, ...secrets }));
  const before = facts();
  const wrong = await workato.project.refresh({ expectFailure: true, env: { WORKATO_API_TOKEN: "mistyped" } });
  expect(wrong.output).toContain("401");
  expect(wrong.output).toContain("The token came from the environment variable WORKATO_API_TOKEN");
  workato.emulator.behaviour.foreignTokens = [workato.emulator.token];
  const foreign = await workato.project.refresh({ expectFailure: true });
  expect(foreign.output).toContain(
    `Customer 98178 is not at ${workato.emulator.url} for the token of WORKATO_API_TOKEN`,
  );
  expect(foreign.output).toContain("WORKATO_FORGET_CUSTOMERS=98178");
  expect(facts()).toEqual(before);
  workato.emulator.behaviour.foreignTokens = [];
});

test("destroy --refresh deletes everything from the server too", async () => {
  await workato.project.destroy({ refresh: true });
  expect(workato.emulator.connections()).toEqual([]);
  expect(savedIds(workato.project)).toEqual({});
});
