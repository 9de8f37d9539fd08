import { savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    config: { "workato:settleTimeoutSeconds": "1" },
    program: [
      ["a", 7],
      ["b", 7],
      ["c", 8],
    ]
      .map(([name, folder]) => {
        const args = `managedUserId: "98178", provider: "jira", folderId: ${folder}, onExisting: "adopt"`;
        return `new ManagedConnection("${name}", { ${args} });`;
      })
      .join("\n"),
  });
  await workato.project.up();
});
afterAll(() => workato.dispose());
afterEach(() => {
  workato.emulator.behaviour.visibleFolders = undefined;
  workato.emulator.behaviour.countsAll = false;
});

const COUNT = 3;
const ids = () => Object.values(savedIds(workato.project)).sort();
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);

function expectNothingLost(): void {
  expect(idsOnServer()).toHaveLength(COUNT);
  expect(ids()).toEqual(idsOnServer());
}

test.each(["refresh", "up --refresh", "destroy --refresh"])(
  "a token that sees no project any more: %s fails with the way out, and nothing is lost or made twice",
  async (command) => {
    const { emulator, project } = workato;
    emulator.behaviour.visibleFolders = [];
    const [operation = "refresh"] = command.split(" ") as ("refresh" | "up" | "destroy")[];
    const failed = await project[operation]({ refresh: operation !== "refresh", expectFailure: true });
    expect(failed.output).toContain("it shows none of the 3 connections that were looked for");
    expect(failed.output).toContain("WORKATO_FORGET_CUSTOMERS=98178");
    expectNothingLost();
  },
);

test("then a plain up is quiet, and the right token finds everything as it was", async () => {
  workato.emulator.behaviour.visibleFolders = [];
  expect((await workato.project.up()).changes).toEqual({ same: COUNT + 1 });
  workato.emulator.behaviour.visibleFolders = undefined;
  expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: COUNT + 1 });
  expectNothingLost();
});

test("an answer that counts more than it lists proves nothing: refresh fails, and nothing is lost", async () => {
  workato.emulator.behaviour.countsAll = true;
  workato.emulator.behaviour.visibleFolders = [7];
  const failed = await workato.project.refresh({ expectFailure: true });
  expect(failed.output).toMatch(/Connection \d+ is not in the list of customer 98178 .*proves nothing/);
  expectNothingLost();
});

test("a token that sees one project of two: what is in the other leaves the state with a line, and is taken over again", async () => {
  const { emulator, project } = workato;
  const gone = savedIds(project).c?.split("/")[1];
  emulator.behaviour.visibleFolders = [7];
  const { output } = await project.refresh();
  expect(output).toMatch(new RegExp(`connection ${gone} "c" in folder 8 .*leaves the state.*did not see its project`));
  expect(Object.keys(savedIds(project)).sort()).toEqual(["a", "b"]);
  emulator.behaviour.visibleFolders = undefined;
  await project.up();
  expectNothingLost();
});

test("what was really removed, all of it, leaves the state with the variable that the error prints", async () => {
  for (const { id } of workato.emulator.connections()) workato.emulator.remove(id);
  const failed = await workato.project.refresh({ expectFailure: true });
  const [, variable = "", value = ""] = /(WORKATO_FORGET_CUSTOMERS)=(\S+)/.exec(failed.output) ?? [];
  await workato.project.refresh({ env: { [variable]: value } });
  expect(ids()).toEqual([]);
});
