import { savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

const write = (...names: string[]) => {
  const one = (name: string) => `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira" });`;
  workato.write(names.map(one).join("\n"));
};
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);
const idsInState = () => Object.values(savedIds(workato.project)).sort();
const lists = () => workato.takeRequests().filter((request) => request.startsWith("GET")).length;

/** The clock of the server was an hour behind when these were made, so by now they are old. */
async function makeOld(...names: string[]): Promise<void> {
  const { behaviour } = workato.emulator;
  behaviour.clockSkewMs = -3_600_000;
  write(...names);
  await workato.project.up();
  behaviour.clockSkewMs = 0;
  workato.takeRequests();
}

describe.each([3_000, 8_000])("lists that are %d ms behind a create, right after an up", (listLagMs) => {
  beforeAll(() => {
    workato.emulator.behaviour.listLagMs = listLagMs;
  });
  afterAll(() => {
    workato.emulator.behaviour.listLagMs = 0;
  });

  test("up --refresh: it stays the one connection", async () => {
    write(`a${listLagMs}`);
    await workato.project.up();
    const [id] = idsOnServer();
    expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 2 });
    expect(idsOnServer()).toEqual([id]);
    expect(idsInState()).toEqual([id]);
  });

  test("refresh: it stays in the state", async () => {
    write(`b${listLagMs}`);
    await workato.project.up();
    await workato.project.refresh();
    expect(idsInState()).toEqual(idsOnServer());
    expect(idsOnServer()).toHaveLength(1);
  });

  test("destroy --refresh: it is deleted", async () => {
    write(`c${listLagMs}`);
    await workato.project.up();
    await workato.project.destroy({ refresh: true });
    expect(idsOnServer()).toEqual([]);
    expect(idsInState()).toEqual([]);
  });
});

describe("lists that are empty for a while", () => {
  test("once: up --refresh of three connections makes no twins, and says that it looks again", async () => {
    await makeOld("a", "b", "c");
    const ids = idsOnServer();
    workato.emulator.behaviour.emptyLists = 1;
    const { changes, output } = await workato.project.up({ refresh: true });
    expect(changes).toEqual({ same: 4 });
    expect(output).toContain("it is read again, because it may be behind by 40 s");
    expect(idsOnServer()).toEqual(ids);
    expect(idsInState()).toEqual(ids);
  });

  test("twice: an error with the way out, nothing made and nothing lost; then all is as it was", async () => {
    const ids = idsOnServer();
    workato.emulator.behaviour.emptyLists = 2;
    const failed = await workato.project.up({ refresh: true, expectFailure: true });
    expect(failed.output).toContain("it shows none of the 3 connections that were looked for");
    expect(failed.output).toContain("WORKATO_FORGET_CUSTOMERS=98178");
    expect(idsInState()).toEqual(ids);
    workato.emulator.behaviour.emptyLists = 0;
    expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 4 });
    expect(idsOnServer()).toEqual(ids);
  });
});

describe("what a person has removed", () => {
  test("one of three: two lists prove it, a line says what is gone, and the next up makes it again", async () => {
    const { emulator, project } = workato;
    const id = savedIds(project).b?.split("/")[1] ?? "";
    emulator.remove(id);
    workato.takeRequests();
    const { output } = await project.refresh();
    expect(lists()).toBe(2);
    expect(output).toContain(`connection ${id} "b" of customer 98178 no longer exists and leaves the state`);
    expect(output).toContain("It would look the same if the token did not see its project.");
    expect(Object.keys(savedIds(project)).sort()).toEqual(["a", "c"]);
    expect((await project.up()).changes).toEqual({ create: 1, same: 3 });
    expect(idsInState()).toEqual(idsOnServer());
  });

  test("under up --refresh: made again in that run, once", async () => {
    const { emulator, project } = workato;
    await makeOld("a", "b", "c");
    emulator.remove(savedIds(project).a?.split("/")[1] ?? "");
    expect((await project.up({ refresh: true })).changes).toMatchObject({ create: 1 });
    expect(idsOnServer()).toHaveLength(3);
    expect(idsInState()).toEqual(idsOnServer());
    expect(savedResource(project, "a").id).toBe(idsOnServer().at(-1));
  });
});
