import { signal } from "../../tools/processes";
import type { RequestPattern } from "../../emulator";
import { pluginsEnd, pluginsOf } from "./support/killedRun";
import { savedIds, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const COUNT = 24;
const POST = { method: "POST", path: "/connections" };
const PUT = { method: "PUT" };
const DELETE = { method: "DELETE" };

let workato: WorkatoProject;

beforeEach(async () => {
  workato = await createWorkatoProject({ emulator: { latencyMs: 20 } });
});
afterEach(() => workato.dispose());

/** As many connections, with names that begin so. */
const connections = (count: number, name: string) =>
  `for (let i = 0; i < ${count}; i++) {
    new ManagedConnection("c" + i, { managedUserId: "98178", provider: "jira", name: "${name} " + i });
  }`;

/** An `up` whose requests are stopped when the server has done them and before it answers. */
async function upUntilDone(pattern: RequestPattern, count = 1) {
  const hold = workato.emulator.hold({ ...pattern, phase: "after" });
  const running = await workato.project.startOperation("up");
  await hold.waitForArrival(count);
  return { running, hold };
}

const namesOnServer = () => workato.emulator.connections().map(({ name }) => name);
const idsOnServer = () => workato.emulator.connections().map(({ id }) => `98178/${id}`);
const idsInState = () => Object.values(savedIds(workato.project));

/** State and server hold the same connections, and another `up` sends nothing. */
async function expectAgreement(count: number): Promise<void> {
  expect(idsInState().sort()).toEqual(idsOnServer().sort());
  expect(new Set(namesOnServer()).size).toBe(count);
  workato.emulator.clearRequests();
  expect((await workato.project.up()).changes).toEqual({ same: count + 1 });
  expect(workato.emulator.requests).toEqual([]);
}

test("SIGKILL of the CLI in the middle of 24 creates: cancel, then up makes no twin; with adopt all 24 are in state", async () => {
  workato.write(connections(COUNT, "Jira"));
  const { running, hold } = await upUntilDone(POST, 8);
  running.kill("SIGKILL");
  await running.result;
  hold.release();
  await pluginsEnd(workato);
  workato.project.endProcesses();
  const made = workato.emulator.connections().length;
  expect(made).toBeGreaterThanOrEqual(8);
  expect(made).toBeLessThan(COUNT);

  const locked = await workato.project.up({ expectFailure: true });
  expect(locked.output).toContain("currently locked");
  await workato.project.cancel();
  const refused = await workato.project.up({ expectFailure: true });
  expect(refused.output).toMatch(/already has this connection: id \d+ "Jira \d+"/);
  expect(new Set(namesOnServer()).size).toBe(namesOnServer().length);

  await workato.project.configure({ "workato:onExisting": "adopt" });
  await workato.project.up();
  expect(workato.emulator.connections()).toHaveLength(COUNT);
  await expectAgreement(COUNT);
});

test("after SIGKILL of the CLI the plugin ends by itself, and what waited in its queue is never sent", async () => {
  await workato.project.configure({ "workato:requestsPerMinute": "3", "workato:quotaWindowSeconds": "5" });
  workato.write(connections(COUNT, "Jira"));
  const running = await workato.project.startOperation("up");
  await workato.emulator.waitForRequest(POST, 3, { finished: true });
  running.kill("SIGKILL");
  await running.result;
  await pluginsEnd(workato);
  expect(workato.emulator.requestsOf("POST")).toHaveLength(3);
});

test("SIGKILL of the CLI while it updates or deletes: cancel, then up brings server and state together", async () => {
  workato.write(connections(2, "Jira"));
  await workato.project.up();
  const before = idsInState();
  for (const [program, pattern] of [
    [connections(2, "Renamed"), PUT],
    [connections(1, "Renamed"), DELETE],
  ] as const) {
    workato.write(program);
    const { running, hold } = await upUntilDone(pattern);
    running.kill("SIGKILL");
    await running.result;
    hold.release();
    await pluginsEnd(workato);
    workato.project.endProcesses();
    await workato.project.cancel();
    await workato.project.up();
  }
  expect(namesOnServer()).toEqual(["Renamed 0"]);
  expect(before).toEqual(expect.arrayContaining(idsInState()));
  await expectAgreement(1);
});

test("SIGINT while it creates, updates, deletes: what is under way is saved, and the next up does the rest without cancel", async () => {
  for (const [program, pattern, count] of [
    [connections(4, "Jira"), POST, 4],
    [connections(4, "Renamed"), PUT, 4],
    [connections(1, "Renamed"), DELETE, 1],
  ] as const) {
    workato.write(program);
    const { running, hold } = await upUntilDone(pattern);
    running.kill("SIGINT");
    await running.waitForOutput(/cancelling/);
    hold.release();
    const interrupted = await running.result;
    expect(interrupted.exitCode).not.toBe(0);
    await pluginsEnd(workato);
    // Nothing that exists is missing in state, and nothing in state is missing on the server.
    expect(idsInState().sort()).toEqual(idsOnServer().sort());
    await workato.project.up();
    await expectAgreement(count);
  }
});

test("SIGKILL of the plugin while it creates: the next up makes no twin and names the id; adopt takes it over", async () => {
  workato.write(connections(1, "Jira"));
  const { running, hold } = await upUntilDone(POST);
  for (const { pid } of pluginsOf(workato)) signal(pid, "SIGKILL");
  hold.release();
  expect((await running.result).exitCode).not.toBe(0);
  expect(idsOnServer()).toHaveLength(1);
  expect(savedResources(workato.project).filter(({ type }) => type.includes("ManagedConnection"))).toEqual([]);

  const refused = await workato.project.up({ expectFailure: true });
  expect(refused.output).toContain(`already has this connection: id ${idsOnServer()[0]?.split("/")[1]}`);
  await workato.project.configure({ "workato:onExisting": "adopt" });
  await workato.project.up();
  await expectAgreement(1);
});

test("SIGKILL of the plugin while it updates, while it deletes: the next up does it again and finds it done", async () => {
  workato.write(connections(2, "Jira"));
  await workato.project.up();
  for (const [program, pattern, count] of [
    [connections(2, "Renamed"), PUT, 2],
    [connections(1, "Renamed"), DELETE, 1],
  ] as const) {
    workato.write(program);
    const { running, hold } = await upUntilDone(pattern);
    for (const { pid } of pluginsOf(workato)) signal(pid, "SIGKILL");
    hold.release();
    expect((await running.result).exitCode).not.toBe(0);
    await workato.project.up();
    await expectAgreement(count);
  }
});
