import { IS_SECOND_DOOR } from "../support/door";
import { connectionUrn, savedIds } from "./support/savedState";
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

describe("replacements that the engine or the user decides on", () => {
  test("--replace: the error names deleteBeforeReplace and nothing is lost; with it the connection is made anew", async () => {
    write(connection("jira"));
    await workato.project.up();
    const before = idOf("jira");
    const failed = await workato.project.up({ replace: connectionUrn("jira"), expectFailure: true });
    expect(failed.output).toContain("deleteBeforeReplace: true");
    expect(workato.emulator.connections().map(({ id }) => String(id))).toEqual([before]);
    expect(savedIds(workato.project)).toEqual({ jira: `98178/${before}` });

    workato.takeRequests();
    write(connection("jira", "", "{ deleteBeforeReplace: true }"));
    await workato.project.up({ replace: connectionUrn("jira") });
    expect(workato.takeRequests().filter((request) => !request.startsWith("GET"))).toEqual([
      `DELETE 98178/connections/${before}`,
      'POST 98178/connections {"name":"jira","provider":"jira"}',
    ]);
    expect(workato.emulator.connections().map(({ id }) => String(id))).toEqual([idOf("jira")]);
  });

  test("deleteBeforeReplace: a change of provider deletes the old connection before it makes the new one", async () => {
    const before = idOf("jira");
    workato.takeRequests();
    write(
      `new ManagedConnection("jira", { managedUserId: "98178", provider: "zendesk" }, { deleteBeforeReplace: true });`,
    );
    await workato.project.up();
    expect(workato.takeRequests().filter((request) => !request.startsWith("GET"))).toEqual([
      `DELETE 98178/connections/${before}`,
      'POST 98178/connections {"name":"jira","provider":"zendesk"}',
    ]);
  });

  test('replaceOnChanges replaces what failed (with "*"); a change of ours only where the engine is told of it: one connection is left', async () => {
    const options = `{ replaceOnChanges: ["*"] }`;
    write(connection("again", `folderId: 1, input: { apitoken: "wrong" }`, options));
    await workato.project.up({ expectFailure: true });
    write(connection("again", `folderId: 1, input: { apitoken: "good" }`, options));
    const repaired = await workato.project.up();
    expect(repaired.changes).toMatchObject({ replace: 1 });
    workato.takeRequests();
    const before = idOf("again");
    expect(workato.emulator.connections().map(({ id }) => String(id))).toEqual([before]);
    write(connection("again", `folderId: 2, input: { apitoken: "good" }`, options));
    await workato.project.up();
    const requests = workato.takeRequests();
    if (IS_SECOND_DOOR) {
      expect(requests).toContain(`DELETE 98178/connections/${before}`);
      expect(workato.emulator.connections().map(({ id }) => String(id))).toEqual([idOf("again")]);
    } else {
      expect(requests).toEqual([`PUT 98178/connections/${before} {"folder_id":"2"}`]);
      expect(savedIds(workato.project)).toEqual({ again: `98178/${before}` });
    }
  });

  test("replaceOnChanges with deleteBeforeReplace, after refused credentials: no orphan and no twin", async () => {
    const options = `{ replaceOnChanges: ["*"], deleteBeforeReplace: true }`;
    write(connection("refused", `input: { apitoken: "wrong" }`, options));
    await workato.project.up({ expectFailure: true });
    const refused = idOf("refused");
    write(connection("refused", `input: { apitoken: "good" }`, options));
    expect((await workato.project.up()).changes).toMatchObject({ replace: 1 });
    expect(idOf("refused")).not.toBe(refused);
    expect(workato.emulator.connections().map(({ id }) => String(id))).toEqual([idOf("refused")]);
    expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 2 });
  });
});

describe("a replacement that names the connection in adoptConnectionId", () => {
  test.each([
    ["of the same customer under another id", 'externalId("A2300")', {}],
    ["by force", '"98178"', { replace: connectionUrn("kept") }],
  ])("%s keeps it, also with deleteBeforeReplace, as the preview says", async (_what, customer, options) => {
    write('new ManagedConnection("kept", { managedUserId: "98178", provider: "jira" });');
    await workato.project.up();
    const before = idOf("kept");
    write(`new ManagedConnection("kept", { managedUserId: ${customer}, provider: "jira", adoptConnectionId: ${before} },
      { deleteBeforeReplace: true });`);
    expect((await workato.project.preview(options)).output).toContain("will take over 1 connection");
    await workato.project.up(options);
    expect(workato.emulator.connections().map(({ id }) => String(id))).toEqual([before]);
    expect(idOf("kept")).toBe(before);
    await workato.project.destroy();
    expect(workato.emulator.connections()).toEqual([]);
  });
});

describe("parts of a stack", () => {
  test("--target changes and deletes what it names, and nothing else", async () => {
    write(connection("a"), connection("b"));
    await workato.project.up();
    const [a, b] = [idOf("a"), idOf("b")];
    workato.takeRequests();
    write(connection("a", "folderId: 7"), connection("b", "folderId: 7"), connection("c"));
    await workato.project.up({ target: connectionUrn("a") });
    expect(workato.takeRequests()).toEqual([`PUT 98178/connections/${a} {"folder_id":"7"}`]);
    await workato.project.destroy({ target: connectionUrn("a") });
    expect(workato.takeRequests()).toEqual([`DELETE 98178/connections/${a}`]);
    expect(savedIds(workato.project)).toEqual({ b: `98178/${b}` });
  });

  test("--continue-on-error: one refused connection does not hold up the others", async () => {
    write(
      connection("refused", `input: { apitoken: "wrong" }`),
      ...["d", "e", "f"].map((name) => connection(name, `input: { apitoken: "good" }`)),
    );
    await workato.project.up({ expectFailure: true, args: ["--continue-on-error"] });
    expect(Object.keys(savedIds(workato.project)).sort()).toEqual(["d", "e", "f", "refused"]);
    expect(workato.emulator.connections()).toHaveLength(4);
  });
});
