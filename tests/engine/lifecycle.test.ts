import { savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

/** Three customers, each addressed in another way; the first connection with every field. */
const program = ({ firstName = "Jira of Acme", token = "good-1", folder = 77, provider = "jira" } = {}) => `
const first = new ManagedConnection("first", {
  managedUserId: "98180", provider: "${provider}", name: "${firstName}", externalId: "user-9",
  input: { host_name: "acme.atlassian.net", deep: { list: [1, true, null, "x"] } },
});
new ManagedConnection("second", { managedUserId: externalId("A2300"), provider: "jira", input: { apitoken: "${token}" } });
new ManagedConnection("third", { managedUserId: externalId("B/23 00"), provider: "jira", folderId: ${folder} });
exports.firstId = first.connectionId;
first.connectionId.apply((id) => console.log("the first is " + id));`;

test("a create is one list a customer and one POST with exactly what the program sets; ids are encoded once", async () => {
  workato.write(program());
  const created = await workato.project.up();
  expect(created.changes).toEqual({ create: 4 });

  const requests = workato.takeRequests();
  expect(requests.filter((request) => request.startsWith("GET")).sort()).toEqual([
    "GET 98180/connections?includes[]=tags",
    "GET EA2300/connections?includes[]=tags",
    "GET EB%2F23%2000/connections?includes[]=tags",
  ]);
  const posts = workato.emulator.connections();
  expect(posts).toHaveLength(3);
  expect(requests.filter((request) => !request.startsWith("GET")).sort()).toEqual([
    'POST 98180/connections {"name":"Jira of Acme","external_id":"user-9","provider":"jira",' +
      '"input":{"deep":{"list":[1,true,null,"x"]},"host_name":"acme.atlassian.net"}}',
    'POST EA2300/connections {"name":"second","provider":"jira","input":{"apitoken":"good-1"}}',
    'POST EB%2F23%2000/connections {"name":"third","folder_id":"77","provider":"jira"}',
  ]);

  const idOf = (name: string) => String(posts.find((connection) => connection.name === name)?.id);
  expect(savedIds(workato.project)).toEqual({
    first: `98180/${idOf("Jira of Acme")}`,
    second: `EA2300/${idOf("second")}`,
    third: `EB%2F23%2000/${idOf("third")}`,
  });
  expect(savedResource(workato.project, "third").outputs).toMatchObject({ managedUserId: "EB/23 00", folderId: "77" });
  // Not set by the program, so not managed, whatever the server says.
  expect(savedResource(workato.project, "second").outputs).not.toHaveProperty("folderId");
});

test("an up and a preview without changes send no request at all", async () => {
  const again = await workato.project.up({ preview: true });
  expect(again.changes).toEqual({ same: 4 });
  expect(workato.takeRequests()).toEqual([]);
});

test("a rename, a rotation and a move are one PUT each, with nothing but what changed", async () => {
  const before = savedIds(workato.project);
  workato.write(program({ firstName: "Jira", token: "good-2", folder: 78 }));
  const preview = await workato.project.preview();
  expect(preview.changes).toEqual({ update: 3, same: 1 });
  // Outputs of a connection that will be updated are unknown, but its id is not: dependents stay quiet.
  expect(preview.output).toContain(`the first is ${String(before.first).split("/")[1]}`);
  expect(workato.takeRequests()).toEqual([]);

  expect((await workato.project.up()).changes).toEqual({ update: 3, same: 1 });
  expect(workato.takeRequests().sort()).toEqual([
    `PUT ${before.first?.replace("/", "/connections/")} {"name":"Jira"}`,
    `PUT ${before.second?.replace("/", "/connections/")} {"input":{"apitoken":"good-2"}}`,
    `PUT ${before.third?.replace("/", "/connections/")} {"folder_id":"78"}`,
  ]);
  expect(savedIds(workato.project)).toEqual(before);
});

test("another provider is another connection: the new one is made before the old one is deleted", async () => {
  const before = savedIds(workato.project);
  workato.write(program({ firstName: "Jira", token: "good-2", folder: 78, provider: "zendesk" }));
  const replaced = await workato.project.up();
  expect(replaced.changes).toEqual({ replace: 1, same: 3 });
  const after = savedIds(workato.project);
  expect(after.first).not.toBe(before.first);
  expect(workato.takeRequests()).toEqual([
    "GET 98180/connections?includes[]=tags",
    expect.stringMatching(/^POST 98180\/connections .*"provider":"zendesk"/),
    `DELETE ${before.first?.replace("/", "/connections/")}`,
  ]);
  expect(workato.emulator.connections("98180").map(({ provider }) => provider)).toEqual(["zendesk"]);
});

test("disconnect is one request; credentials changed meanwhile are sent at the reconnect, and only then", async () => {
  const write = (args: string, token: string) => {
    workato.write(`new ManagedConnection("second", {
      managedUserId: "EA2300", provider: "jira", ${args} input: { apitoken: "${token}" } });`);
  };
  const connection = savedIds(workato.project).second?.replace("/", "/connections/") ?? "";
  write("disconnected: true,", "good-2");
  await workato.project.up();
  const requests = workato.takeRequests();
  expect(requests.filter((request) => request.includes("EA2300"))).toEqual([`POST ${connection}/disconnect`]);
  // The two that the program does not have any more, in the same up.
  expect(requests.filter((request) => request.startsWith("DELETE"))).toHaveLength(2);
  expect(savedResource(workato.project, "second").outputs).not.toHaveProperty("authorizationStatus");

  write("disconnected: true,", "good-3");
  expect((await workato.project.up()).changes).toEqual({ update: 1, same: 1 });
  expect(workato.takeRequests()).toEqual([]);

  write("", "good-3");
  await workato.project.up();
  // It looks first: a person may have authorized it since.
  expect(workato.takeRequests()).toEqual([
    "GET EA2300/connections?includes[]=tags",
    `PUT ${connection} {"input":{"apitoken":"good-3"}}`,
  ]);
  expect(savedResource(workato.project, "second").outputs).toMatchObject({ authorizationStatus: "success" });
});

test("shells, and a child of a parent that is made in the same up; destroy deletes the child first", async () => {
  workato.write(`
    const parent = new ManagedConnection("parent", { managedUserId: 98178, provider: "salesforce", shellConnection: true });
    new ManagedConnection("child", {
      managedUserId: "98178", provider: "salesforce", parentId: parent.connectionId, shellConnection: true,
      input: { environment: "sandbox" } });`);
  await workato.project.up();
  const [parentId, childId] = ["parent", "child"].map((name) => savedIds(workato.project)[name]?.split("/")[1]);
  expect(workato.takeRequests().filter((request) => request.startsWith("POST"))).toEqual([
    'POST 98178/connections {"name":"parent","provider":"salesforce","shell_connection":true}',
    `POST 98178/connections {"name":"child","parent_id":"${parentId}","provider":"salesforce",` +
      '"shell_connection":true,"input":{"environment":"sandbox"}}',
  ]);
  expect(savedResource(workato.project, "child").outputs).toMatchObject({ parentId });
  expect((await workato.project.preview()).changes).toEqual({ same: 3 });

  await workato.project.destroy();
  expect(workato.takeRequests()).toEqual([
    `DELETE 98178/connections/${childId}`,
    `DELETE 98178/connections/${parentId}`,
  ]);
  expect(workato.emulator.connections()).toEqual([]);
});
