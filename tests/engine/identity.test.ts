import { IS_SECOND_DOOR } from "../support/door";
import { connectionUrn, savedIds, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

/** A component of the program, with connections of its own. */
const component = (type: string, name: string) =>
  `const ${name} = new pulumi.ComponentResource("acme:${type}", "${name}");`;
const jira = (args: string, options = "{}") =>
  `new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", ${args} }, ${options});`;
const PARENTS = component("Customer", "customer") + component("Partner", "partner");
const ofBoth = (args: string) => PARENTS + jira(args, "{ parent: customer }") + jira(args, "{ parent: partner }");

const urnBelow = (type: string) => connectionUrn("jira").replace(/::(?=pulumi-nodejs|workato)/, `::acme:${type}$$`);
/** The provider plugin is told URNs. */
const [CUSTOMERS, PARTNERS] = IS_SECOND_DOOR
  ? [urnBelow("Customer"), urnBelow("Partner")]
  : ["acme:Customer::jira", "acme:Partner::jira"];

const own = () => savedResources(workato.project).filter(({ type }) => type.endsWith(":ManagedConnection"));
/** Each resource of ours in the state: who it is, as the door knows it, and its id. */
const identities = () => own().map(({ inputs, urn, id }) => [IS_SECOND_DOOR ? urn : inputs?.__resource, id]);
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);

describe("two resources of one name below components of two types", () => {
  test("each is known by its parents' types, has a connection of its own, and the one that leaves deletes its own", async () => {
    workato.write(ofBoth(`onExisting: "create"`));
    await workato.project.up();
    expect(
      identities()
        .map(([identity]) => identity)
        .sort(),
    ).toEqual([CUSTOMERS, PARTNERS]);
    expect(idsOnServer()).toHaveLength(2);
    expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 5 });

    workato.write(PARENTS + jira(`onExisting: "create"`, "{ parent: partner }"));
    const { output } = await workato.project.up();
    expect(output).not.toContain("was not deleted");
    expect(identities()).toEqual([[PARTNERS, idsOnServer()[0]]]);
    expect(idsOnServer()).toHaveLength(1);
  });

  test("that come to share a connection are told of each other by these names, and the one that leaves keeps it", async () => {
    workato.write(PARENTS + jira("", "{ parent: customer }"));
    await workato.project.up();
    const [id] = idsOnServer();
    workato.write(ofBoth(`onExisting: "adopt"`));
    await workato.project.up({ target: urnBelow("Partner") });
    expect(identities().map(([, each]) => each)).toEqual([id, id]);
    const { output } = await workato.project.up();
    for (const identity of [CUSTOMERS, PARTNERS]) expect(output).toContain(`"${identity}"`);
    expect(output).toContain("pulumi state delete");

    workato.write(PARENTS + jira(`onExisting: "adopt"`, "{ parent: partner }"));
    expect((await workato.project.up()).output).toContain(
      `was not deleted: another resource of this stack, "${PARTNERS}", manages it now`,
    );
    expect(identities()).toEqual([[PARTNERS, id]]);
    expect(idsOnServer()).toEqual([id]);
    await workato.project.destroy();
    expect(idsOnServer()).toEqual([]);
  });
});

test("a resource that moves to another component, with aliases, stays itself: nothing is sent, then or at a replacement", async () => {
  workato.write(PARENTS + jira(`name: "Jira"`, "{ parent: customer }"));
  await workato.project.up();
  const [id] = idsOnServer();
  workato.takeRequests();
  const moved = (args: string) => PARENTS + jira(args, "{ parent: partner, aliases: [{ parent: customer }] }");
  workato.write(moved(`name: "Jira"`));
  expect((await workato.project.up()).changes).toEqual({ same: 4 });
  expect(identities()).toEqual([[PARTNERS, id]]);
  expect(workato.takeRequests()).toEqual([]);

  // The engine keeps the old outputs, so the old life is deleted under the old name: what it had is not its own any more.
  workato.write(moved(`name: "Jira", adoptConnectionId: ${id?.split("/")[1]}`));
  const { output } = await workato.project.up({ replace: urnBelow("Partner") });
  expect(output).toMatch(/was not deleted: .*manages it now/);
  expect(identities()).toEqual([[PARTNERS, id]]);
  expect(workato.takeRequests().filter((request) => !request.startsWith("GET"))).toEqual([]);
  await workato.project.destroy();
  expect(idsOnServer()).toEqual([]);
});

test("after a rename with aliases another resource is told today's name, and a refresh keeps it", async () => {
  workato.write(`new ManagedConnection("old", { managedUserId: "98178", provider: "jira", name: "Jira" });`);
  await workato.project.up();
  const today = `const today = new ManagedConnection("today", { managedUserId: "98178", provider: "jira", name: "Jira" },
    { aliases: [{ name: "old" }] });`;
  workato.write(today);
  await workato.project.up();
  await workato.project.refresh();
  const id = savedIds(workato.project).today?.split("/")[1];
  workato.write(`${today}
    new ManagedConnection("other", { managedUserId: "98178", provider: "jira", adoptConnectionId: ${id} },
      { dependsOn: today });`);
  const { output } = await workato.project.up({ expectFailure: true });
  const name = IS_SECOND_DOOR ? connectionUrn("today") : "today";
  expect(output).toContain(`already managed by another resource of this stack, "${name}"`);
  expect(workato.emulator.connections().map((connection) => String(connection.id))).toEqual([id]);
});
