import { connectionUrn, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

const jira = (logicalName: string, args: string, options = "{}") =>
  `new ManagedConnection("${logicalName}", { managedUserId: "98178", provider: "jira", ${args} }, ${options});`;
const profile = (logicalName: string) =>
  `new OAuthProfileAssignment("${logicalName}", { managedUserId: "98178", profileId: 322 });`;
const input = (apitoken: string) => `input: { apitoken: "${apitoken}" }`;
const profileUrn = (name: string) => connectionUrn(name).replace("ManagedConnection", "OAuthProfileAssignment");
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);
const idsInState = () => Object.values(savedIds(workato.project)).sort();
const holderOf = (name: string) => String(savedResource(workato.project, name).outputs?.holder);

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
    for (const name of ["a", "b"]) expect(output).toContain(holderOf(name));
    workato.write(profile("a"));
    await workato.project.up();
    expect(workato.emulator.assignments("98178")).toEqual([322]);
    expect(savedIds(workato.project)).toEqual({ a: "98178/322" });
    await workato.project.destroy();
    expect(workato.emulator.assignments("98178")).toEqual([]);
  });
});

describe("an error hook that retries a create with refused credentials", () => {
  const hooked = (apitoken: string, times: number) =>
    `const retry = new pulumi.ErrorHook("retry", ({ errors }) => errors.length < ${times});` +
    jira("a", input(apitoken), "{ hooks: { onError: [retry] } }");

  test("makes one connection, and the next up repairs it", async () => {
    workato.write(hooked("wrong-1", 3));
    const failed = await workato.project.up({ expectFailure: true });
    expect(failed.output).toContain("its credentials were refused");
    const requests = workato.takeRequests();
    expect(requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    expect(requests.filter((request) => request.startsWith("PUT"))).not.toEqual([]);
    expect(idsOnServer()).toEqual(idsInState());

    workato.write(hooked("good-1", 3));
    expect((await workato.project.up()).changes).toEqual({ update: 1, same: 1 });
    expect(workato.takeRequests().filter((request) => request.startsWith("POST"))).toEqual([]);
    expect(workato.emulator.connections()).toMatchObject([{ authorizationStatus: "success" }]);
    await workato.project.destroy();
    expect(idsOnServer()).toEqual([]);
  });

  test("that are accepted at last: the up succeeds with that one connection, and the next ones send nothing", async () => {
    let refusals = 0;
    workato.emulator.behaviour.refuses = () => (++refusals < 3 ? "not yet" : undefined);
    workato.write(hooked("slow-to-activate", 5));
    await workato.project.up();
    expect(workato.emulator.connections()).toMatchObject([{ authorizationStatus: "success" }]);
    expect(idsOnServer()).toEqual(idsInState());
    workato.takeRequests();
    // The engine keeps the errors of the first attempt in the state, so it calls update once more.
    expect((await workato.project.up()).changes).toEqual({ update: 1, same: 1 });
    expect((await workato.project.up()).changes).toEqual({ same: 2 });
    expect(workato.takeRequests()).toEqual([]);
  });
});

test("replaceOnChanges with deleteBeforeReplace, after refused credentials: no orphan and no twin", async () => {
  const options = `{ replaceOnChanges: ["*"], deleteBeforeReplace: true }`;
  workato.write(jira("a", input("wrong-1"), options));
  await workato.project.up({ expectFailure: true });
  const refused = idsOnServer();
  expect(refused).toHaveLength(1);
  workato.write(jira("a", input("good-1"), options));
  expect((await workato.project.up()).changes).toEqual({ replace: 1, same: 1 });
  expect(idsOnServer()).toHaveLength(1);
  expect(idsOnServer()).not.toEqual(refused);
  expect(idsInState()).toEqual(idsOnServer());
  expect((await workato.project.up({ refresh: true })).changes).toEqual({ same: 2 });
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
  for (const name of ["a", "b"]) expect(diagnostics[0]?.message).toContain(holderOf(name));

  await workato.project.run(["state", "delete", "--yes", connectionUrn("a")]);
  workato.write(jira("b", `name: "Jira", onExisting: "adopt"`));
  expect((await workato.project.up()).output).not.toContain("is managed by");
  expect(idsInState()).toEqual(idsOnServer());
});
