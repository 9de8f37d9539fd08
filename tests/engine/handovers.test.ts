import { connectionUrn, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

const FIRST_DELETED = "{ deleteBeforeReplace: true }";
const REPLACE = { replace: connectionUrn("a") };
const jira = (args: string, customer = `"98178"`, options = FIRST_DELETED) =>
  `new ManagedConnection("a", { managedUserId: ${customer}, provider: "jira", ${args} }, ${options});`;
const idsOnServer = () => workato.emulator.connections().map(({ id }) => id);
const deletes = () => workato.takeRequests().filter((request) => request.startsWith("DELETE"));

/** A connection of ours that a person has renamed, as a refresh has seen. */
async function renamedByHand(): Promise<number> {
  workato.write(jira(""));
  await workato.project.up();
  const [id = 0] = idsOnServer();
  workato.emulator.edit(id, { name: "a person's name" });
  await workato.project.refresh();
  workato.takeRequests();
  return id;
}

describe("a replacement that names its own connection, which a person has renamed, takes it over and deletes nothing", () => {
  test.each([
    ["another spelling of the customer", `externalId("A2300")`, "", {}],
    ["--replace, a new name and its own id", `"98178"`, `name: "new",`, REPLACE],
  ])("%s, delete first", async (_what, customer, args, options) => {
    const id = await renamedByHand();
    workato.write(jira(`${args} adoptConnectionId: ${id}`, customer));
    expect((await workato.project.preview(options)).output).toContain("will take over 1 connection");
    const { output } = await workato.project.up(options);
    expect(output).toContain(`connection ${id} of customer 98178 was not deleted`);
    expect(deletes()).toEqual([]);
    expect(idsOnServer()).toEqual([id]);
    expect(savedIds(workato.project).a).toMatch(new RegExp(`/${id}$`));
    expect((await workato.project.up()).changes).toEqual({ same: 2 });
    await workato.project.destroy();
    expect(idsOnServer()).toEqual([]);
  });
});

describe("adoptConnectionId that names nothing of the customer keeps nothing from a delete", () => {
  test.each(["adoptConnectionId in state before", "found by adopt before"])(
    "another customer, delete first, %s: what is replaced is deleted, and waits for its replacement",
    async (what) => {
      const { project, emulator } = workato;
      emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
      const byId = "adoptConnectionId: 36";
      workato.write(jira(what.startsWith("adopt") ? byId : `onExisting: "adopt"`));
      await project.up();
      workato.write(jira(byId, `"98180"`));
      const failed = await project.up({ expectFailure: true });
      expect(failed.output).toContain('adoptConnectionId: customer 98180 has no connection 36 of provider "jira"');
      expect(failed.output).not.toContain("was not deleted");
      expect(idsOnServer()).toEqual([]);
      expect(savedResource(project, "a")).toMatchObject({ id: "98178/36", pendingReplacement: true });

      workato.write(jira("", `"98180"`));
      const { output } = await project.up();
      expect(output).not.toContain("managed by");
      expect(Object.values(savedIds(project))).toEqual([`98180/${idsOnServer()[0]}`]);
    },
  );

  test("another customer, create first: nothing is deleted before the error", async () => {
    workato.emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    workato.write(jira("adoptConnectionId: 36", `"98178"`, "{}"));
    await workato.project.up();
    workato.write(jira("adoptConnectionId: 36", `"98180"`, "{}"));
    await workato.project.up({ expectFailure: true });
    expect(idsOnServer()).toEqual([36]);
    expect(savedIds(workato.project)).toEqual({ a: "98178/36" });
  });
});
