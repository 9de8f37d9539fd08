import { savedIds, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    program: `new ManagedConnection("jira", { managedUserId: "98178", provider: "jira" });`,
    secretConfig: { "workato:apiToken": "test-token" },
  });
});
afterAll(() => workato.dispose());

test("a rotated token of the configuration: refresh and destroy run with the saved one, say so, and lose nothing", async () => {
  await workato.project.up({ env: { WORKATO_API_TOKEN: "" } });
  const before = savedResources(workato.project);
  workato.emulator.rotateToken("token-2");
  await workato.project.setConfig("workato:apiToken", "token-2", { secret: true });
  for (const operation of ["refresh", "destroy"] as const) {
    // The right token is in the environment, and is not taken instead: that would hide a wrong configuration.
    const failed = await workato.project[operation]({ expectFailure: true, env: { WORKATO_API_TOKEN: "token-2" } });
    expect(failed.output).toContain("401");
    expect(failed.output).toContain("The token came from the stack configuration workato:apiToken");
    expect(failed.output).toContain("add --run-program to use today's");
    expect(failed.output).toContain("in the environment variable WORKATO_API_TOKEN, which is always fresh");
  }
  expect(savedIds(workato.project)).toMatchObject({ jira: before.at(-1)?.id });
  expect(workato.emulator.connections()).toHaveLength(1);
});

test("--run-program takes today's token, and an up without changes saves it for the next refresh", async () => {
  await workato.project.refresh({ runProgram: true });
  await workato.project.up();
  expect((await workato.project.refresh()).changes).toEqual({ same: 2 });
});

test("destroy --run-program works after a rotation", async () => {
  workato.emulator.rotateToken("token-3");
  await workato.project.setConfig("workato:apiToken", "token-3", { secret: true });
  await workato.project.destroy({ runProgram: true });
  expect(workato.emulator.connections()).toEqual([]);
  expect(savedResources(workato.project)).toEqual([]);
});

test("a token of the environment is always fresh: refresh and destroy work right after a rotation", async () => {
  await workato.project.removeConfig("workato:apiToken");
  await workato.project.up({ env: { WORKATO_API_TOKEN: "token-3" } });
  workato.emulator.rotateToken("token-4");
  expect((await workato.project.refresh({ env: { WORKATO_API_TOKEN: "token-4" } })).changes).toEqual({ same: 2 });
  await workato.project.destroy({ env: { WORKATO_API_TOKEN: "token-4" } });
  expect(workato.emulator.connections()).toEqual([]);
});
