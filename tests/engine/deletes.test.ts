import { savedIds, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

const jira = (args = "", provider = "jira") =>
  `new ManagedConnection("jira", { managedUserId: externalId("B/23 00"), provider: "${provider}", ${args} });`;

/** The variable that an error prints, as a person copies it to the command line. */
function copied(output: string): Record<string, string> {
  const [, variable, value] = /(WORKATO_FORCE_DELETE)=(\S+)/.exec(output) ?? [];
  return { [variable ?? "nothing was printed"]: value ?? "" };
}

function useInRecipe(): string {
  const [connection] = workato.emulator.connections();
  workato.emulator.useInRecipe(connection?.id ?? 0);
  return `EB%2F23%2000/connections/${connection?.id}`;
}

test("a connection in use is not deleted, nothing is lost, and forceDelete disconnects it and deletes it", async () => {
  workato.write(jira());
  await workato.project.up();
  const connection = useInRecipe();
  const before = savedIds(workato.project);
  workato.takeRequests();

  workato.write("");
  const failed = await workato.project.up({ expectFailure: true });
  expect(failed.output).toContain("used by active recipes");
  expect(failed.output).toContain("set forceDelete: true and run `pulumi up` before you remove the resource");
  expect(workato.takeRequests()).toEqual([`DELETE ${connection}`]);
  expect(workato.emulator.connections()).toHaveLength(1);
  expect(savedIds(workato.project)).toEqual(before);

  workato.write(jira("forceDelete: true"));
  expect((await workato.project.up()).changes).toEqual({ update: 1, same: 1 });
  expect(workato.takeRequests()).toEqual([]);
  workato.write("");
  await workato.project.up();
  expect(workato.takeRequests()).toEqual([
    `DELETE ${connection}`,
    `POST ${connection}/disconnect?force=true {"force":"true"}`,
    `DELETE ${connection}`,
  ]);
  expect(workato.emulator.connections()).toEqual([]);
});

test("forceDelete taken out is disarmed: destroy fails, and only the variable that it prints forces it", async () => {
  workato.emulator.behaviour.rejectedStatus = 422;
  workato.write(jira("forceDelete: true"));
  await workato.project.up();
  workato.write(jira());
  await workato.project.up();
  const connection = useInRecipe();
  workato.takeRequests();

  const failed = await workato.project.destroy({ expectFailure: true });
  expect(workato.takeRequests()).toEqual([`DELETE ${connection}`]);
  expect(savedIds(workato.project)).toEqual({ jira: connection.replace("connections/", "") });

  await workato.project.destroy({ env: copied(failed.output) });
  expect(workato.takeRequests()).toEqual([
    `DELETE ${connection}`,
    `POST ${connection}/disconnect?force=true {"force":"true"}`,
    `DELETE ${connection}`,
  ]);
  expect(savedResources(workato.project)).toEqual([]);
});

test("a delete that is left over from a replacement is forced by the variable that the error prints", async () => {
  workato.emulator.behaviour.rejectedStatus = 400;
  workato.write(jira());
  await workato.project.up();
  const connection = useInRecipe();

  workato.write(jira("", "zendesk"));
  const failed = await workato.project.up({ expectFailure: true });
  expect(workato.emulator.connections().map(({ provider }) => provider)).toEqual(["jira", "zendesk"]);
  const pending = savedResources(workato.project).filter((resource) => resource.delete === true);
  expect(pending.map(({ id }) => id)).toEqual([connection.replace("connections/", "")]);
  workato.takeRequests();

  // The arguments of what is left over are frozen: forceDelete cannot reach them any more.
  workato.write(jira("forceDelete: true", "zendesk"));
  const again = await workato.project.up({ expectFailure: true });
  expect(workato.takeRequests()).toEqual([`DELETE ${connection}`]);
  expect(copied(again.output)).toEqual(copied(failed.output));

  await workato.project.up({ env: copied(again.output) });
  expect(workato.emulator.connections().map(({ provider }) => provider)).toEqual(["zendesk"]);
  expect(savedResources(workato.project).filter((resource) => resource.delete === true)).toEqual([]);
});

test("a connection that is gone already is deleted without an error, by destroy as by a removal", async () => {
  const [connection] = workato.emulator.connections();
  workato.emulator.remove(connection?.id ?? 0);
  await workato.project.destroy();
  expect(savedResources(workato.project)).toEqual([]);
});
