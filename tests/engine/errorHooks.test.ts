import { isAtLeast } from "../../provider/cli/doctor/toolchain";
import { savedIds } from "./support/savedState";
import { testRun } from "./support/testRun";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject();
});
afterEach(() => workato.dispose());

const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);
const idsInState = () => Object.values(savedIds(workato.project)).sort();

describe("an error hook that retries a create with refused credentials", () => {
  const hooked = (apitoken: string, times: number) =>
    `const retry = new pulumi.ErrorHook("retry", ({ errors }) => errors.length < ${times});` +
    `new ManagedConnection("a", { managedUserId: "98178", provider: "jira", input: { apitoken: "${apitoken}" } },
      { hooks: { onError: [retry] } });`;

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
    // Engines before 3.264 keep the errors of the first attempt in the state, and call update once more.
    const isUpdatedAgain = !isAtLeast(testRun().version, "3.264.0");
    expect((await workato.project.up()).changes).toEqual(isUpdatedAgain ? { update: 1, same: 1 } : { same: 2 });
    expect((await workato.project.up()).changes).toEqual({ same: 2 });
    expect(workato.takeRequests()).toEqual([]);
  });
});
