import { connectionUrn, savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

/** Both of the resources, in the order in which the engine came to them. */
const BOTH = /2 resources \("(a", "b|b", "a)"\)/;

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

const jira = (logicalName: string, args: string) =>
  `new ManagedConnection("${logicalName}", { managedUserId: "98178", provider: "jira", ${args} });`;
const profile = (logicalName: string) =>
  `new OAuthProfileAssignment("${logicalName}", { managedUserId: "98178", profileId: 322 });`;
const input = (apitoken: string) => `input: { apitoken: "${apitoken}" }`;
const profileUrn = (name: string) => connectionUrn(name).replace("ManagedConnection", "OAuthProfileAssignment");
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);
const idsInState = () => Object.values(savedIds(workato.project)).sort();

async function begin(program: string): Promise<void> {
  workato.write(program);
  await workato.project.up();
  workato.takeRequests();
}

describe("an assignment stays assigned", () => {
  test.each([false, true])("under a new logical name (with --refresh: %s)", async (refresh) => {
    await begin(profile("old"));
    workato.write(profile("new"));
    const renamed = await workato.project.up({ refresh });
    expect(renamed.output).toContain("profile 322 was not unassigned from customer 98178");
    expect(workato.emulator.assignments("98178")).toEqual([322]);
    expect(savedIds(workato.project)).toEqual({ new: "98178/322" });
    await workato.project.destroy();
    expect(workato.emulator.assignments("98178")).toEqual([]);
  });

  test("when it is replaced by force", async () => {
    await begin(profile("a"));
    await workato.project.up({ replace: profileUrn("a") });
    expect(workato.emulator.assignments("98178")).toEqual([322]);
    expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 2 });
    await workato.project.destroy();
    expect(workato.emulator.assignments("98178")).toEqual([]);
  });

  test("when one of two resources on it is removed, and both are told of each other before", async () => {
    await begin(profile("a"));
    workato.write(profile("a") + profile("b"));
    await workato.project.up({ target: profileUrn("b") });
    expect(savedIds(workato.project)).toEqual({ a: "98178/322", b: "98178/322" });
    const { output } = await workato.project.up();
    expect(output).toContain("the assignment of profile 322 to customer 98178 is managed by each of them");
    expect(output).toMatch(BOTH);
    workato.write(profile("a"));
    await workato.project.up();
    expect(workato.emulator.assignments("98178")).toEqual([322]);
    expect(savedIds(workato.project)).toEqual({ a: "98178/322" });
    await workato.project.destroy();
    expect(workato.emulator.assignments("98178")).toEqual([]);
  });
});

test("--continue-on-error and an adoption that fails: state and server have the same connections", async () => {
  const args = `name: "Jira", ${input("good-1")}`;
  await begin(jira("old", args));
  workato.write(jira("new", `${args}, onExisting: "adopt"`));
  workato.emulator.failNext({ method: "PUT", status: 422, body: { message: "Validation failed" } });
  const failed = await workato.project.up({ args: ["--continue-on-error"], expectFailure: true });
  expect(failed.output).toContain("422 Validation failed");
  expect(idsInState()).toEqual(idsOnServer());
  await workato.project.up();
  expect(Object.keys(savedIds(workato.project))).toEqual(["new"]);
  expect(idsInState()).toEqual(idsOnServer());
});

test("--target that takes over what another resource has: the next up says it once, with the way out", async () => {
  const both = jira("a", `name: "Jira"`) + jira("b", `name: "Jira", onExisting: "adopt"`);
  await begin(jira("a", `name: "Jira"`));
  workato.write(both);
  await workato.project.up({ target: connectionUrn("b") });
  expect(savedIds(workato.project).a).toBe(savedIds(workato.project).b);
  const { diagnostics } = await workato.project.up();
  expect(diagnostics).toMatchObject([{ message: expect.stringContaining("pulumi state delete") as string }]);
  expect(diagnostics[0]?.message).toMatch(new RegExp(`${BOTH.source}: connection`));

  await workato.project.run(["state", "delete", "--yes", connectionUrn("a")]);
  workato.write(jira("b", `name: "Jira", onExisting: "adopt"`));
  expect((await workato.project.up()).output).not.toContain("is managed by");
  expect(idsInState()).toEqual(idsOnServer());
});
