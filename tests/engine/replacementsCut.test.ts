import { connectionUrn, savedIds } from "./support/savedState";
import { upKilledAt } from "./support/killedRun";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

const POST = { method: "POST", path: "/connections" };
const PUT = { method: "PUT" };
const REPLACE = { replace: connectionUrn("a") };
const jira = (args = "", options = "{ deleteBeforeReplace: true }") =>
  `new ManagedConnection("a", { managedUserId: "98178", provider: "jira", ${args} }, ${options});`;
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);

async function begin(program: string): Promise<string | undefined> {
  workato.write(program);
  await workato.project.up();
  workato.takeRequests();
  return savedIds(workato.project).a;
}

/** The next `up` is no one's but its own: it mends all, and after it all is quiet. */
async function expectMended(): Promise<void> {
  const { output } = await workato.project.up();
  expect(output).not.toMatch(/managed by|pulumi state delete/);
  expect(idsOnServer()).toHaveLength(1);
  expect(Object.values(savedIds(workato.project))).toEqual(idsOnServer());
  expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 2 });
}

describe("a replacement that deletes first, cut between its delete and its create", () => {
  test("killed: the next up makes the connection", async () => {
    const before = await begin(jira());
    await upKilledAt(workato, POST, REPLACE);
    expect(idsOnServer()).toEqual([]);
    await expectMended();
    expect(savedIds(workato.project).a).not.toBe(before);
  });

  test("refused: the next up makes the connection", async () => {
    await begin(jira());
    workato.emulator.failNext({ ...POST, status: 403 });
    await workato.project.up({ ...REPLACE, expectFailure: true });
    expect(idsOnServer()).toEqual([]);
    await expectMended();
  });

  test("killed while it takes its own connection over by adoptConnectionId: the next up does it", async () => {
    const before = await begin(jira());
    workato.write(jira(`name: "new", adoptConnectionId: ${before?.split("/")[1]}`));
    await upKilledAt(workato, PUT, REPLACE);
    expect(idsOnServer()).toEqual([before]);
    await expectMended();
    expect(workato.emulator.connections()).toMatchObject([{ name: "new" }]);
    expect(savedIds(workato.project).a).toBe(before);
  });

  test("refused while it takes its own connection over, twice and with a refresh between: the next up does it", async () => {
    const before = await begin(jira());
    workato.write(jira(`name: "new", adoptConnectionId: ${before?.split("/")[1]}`));
    for (const options of [REPLACE, {}]) {
      workato.emulator.failNext({ ...PUT, status: 403 });
      const failed = await workato.project.up({ ...options, expectFailure: true });
      expect(failed.output).not.toContain("managed by");
      await workato.project.refresh();
    }
    await expectMended();
    expect(savedIds(workato.project).a).toBe(before);
  });
});

describe.each(["ok", "error"] as const)(
  "an assignment whose replacement was refused (assigning twice: %s)",
  (assignTwice) => {
    const profile = (profileId: number) => {
      workato.write(`new OAuthProfileAssignment("a", { managedUserId: "98178", profileId: ${profileId} });`);
    };
    const assigned = () => workato.emulator.assignments("98178");

    test.each([false, true])("the program put back assigns it (put back by hand before: %s)", async (byHand) => {
      workato.emulator.behaviour.assignTwice = assignTwice;
      profile(322);
      await workato.project.up();
      profile(323);
      workato.emulator.failNext({ method: "POST", path: "/assign", status: 403 });
      await workato.project.up({ expectFailure: true });
      expect(assigned()).toEqual([]);
      if (byHand) workato.emulator.assignByHand("98178", 322);

      profile(322);
      const { output } = await workato.project.up();
      expect(output).not.toContain("managed by");
      expect(assigned()).toEqual([322]);
      expect((await workato.project.up()).changes).toEqual({ same: 2 });
      await workato.project.destroy();
      expect(assigned()).toEqual([]);
    });
  },
);

test("an assignment made by a run that was killed is assigned by the next up, also where assigning twice is an error", async () => {
  workato.emulator.behaviour.assignTwice = "error";
  workato.write(`new OAuthProfileAssignment("a", { managedUserId: "98178", profileId: 322 });`);
  await upKilledAt(workato, { method: "POST", path: "/assign", execute: true });
  expect(workato.emulator.assignments("98178")).toEqual([322]);
  await workato.project.up();
  expect(savedIds(workato.project)).toEqual({ a: "98178/322" });
  expect((await workato.project.up()).changes).toEqual({ same: 2 });
});
