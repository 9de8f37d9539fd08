import { ENCRYPTED, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

const connection = (name: string, args = "", options = "{}") =>
  `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", ${args} }, ${options});`;
const write = (...resources: string[]) => {
  workato.write(resources.join("\n"));
};
const idOf = (name: string) => savedIds(workato.project)[name]?.split("/")[1] ?? "";

describe("ignoreChanges, additionalSecretOutputs and dependsOn", () => {
  const program = (token: string, host: string) => [
    connection("input", `input: { apitoken: "${token}" }`, `{ ignoreChanges: ["input"] }`),
    connection("apitoken", `input: { apitoken: "${token}", host: "${host}" }`, `{ ignoreChanges: ["input.apitoken"] }`),
    `const first = ${connection("first", "", "{}")}`,
    connection("second", `externalId: "user-1"`, `{ dependsOn: first, additionalSecretOutputs: ["externalId"] }`),
  ];

  test("a caller's additionalSecretOutputs are added to ours, and what depends on something is made after it", async () => {
    write(...program("one", "a"));
    await workato.project.up();
    expect(savedResource(workato.project, "second").outputs?.externalId).toEqual(ENCRYPTED);
    expect(savedResource(workato.project, "input").outputs?.input).toEqual(ENCRYPTED);
    const posts = workato.takeRequests().filter((request) => request.startsWith("POST"));
    const position = (name: string) => posts.findIndex((request) => request.includes(`"name":"${name}"`));
    expect(position("second")).toBeGreaterThan(position("first"));
  });

  test("a change under ignoreChanges is not sent, whether it names the input or one key in it", async () => {
    write(...program("two", "a"));
    expect((await workato.project.up()).changes).toEqual({ same: 5 });
    expect(workato.takeRequests()).toEqual([]);
    write(...program("two", "b"));
    expect((await workato.project.up()).changes).toEqual({ update: 1, same: 4 });
    expect(workato.takeRequests()).toEqual([
      `PUT 98178/connections/${idOf("apitoken")} {"input":{"apitoken":"one","host":"b"}}`,
    ]);
  });
});

describe("a resource that leaves the program", () => {
  test("protect: neither a removal nor destroy touches it; retainOnDelete: it leaves the state, the server keeps it", async () => {
    write(connection("protected", "", "{ protect: true }"), connection("retained", "", "{ retainOnDelete: true }"));
    await workato.project.up();
    const retained = idOf("retained");
    workato.takeRequests();

    write(connection("protected", "", "{ protect: true }"));
    await workato.project.up();
    expect(workato.takeRequests()).toEqual([]);
    expect(workato.emulator.connection(retained)).toMatchObject({ name: "retained" });
    expect(savedIds(workato.project)).not.toHaveProperty("retained");

    write("");
    expect((await workato.project.up({ expectFailure: true })).output).toContain("protect");
    expect((await workato.project.destroy({ expectFailure: true })).output).toContain("protect");
    expect(workato.takeRequests()).toEqual([]);
    expect(savedIds(workato.project)).toHaveProperty("protected");
    write(connection("protected"));
    await workato.project.up();
    write("");
    await workato.project.up();
    expect(workato.emulator.connections().map(({ name }) => name)).toEqual(["retained"]);
    workato.emulator.remove(retained);
  });

  test("aliases: a new logical name touches the server only where the connection is named after it", async () => {
    write(connection("old", `name: "Jira"`), connection("old2"));
    await workato.project.up();
    const [first, second] = [idOf("old"), idOf("old2")];
    workato.takeRequests();

    write(
      connection("new", `name: "Jira"`, `{ aliases: [{ name: "old" }] }`),
      connection("new2", "", `{ aliases: [{ name: "old2" }] }`),
    );
    expect((await workato.project.up()).changes).toEqual({ update: 1, same: 2 });
    expect(workato.takeRequests()).toEqual([`PUT 98178/connections/${second} {"name":"new2"}`]);
    expect(savedIds(workato.project)).toEqual({ new: `98178/${first}`, new2: `98178/${second}` });
  });

  test("without aliases a new logical name is refused with the way out, and nothing is lost or made twice", async () => {
    write(connection("newer", `name: "Jira"`));
    const before = workato.emulator.connections();
    workato.takeRequests();
    const result = await workato.project.up({ expectFailure: true });
    expect(workato.takeRequests()).toEqual(["GET 98178/connections?includes[]=tags"]);
    const kept = workato.emulator.connections().filter(({ name }) => name === "Jira");
    expect(result.output).toContain("aliases");
    expect(kept).toHaveLength(1);
    expect(kept[0]?.id).toBe(before.find(({ name }) => name === "Jira")?.id);
    write(connection("newer", `name: "Jira"`, `{ aliases: [{ name: "new" }] }`));
    await workato.project.up();
    expect(savedIds(workato.project)).toEqual({ newer: `98178/${kept[0]?.id}` });
  });

  test("with onExisting adopt a new logical name takes its connection over, and the old name's delete leaves it alone", async () => {
    const id = idOf("newer");
    workato.takeRequests();
    write(connection("newest", `name: "Jira", onExisting: "adopt"`));
    const adopted = await workato.project.up();
    expect(adopted.output).toContain(
      `connection ${id} of customer 98178 was not deleted: another resource of this stack`,
    );
    expect(workato.takeRequests()).toEqual(["GET 98178/connections?includes[]=tags"]);
    expect(savedIds(workato.project)).toEqual({ newest: `98178/${id}` });
  });
});

test("the option import is refused with the way out, before anything is sent", async () => {
  workato.takeRequests();
  write(connection("imported", "", `{ import: "98178/36" }`));
  const failed = await workato.project.up({ expectFailure: true });
  expect(failed.output).toContain("Pulumi cannot import dynamic resources");
  expect(failed.output).toContain("adoptConnectionId");
  expect(workato.takeRequests()).toEqual([]);
});
