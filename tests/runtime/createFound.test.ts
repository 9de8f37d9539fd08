import { bare, errorOf, GOOD, jira, startBench, writes, WRONG } from "./support/bench";
import type { Values } from "../support/engineModel";

const LOOKS = { method: "GET", path: /\/connections\?provider=jira/ };
const LISTS = { method: "GET", path: "/connections" };
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

test("a lost create is not concluded before its credentials are tested", async () => {
  const { emulator, stack } = await startBench({ config: { settleTimeoutSeconds: "5" } });
  emulator.failNext({ method: "POST", cut: "after" });
  const untested = { id: 1001, name: "a", provider: "jira", authorization_status: null };
  emulator.failNext({ ...LOOKS, status: 200, body: { result: [untested] } });
  expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("its credentials were refused");
  expect(stack.outputs()).toMatchObject({ authorizationStatus: "failed", credentials: "refused" });
  expect(emulator.connections()).toHaveLength(1);
});

test.each([
  [
    "writes the name in its own way",
    { name: "ACME  Jira" },
    { name: "acme jira" },
    { name: "ACME  Jira", input: GOOD },
  ],
  [
    "answers the folder of a project",
    { folderId: 77 },
    { folderId: 4600 },
    { name: "a", folder_id: "77", input: GOOD },
  ],
])("a lost create of a server that %s makes no twin", async (_what, args, written, sent) => {
  const { emulator, stack, lines } = await startBench();
  emulator.failNext({ method: "POST", cut: "after" });
  const hold = emulator.hold(LOOKS);
  const up = stack.up({ a: jira(args) });
  await hold.waitForArrival();
  emulator.edit(1001, written);
  hold.release();
  await up;
  // It may be a person's, so it gets all that the program says.
  expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([sent]);
  expect(emulator.connections()).toMatchObject([{ id: 1001, ...args }]);
  expect(stack.of().id).toBe("98178/1001");
  expect(lines).toEqual([]);
});

test("a server that goes on writing it in its own way is told of: the next up would send it again", async () => {
  const { emulator, stack, lines } = await startBench();
  emulator.failNext({ method: "POST", cut: "after" });
  const TESTED = { authorization_status: "success", authorized_at: "2026-01-01T00:00:00.000Z" };
  emulator.failNext({ method: "PUT", body: { id: 1001, name: "acme jira", ...TESTED } });
  await stack.up({ a: jira({ name: "ACME  Jira" }) });
  expect(emulator.connections()).toHaveLength(1);
  expect(lines.join("")).toContain("Workato did not keep name");
});

test('a lost create whose list fails too: with onExisting: "create" nothing is promised that the next up does not do', async () => {
  for (const [onExisting, remedy] of [
    ["create", 'Look for it in Workato before you run `pulumi up` again: with onExisting: "create" that makes one'],
    ["error", "Run `pulumi up` again: it looks for the connection before it creates one."],
  ]) {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", cut: "after" });
    emulator.failNext({ ...LISTS, status: 403, skip: 1 });
    expect(await errorOf(stack.up({ a: jira({ onExisting }) }))).toContain(remedy);
  }
});
