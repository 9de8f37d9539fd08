import { connectionUrn, savedIds, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

const jira = (logicalName: string, args = "", options = "{}") =>
  `new ManagedConnection("${logicalName}", { managedUserId: "98178", provider: "jira", name: "Jira", ${args} }, ${options});`;
const other = (logicalName: string) =>
  `new ManagedConnection("${logicalName}", { managedUserId: "98178", provider: "zendesk" });`;
const ADOPT = `onExisting: "adopt"`;
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);
const writesOf = () => workato.takeRequests().filter((request) => !request.startsWith("GET"));

/** A first `up` of this program; answers its ids by logical name. */
async function begin(program: string): Promise<Record<string, string | undefined>> {
  workato.write(program);
  await workato.project.up();
  workato.takeRequests();
  return savedIds(workato.project);
}

describe("a new logical name without aliases", () => {
  test("by default: refused, with the id and `aliases` as a way out; nothing is sent, and the old name still works", async () => {
    const before = await begin(jira("old"));
    workato.write(jira("new"));
    const refused = await workato.project.up({ expectFailure: true });
    expect(refused.output).toContain(`already has this connection: id ${before.old?.split("/")[1]} "Jira"`);
    expect(refused.output).toContain("aliases");
    expect(writesOf()).toEqual([]);
    expect(savedIds(workato.project)).toEqual(before);

    workato.write(jira("new", "", `{ aliases: [{ name: "old" }] }`));
    await workato.project.up();
    expect(writesOf()).toEqual([]);
    expect(savedIds(workato.project)).toEqual({ new: before.old });
  });

  test("with adopt, in one run: the new name takes the connection over, and the old one does not delete it", async () => {
    const before = await begin(jira("old"));
    workato.write(jira("new", ADOPT));
    const up = await workato.project.up();
    expect(up.output).toContain('was not deleted: another resource of this stack, "new", manages it now');
    expect(writesOf()).toEqual([]);
    expect(savedIds(workato.project)).toEqual({ new: before.old });
    expect(idsOnServer()).toEqual([before.old]);
  });

  test("with adopt, over two runs: --target takes it over, and the next up does not delete it for the old name", async () => {
    const before = await begin(jira("old"));
    workato.write(jira("new", ADOPT));
    await workato.project.up({ target: connectionUrn("new") });
    expect(savedIds(workato.project)).toEqual({ old: before.old, new: before.old });

    const up = await workato.project.up();
    expect(up.output).toContain("was not deleted");
    expect(savedIds(workato.project)).toEqual({ new: before.old });
    expect(idsOnServer()).toEqual([before.old]);
    expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 2 });
  });

  test("with adopt, under up --refresh: the same, while a resource that is really removed is deleted", async () => {
    const before = await begin(jira("old") + other("removed"));
    workato.write(jira("new", ADOPT));
    await workato.project.up({ refresh: true });
    expect(savedIds(workato.project)).toEqual({ new: before.old });
    expect(idsOnServer()).toEqual([before.old]);
  });
});

describe("what leaves the program is still deleted", () => {
  test("by a plain up, by up --refresh, by destroy, by destroy --refresh and by destroy --run-program", async () => {
    for (const leave of [
      () => workato.project.up(),
      () => workato.project.up({ refresh: true }),
      () => workato.project.up({ preview: true }),
      () => workato.project.destroy(),
      () => workato.project.destroy({ refresh: true }),
    ]) {
      await begin(jira("a") + other("b"));
      expect(idsOnServer()).toHaveLength(2);
      workato.write("");
      await leave();
      expect(idsOnServer()).toEqual([]);
      expect(savedIds(workato.project)).toEqual({});
    }
    await begin(jira("a") + other("b"));
    await workato.project.destroy({ runProgram: true });
    expect(idsOnServer()).toEqual([]);
    await begin(jira("a") + other("b"));
    await workato.project.destroy({ target: connectionUrn("a") });
    expect(Object.keys(savedIds(workato.project))).toEqual(["b"]);
    expect(workato.emulator.connections().map(({ provider }) => provider)).toEqual(["zendesk"]);
  });

  test("by a replacement, also together with up --refresh and with a removal beside it", async () => {
    const replaced = (provider: string) =>
      `new ManagedConnection("a", { managedUserId: "98178", provider: "${provider}", name: "Jira" });`;
    await begin(replaced("jira") + other("b"));
    for (const [provider, refresh] of [
      ["zendesk", false],
      ["jira", true],
    ] as const) {
      workato.write(replaced(provider) + (refresh ? "" : other("b")));
      await workato.project.up({ refresh });
      expect(idsOnServer().sort()).toEqual(Object.values(savedIds(workato.project)).sort());
    }
    expect(workato.emulator.connections().map(({ provider }) => provider)).toEqual(["jira"]);
  });
});

describe("a forced replacement (--replace)", () => {
  test("is refused with the way out, and works with deleteBeforeReplace: true", async () => {
    const before = await begin(jira("a"));
    const replace = connectionUrn("a");
    const refused = await workato.project.up({ replace, expectFailure: true });
    expect(refused.output).toContain("set the resource option deleteBeforeReplace: true");
    expect(writesOf()).toEqual([]);
    expect(savedIds(workato.project)).toEqual(before);

    workato.write(jira("a", "", "{ deleteBeforeReplace: true }"));
    await workato.project.up({ replace });
    expect(writesOf()).toEqual([
      `DELETE ${before.a?.replace("/", "/connections/")}`,
      'POST 98178/connections {"name":"Jira","provider":"jira"}',
    ]);
    expect(idsOnServer()).toEqual([savedIds(workato.project).a]);
    expect(savedIds(workato.project).a).not.toBe(before.a);
  });

  test("with onExisting: create, a second one is made and the first one is deleted", async () => {
    const before = await begin(jira("a", `onExisting: "create"`));
    await workato.project.up({ replace: connectionUrn("a") });
    expect(idsOnServer()).toEqual([savedIds(workato.project).a]);
    expect(savedIds(workato.project).a).not.toBe(before.a);
    expect(savedResources(workato.project).filter((resource) => resource.delete === true)).toEqual([]);
  });
});
