import { ENCRYPTED, openedOutputs, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

/** One connection; the logical name keeps the tests apart, and what the test before has left is deleted on the way. */
const write = (name: string, apitoken: string, args = "") => {
  workato.write(
    `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", ${args} input: { apitoken: "${apitoken}" } });`,
  );
};

const REASON = "Authentication failed: the application answered 401 Unauthorized";

test("refused at create: the up fails with the API's reason, keeps the id, and the next up repairs without a POST", async () => {
  write("refused", "wrong-1");
  const failed = await workato.project.up({ expectFailure: true });
  expect(failed.output).toContain(REASON);
  expect(failed.output).toContain("Correct `input` and run `pulumi up` again");
  const id = savedIds(workato.project).refused;
  expect(id).toMatch(/^98178\/\d+$/);
  expect(savedResource(workato.project, "refused").outputs).toMatchObject({ input: ENCRYPTED, credentials: "refused" });
  workato.takeRequests();

  write("refused", "good-1");
  expect((await workato.project.up()).changes).toEqual({ update: 1, same: 1 });
  const connection = id?.replace("/", "/connections/");
  expect(workato.takeRequests().filter((request) => !request.startsWith("GET"))).toEqual([
    `PUT ${connection} {"input":{"apitoken":"good-1"}}`,
  ]);
  expect(savedIds(workato.project)).toEqual({ refused: id });
  expect(workato.emulator.connections()).toMatchObject([{ authorizationStatus: "success" }]);
  expect((await workato.project.up()).changes).toEqual({ same: 2 });
  expect(workato.takeRequests()).toEqual([]);
});

test("refused at update: state says what was refused, and a refresh in between does not hide the need to repair", async () => {
  write("refused", "wrong-2");
  await workato.project.up({ expectFailure: true });
  expect(await openedOutputs(workato.project, "refused")).toMatchObject({
    input: { apitoken: "wrong-2" },
    credentials: "refused",
  });
  // A refresh takes the engine's own mark of the failure away.
  await workato.project.refresh();
  expect(savedResource(workato.project, "refused").initErrors ?? []).toEqual([]);
  expect((await workato.project.preview()).changes).toEqual({ update: 1, same: 1 });

  workato.takeRequests();
  write("refused", "good-1");
  await workato.project.up();
  expect(workato.takeRequests()).toContainEqual(expect.stringMatching(/^PUT .*"good-1"/));
  expect(workato.emulator.connections()).toMatchObject([{ authorizationStatus: "success" }]);
});

test("refused at create, then refreshed: the next up still repairs, without a POST", async () => {
  write("refreshed", "wrong-1");
  await workato.project.up({ expectFailure: true });
  await workato.project.refresh();
  const id = savedIds(workato.project).refreshed;
  workato.takeRequests();
  // Without any change in the program: the server may accept today what it refused yesterday.
  workato.emulator.behaviour.refuses = () => undefined;
  await workato.project.up();
  const requests = workato.takeRequests();
  expect(requests).toContain(`PUT ${id?.replace("/", "/connections/")} {"input":{"apitoken":"wrong-1"}}`);
  expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
  workato.emulator.reset();
});

test("refused with a 400 and nothing made: the next up creates; made nevertheless: it is kept and repaired", async () => {
  const fresh = () => workato.emulator.connections().filter(({ name }) => name === "bad request");
  workato.emulator.behaviour.refusedCredentials = "4xx";
  write("bad request", "wrong-1");
  const failed = await workato.project.up({ expectFailure: true });
  expect(failed.output).toContain(REASON);
  expect(fresh()).toEqual([]);
  expect(savedIds(workato.project)["bad request"]).toBeUndefined();

  workato.emulator.behaviour.refusedCredentials = "4xx-created";
  const kept = await workato.project.up({ expectFailure: true });
  expect(kept.output).toContain(REASON);
  expect(fresh()).toHaveLength(1);
  expect(savedIds(workato.project)["bad request"]).toBe(`98178/${fresh()[0]?.id}`);
  workato.takeRequests();

  write("bad request", "good-1");
  await workato.project.up();
  expect(workato.takeRequests().filter((request) => /^(POST|PUT)/.test(request))).toEqual([
    `PUT 98178/connections/${fresh()[0]?.id} {"input":{"apitoken":"good-1"}}`,
  ]);
  expect(fresh()).toMatchObject([{ authorizationStatus: "success" }]);
  workato.emulator.reset();
});

test("with onAuthorizationFailure warn the up succeeds and says so, and the next one is quiet", async () => {
  write("warned", "wrong-1", 'onAuthorizationFailure: "warn",');
  const warned = await workato.project.up();
  expect(warned.output).toContain(`its credentials were refused: ${REASON}`);
  expect(savedResource(workato.project, "warned").outputs).toMatchObject({
    authorizationStatus: "failed",
    authorizationError: ENCRYPTED,
    credentials: "refused",
  });
  workato.takeRequests();
  expect((await workato.project.up()).changes).toEqual({ same: 2 });
  expect(workato.takeRequests()).toEqual([]);
});
