import { received } from "../support/engineModel";
import type { Bench } from "./support/bench";
import { errorOf, GOOD, jira, startBench, writes, WRONG } from "./support/bench";
import type { Values } from "../support/engineModel";
import { PROVIDER_TEXT, type PluginProcess } from "../support/pluginProcess";

/** What `check` makes of a program's arguments; the process knows a create that is called again by the resource. */
const inputs = (args: Values = {}): Values => ({
  ...{ name: "a", __provider: PROVIDER_TEXT, __resource: "a" },
  ...jira(args).args,
});

/** A create that made a connection and could not finish, in a process that goes on: the program has an error hook. */
async function unfinished(bench: Bench, args: Values = {}): Promise<PluginProcess> {
  const process = bench.stack.startProcess();
  await process.check("connection", {}, inputs(args));
  const { id, initErrors } = await process.create("connection", inputs(args));
  expect(id).toBe("98178/1001");
  expect(initErrors).toHaveLength(1);
  bench.emulator.clearRequests();
  return process;
}

describe("a create that is called again after a partial failure, for the same resource", () => {
  test("goes on with the connection that it made", async () => {
    const bench = await startBench();
    const { emulator } = bench;
    const process = await unfinished(bench, { input: WRONG });
    emulator.behaviour.refuses = () => undefined;
    const { id, outputs, initErrors } = await process.create("connection", inputs({ input: WRONG }));
    expect({ id, initErrors }).toEqual({ id: "98178/1001", initErrors: [] });
    expect(received(outputs).values).toMatchObject({
      input: WRONG,
      authorizationStatus: "success",
      holder: expect.any(String) as string,
    });
    expect(writes(emulator)).toEqual([`PUT 98178/connections/1001 ${JSON.stringify({ input: WRONG })}`]);
  });

  test("as often as it fails", async () => {
    const bench = await startBench();
    const process = await unfinished(bench, { input: WRONG });
    for (const _time of [2, 3]) {
      const { id, initErrors } = await process.create("connection", inputs({ input: WRONG }));
      expect(id).toBe("98178/1001");
      expect(initErrors).toEqual([expect.stringContaining("were refused")]);
    }
    expect(bench.emulator.connections()).toHaveLength(1);
  });

  test("keeps the id when the next failure is of another kind", async () => {
    const bench = await startBench();
    const process = await unfinished(bench, { input: WRONG });
    bench.emulator.failNext({ method: "PUT", status: 403 });
    const { id, initErrors } = await process.create("connection", inputs({ input: WRONG }));
    expect({ id, initErrors }).toEqual({ id: "98178/1001", initErrors: [expect.stringContaining("403 Forbidden")] });
  });

  test("disconnects what it could not disconnect the first time", async () => {
    const bench = await startBench();
    bench.emulator.failNext({ path: /disconnect/, status: 403 });
    const process = await unfinished(bench, { disconnected: true });
    await process.create("connection", inputs({ disconnected: true }));
    expect(writes(bench.emulator)).toEqual(["POST 98178/connections/1001/disconnect"]);
  });

  test("of what is gone meanwhile says what to do, and keeps the id", async () => {
    const bench = await startBench();
    const process = await unfinished(bench, { input: WRONG });
    bench.emulator.remove(1001);
    const { id, initErrors } = await process.create("connection", inputs({ input: WRONG }));
    expect(initErrors.join("\n")).toContain("Run `pulumi up --refresh`");
    expect(id).toBe("98178/1001");
  });

  test("leaves one holder: what it went on with is deleted by the state that it answered", async () => {
    const bench = await startBench();
    const { emulator } = bench;
    const process = await unfinished(bench, { input: WRONG });
    emulator.behaviour.refuses = () => undefined;
    const { id, outputs } = await process.create("connection", inputs({ input: WRONG }));
    await process.delete("connection", id, outputs);
    expect(emulator.connections()).toEqual([]);
  });
});

test("what has changed meanwhile is sent to the connection that is there", async () => {
  const bench = await startBench();
  const process = await unfinished(bench, { input: WRONG });
  const args = { name: "b", input: GOOD, onExisting: "create" };
  const { id, outputs, initErrors } = await process.create("connection", inputs(args));
  expect({ id, initErrors }).toEqual({ id: "98178/1001", initErrors: [] });
  expect(received(outputs).values).toMatchObject({ ...args, authorizationStatus: "success" });
  expect(writes(bench.emulator)).toEqual([`PUT 98178/connections/1001 ${JSON.stringify({ name: "b", input: GOOD })}`]);
});

describe("is a new connection", () => {
  test.each([["another resource", "b"] as const, ["a resource of another component", "acme:Customer::a"] as const])(
    "for %s with the same inputs",
    async (_title, __resource) => {
      const bench = await startBench();
      const process = await unfinished(bench, { input: WRONG });
      const other = { ...inputs({ input: GOOD, onExisting: "create" }), __resource };
      expect((await process.create("connection", other)).id).toBe("98178/1002");
      // And the first one still goes on with its own.
      expect((await process.create("connection", inputs({ input: GOOD }))).id).toBe("98178/1001");
      expect(bench.emulator.connections()).toHaveLength(2);
    },
  );

  test("for resources that do not say who they are", async () => {
    const { stack } = await startBench();
    const process = stack.startProcess();
    const { __resource, ...nameless } = inputs({ input: WRONG, onExisting: "create" });
    expect(__resource).toBe("a");
    for (const id of ["98178/1001", "98178/1002"]) {
      const created = await process.create("connection", nameless);
      expect(created.id).toBe(id);
      expect(created.initErrors).toHaveLength(1);
    }
  });

  test("after a success", async () => {
    const { stack } = await startBench();
    const process = stack.startProcess();
    for (const id of ["98178/1001", "98178/1002"]) {
      expect((await process.create("connection", inputs({ onExisting: "create" }))).id).toBe(id);
    }
  });

  test("in another process: that one is refused, as the connection is there already", async () => {
    const bench = await startBench();
    await unfinished(bench, { input: WRONG });
    await expect(bench.stack.startProcess().create("connection", inputs({ input: WRONG }))).rejects.toThrow(
      "already has this connection: id 1001",
    );
  });

  test("for two resources with the same arguments whose creates fail at once", async () => {
    const { emulator, stack } = await startBench();
    const same = jira({ name: "same", input: WRONG });
    await errorOf(stack.up({ a: same, b: same }));
    expect(new Set([...stack.saved.values()].map(({ id }) => id))).toEqual(new Set(["98178/1001", "98178/1002"]));
    expect(emulator.connections()).toHaveLength(2);
  });
});

test("a create that is called again after a refusal, when no list could say whether the connection was made, looks anew", async () => {
  const { emulator, stack } = await startBench({
    config: { retryTimeoutSeconds: "0.1" },
    behaviour: { refusedCredentials: "4xx-created" },
  });
  const process = stack.startProcess();
  await process.check("connection", {}, inputs({ input: WRONG }));
  const unseen = emulator.failNext({ method: "GET", skip: 1, status: 500, times: 1000 });
  const create = () => process.create("connection", inputs({ input: WRONG }));
  await expect(create()).rejects.toThrow("Whether the connection was made is not known");
  await expect(create()).rejects.toThrow("500");
  unseen.cancel();
  await expect(create()).rejects.toThrow('already has this connection: id 1001 "a"');
  expect(emulator.requestsOf("POST")).toHaveLength(1);
});
