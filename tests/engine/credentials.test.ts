import { savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject({ config: { "workato:retryTimeoutSeconds": "1" } });
});
afterEach(() => workato.dispose());

const write = (apitoken: string, args = "") => {
  workato.write(
    `new ManagedConnection("a", { managedUserId: "98178", provider: "jira", ${args} input: { apitoken: "${apitoken}" } });`,
  );
};
const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET"));
const onServer = () => workato.emulator.connections()[0];
const sent = (apitoken: string) => [`PUT 98178/connections/${onServer()?.id} {"input":{"apitoken":"${apitoken}"}}`];

/** Nothing is left to do, and nothing is sent. */
async function expectQuiet(): Promise<void> {
  workato.takeRequests();
  expect((await workato.project.up()).changes).toEqual({ same: 2 });
  expect(workato.takeRequests()).toEqual([]);
}

async function established(args = ""): Promise<void> {
  write("good-1", args);
  await workato.project.up();
  workato.takeRequests();
}

describe("accepted with version 1, refused with 2, then authorized by a person", () => {
  async function authorizedAfterRefusal(): Promise<void> {
    await established("credentialsVersion: 1,");
    write("wrong-1", "credentialsVersion: 2,");
    await workato.project.up({ expectFailure: true });
    workato.emulator.authorize(onServer()?.id ?? 0);
    workato.takeRequests();
  }

  test("the good ones with version 3 are sent", async () => {
    await authorizedAfterRefusal();
    write("good-1", "credentialsVersion: 3,");
    expect((await workato.project.preview()).changes).toEqual({ update: 1, same: 1 });
    await workato.project.up();
    expect(writes()).toEqual(sent("good-1"));
    expect(onServer()).toMatchObject({ authorizedBy: "api", input: { apitoken: "good-1" } });
    await expectQuiet();
  });

  test("the same ones are not sent again, and a line says so; the good ones with version 2 are, over the person's", async () => {
    await authorizedAfterRefusal();
    const { output } = await workato.project.up();
    expect(writes()).toEqual([]);
    expect(output).toMatch(/its credentials were not sent, because someone.*change credentialsVersion/);
    expect(onServer()).toMatchObject({ authorizedBy: "person" });
    await expectQuiet();

    write("good-1", "credentialsVersion: 2,");
    const changed = await workato.project.up();
    expect(writes()).toEqual(sent("good-1"));
    expect(changed.output).toContain(
      "the credentials of the program replace those with which someone else authorized it",
    );
    await expectQuiet();
  });
});

test.each([false, true])(
  "accepted at create, unseen (sparse answer, refused lookup): other credentials are sent (after a refresh: %s)",
  async (isRefreshed) => {
    workato.emulator.behaviour.sparseAnswers = true;
    workato.emulator.failNext({ method: "GET", path: /provider=/, status: 403 });
    write("good-1");
    const failed = await workato.project.up({ expectFailure: true });
    expect(failed.output).toContain("whether its credentials were accepted is not known");
    expect(onServer()).toMatchObject({ authorizationStatus: "success" });
    const id = savedIds(workato.project).a;
    expect(id).toBe(`98178/${onServer()?.id}`);
    if (isRefreshed) await workato.project.refresh();
    workato.takeRequests();

    write("good-2");
    expect((await workato.project.preview()).changes).toEqual({ update: 1, same: 1 });
    await workato.project.up();
    expect(writes()).toEqual(sent("good-2"));
    expect(savedIds(workato.project)).toEqual({ a: id });
    await expectQuiet();
  },
);

describe("done, its answer cut, and the program put back", () => {
  test.each([false, true])(
    "a disconnect: the credentials are sent again (after a refresh: %s)",
    async (isRefreshed) => {
      await established();
      const fault = workato.emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
      write("good-1", "disconnected: true,");
      await workato.project.up({ expectFailure: true });
      fault.cancel();
      expect(onServer()).toMatchObject({ authorizationStatus: null });
      if (isRefreshed) await workato.project.refresh();
      workato.takeRequests();

      write("good-1");
      await workato.project.up();
      expect(writes()).toEqual(sent("good-1"));
      expect(onServer()).toMatchObject({ authorizationStatus: "success" });
      await expectQuiet();
    },
  );

  test.each([false, true])("a PUT of a name: the old one is sent again (after a refresh: %s)", async (isRefreshed) => {
    await established(`name: "before",`);
    const fault = workato.emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    write("good-1", `name: "after",`);
    await workato.project.up({ expectFailure: true });
    fault.cancel();
    expect(onServer()).toMatchObject({ name: "after" });
    if (isRefreshed) await workato.project.refresh();

    write("good-1", `name: "before",`);
    await workato.project.up();
    expect(onServer()).toMatchObject({ name: "before", authorizationStatus: "success" });
    expect(savedResource(workato.project, "a").outputs).toMatchObject({ name: "before" });
    await expectQuiet();
  });

  test("a PUT of credentials: the old ones are sent again", async () => {
    await established();
    const fault = workato.emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    write("good-2");
    await workato.project.up({ expectFailure: true });
    fault.cancel();
    expect(onServer()).toMatchObject({ input: { apitoken: "good-2" } });
    workato.takeRequests();
    write("good-1");
    await workato.project.up();
    expect(writes()).toEqual(sent("good-1"));
    await expectQuiet();
  });
});

test("onAuthorizationFailure turned from warn to error after a refusal: the up fails until they are good", async () => {
  await established();
  write("wrong-1", `onAuthorizationFailure: "warn",`);
  await workato.project.up();
  write("wrong-1", `onAuthorizationFailure: "error",`);
  for (let time = 1; time <= 2; time++) {
    const failed = await workato.project.up({ expectFailure: true });
    expect(failed.output).toContain("its credentials were refused");
  }
  write("good-1", `onAuthorizationFailure: "error",`);
  await workato.project.up();
  expect(onServer()).toMatchObject({ authorizationStatus: "success", input: { apitoken: "good-1" } });
  await expectQuiet();
});

describe("a change beside a disconnect that recipes keep from being done, and disconnected taken out again", () => {
  test.each([
    ["made", false],
    ["made", true],
    ["adopted", false],
  ])("%s: it is sent, and the connection works with it (after a refresh: %s)", async (how, isRefreshed) => {
    const adopt = how === "adopted" ? `onExisting: "adopt",` : "";
    if (how === "adopted") workato.emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await established(adopt);
    workato.emulator.useInRecipe(onServer()?.id ?? 0);
    write("good-2", `${adopt} disconnected: true,`);
    await workato.project.up({ expectFailure: true });
    if (isRefreshed) await workato.project.refresh();
    workato.takeRequests();

    write("good-2", adopt);
    await workato.project.up();
    expect(writes()).toEqual(sent("good-2"));
    expect(onServer()).toMatchObject({ authorizationStatus: "success", input: { apitoken: "good-2" } });
    await expectQuiet();
  });
});

describe("refused under error, then the good ones put back together with", () => {
  test.each([
    [`onAuthorizationFailure: "warn",`, `{"input":{"apitoken":"good-1"}}`],
    ["shellConnection: true,", `{"shell_connection":true,"input":{"apitoken":"good-1"}}`],
  ])("%s: they are sent", async (args, body) => {
    await established();
    write("wrong-1");
    await workato.project.up({ expectFailure: true });
    await workato.project.refresh();
    workato.takeRequests();
    write("good-1", args);
    await workato.project.up();
    expect(writes()).toEqual([`PUT 98178/connections/${onServer()?.id} ${body}`]);
    await expectQuiet();
  });
});

test("repair: lost, refreshed, then authorized by a person: a plain up sends nothing over it, and says what does", async () => {
  const repair = `onAuthorizationLost: "repair",`;
  await established(repair);
  const id = onServer()?.id ?? 0;
  workato.emulator.loseAuthorization(id);
  expect((await workato.project.refresh()).output).toContain("The next `pulumi up` sends the credentials again.");
  workato.emulator.authorize(id);
  const { output } = await workato.project.up();
  expect(writes()).toEqual([]);
  expect(output).toMatch(/its credentials were not sent, because someone.*change credentialsVersion/);
  expect(onServer()).toMatchObject({ authorizationStatus: "success", authorizedBy: "person" });
  await expectQuiet();
});
