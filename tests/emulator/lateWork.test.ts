import { startEmulator, type Emulator } from "../../emulator";
import { send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";
const JIRA = { name: "Jira", provider: "jira" };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const create = () => send(emulator, "POST", CONNECTIONS, JIRA);
const created = (): number => emulator.connections(98178).length;

describe("failNext with executeAfterMs", () => {
  it("Infinity does the work when the test says so, after a 504", async () => {
    const fault = emulator.failNext({ method: "POST", status: 504, executeAfterMs: Infinity, times: 2 });
    expect([(await create()).status, (await create()).status]).toEqual([504, 504]);
    expect([created(), fault.late]).toEqual([0, 2]);
    expect(emulator.requests[0]).toMatchObject({ status: 504, fault: "status 504, executed late", executed: false });
    fault.executeLate();
    expect([created(), fault.late]).toEqual([2, 0]);
    expect(emulator.requests[0]).toMatchObject({ status: 504, executed: true });
    fault.executeLate();
    expect(created()).toBe(2);
  });

  it("does the work by itself after a cut connection, and wakes those who wait for it", async () => {
    const fault = emulator.failNext({ cut: "after", executeAfterMs: 20 });
    await expect(create()).rejects.toThrow("fetch failed");
    const late = await emulator.waitForRequest(({ executed }) => executed);
    expect(late).toMatchObject({ method: "POST", status: undefined, finished: true });
    expect([created(), fault.late]).toEqual([1, 0]);
  });

  it("does the work as things are then: refused, or on what has changed", async () => {
    const fault = emulator.failNext({ status: 504, executeAfterMs: Infinity });
    await create();
    emulator.rotateToken("new");
    fault.executeLate();
    expect(created()).toBe(0);
    expect(emulator.requests[0]!.executed).toBe(false);
  });

  it.each(["reset", "close"] as const)("is left undone by %s", async (end) => {
    const timed = emulator.failNext({ status: 504, executeAfterMs: 3_600_000 });
    await create();
    const steered = emulator.failNext({ status: 504, executeAfterMs: Infinity });
    await create();
    expect([timed.late, steered.late]).toEqual([1, 1]);
    await emulator[end]();
    for (const fault of [timed, steered]) fault.executeLate();
    expect([timed.late, steered.late, created()]).toEqual([0, 0, 0]);
  });

  it("goes on after cancel, which lets no further request fail", async () => {
    const fault = emulator.failNext({ status: 504, executeAfterMs: Infinity, times: 2 });
    await create();
    fault.cancel();
    expect((await create()).status).toBe(200);
    fault.executeLate();
    expect(created()).toBe(2);
  });

  it("needs to know what the client is told", () => {
    expect(() => emulator.failNext({ executeAfterMs: 1 })).toThrow("executeAfterMs needs status, cut or hang");
  });
});
