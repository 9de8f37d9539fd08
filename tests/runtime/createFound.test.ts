import { bare, errorOf, GOOD, jira, startBench, writes } from "./support/bench";
import type { Values } from "./support/pluginProcess";

const POST = { method: "POST", path: "/connections" };

describe("what has come up after a create whose outcome nobody knows", () => {
  describe.each([
    ["years", "2020-01-01T00:00:00.000Z"],
    ["two minutes", new Date(Date.now() - 120_000).toISOString()],
  ])("what somebody made %s before is not ours, although the first list did not show it", (_when, createdAt) => {
    /** An up whose POST is cut while that comes up. */
    async function cutBeside(args: Values) {
      const bench = await startBench();
      const hold = bench.emulator.hold({ method: "POST" });
      bench.emulator.failNext({ ...POST, cut: "before" });
      const up = bench.stack.up({ a: jira(args) });
      up.catch(() => undefined);
      await hold.waitForArrival();
      bench.emulator.addConnection("98178", { id: 50, name: "a", provider: "jira" });
      bench.emulator.edit(50, { createdAt });
      hold.release();
      return { ...bench, up };
    }

    test("it is there when the request is to be sent again: that is refused", async () => {
      const { emulator, stack, up } = await cutBeside({});
      expect(await errorOf(up)).toContain('customer 98178 already has this connection: id 50 "a" (jira)');
      expect(emulator.requestsOf("POST")).toHaveLength(1);
      expect(emulator.connections().map(({ id }) => id)).toEqual([50]);
      expect(stack.saved.size).toBe(0);
    });

    test("with adopt, it is taken over then", async () => {
      const { emulator, stack, up } = await cutBeside({ onExisting: "adopt" });
      await up;
      expect(writes(emulator).slice(1)).toEqual([`PUT 98178/connections/50 ${JSON.stringify({ input: GOOD })}`]);
      expect(stack.of().id).toBe("98178/50");
    });

    test("with create, ours is made beside it", async () => {
      const { emulator, stack, up } = await cutBeside({ onExisting: "create" });
      await up;
      expect(emulator.connections().map(({ id }) => id)).toEqual([50, 1001]);
      expect(stack.of().id).toBe("98178/1001");
    });
  });

  test("what was made a moment before by the clock of another machine of the server is ours", async () => {
    const { emulator, stack } = await startBench();
    const hold = emulator.hold({ method: "POST" });
    emulator.failNext({ ...POST, cut: "before" });
    const up = stack.up({ a: bare() });
    await hold.waitForArrival();
    emulator.addConnection("98178", { id: 50, name: "a", provider: "jira" });
    emulator.edit(50, { createdAt: new Date(Date.now() - 45_000).toISOString() });
    hold.release();
    await up;
    expect(stack.of().id).toBe("98178/50");
    expect(writes(emulator).slice(1)).toEqual(['PUT 98178/connections/50 {"name":"a"}']);
  });

  test("what is new in the list is ours, also when the list does not say since when", async () => {
    const { emulator, stack } = await startBench();
    const hold = emulator.hold({ method: "POST" });
    emulator.failNext({ ...POST, cut: "before" });
    emulator.failNext({ method: "GET", skip: 1, body: { result: [{ id: 50, name: "a", provider: "jira" }] } });
    const up = stack.up({ a: bare() });
    await hold.waitForArrival();
    emulator.addConnection("98178", { id: 50, name: "a", provider: "jira" });
    hold.release();
    await up;
    expect(stack.of().id).toBe("98178/50");
    expect(writes(emulator).slice(1)).toEqual(['PUT 98178/connections/50 {"name":"a"}']);
  });

  test("what was found gets all that the program says by one PUT: a person may have made it", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after" });
    const args = { folderId: 7, parentId: null, externalId: "U1", shellConnection: false };
    await stack.up({ a: jira(args) });
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([
      ...[{ name: "a", parent_id: null, folder_id: "7", external_id: "U1", shell_connection: false, input: GOOD }],
    ]);
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira(args) })).toEqual({ a: "same" });
  });

  test("when that PUT fails, the id is kept, and the next up sends all of it again", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after" });
    emulator.failNext({ method: "PUT", status: 403 });
    expect(await errorOf(stack.up({ a: jira({ folderId: 7 }) }))).toContain("403 Forbidden");
    expect(stack.of().id).toBe("98178/1001");
    expect(stack.outputs()).toMatchObject({ input: GOOD, credentials: "unknown" });
    emulator.clearRequests();
    await stack.up({ a: jira({ folderId: 7 }) });
    expect(writes(emulator)).toEqual([
      `PUT 98178/connections/1001 ${JSON.stringify({ name: "a", folder_id: "7", input: GOOD })}`,
    ]);
    expect(await stack.up({ a: jira({ folderId: 7 }) })).toEqual({ a: "same" });
  });
});
