import { bare, errorOf, established, GOOD, jira, NEW, startBench, writes, WRONG } from "./support/bench";

/** Writes that get no answer are given up soon. */
const IMPATIENT = { config: { retryTimeoutSeconds: "0.2" } };

const PUT = "PUT 98178/connections/1001";
const DISCONNECT = "POST 98178/connections/1001/disconnect";

describe("disconnected", () => {
  test("set: disconnects and sends nothing else; taken out: sends the credentials", async () => {
    const { emulator, stack } = await established();
    await stack.up({ a: jira({ disconnected: true }) });
    expect(writes(emulator)).toEqual([DISCONNECT]);
    expect(stack.outputs()).toMatchObject({ input: GOOD, credentials: "unsent" });
    expect(stack.outputs()).not.toHaveProperty("authorizationStatus");
    await stack.refresh();
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "same" });
    emulator.clearRequests();
    await stack.up({ a: jira() });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success" });
  });

  test("with another name: both", async () => {
    const { emulator, stack } = await established();
    await stack.up({ a: jira({ disconnected: true, name: "b" }) });
    expect(writes(emulator)).toEqual([`${PUT} {"name":"b"}`, DISCONNECT]);
  });

  test("input that changes meanwhile is recorded, and sent at the reconnect", async () => {
    const { emulator, stack } = await established({ disconnected: true });
    await stack.up({ a: jira({ disconnected: true, input: NEW, credentialsVersion: 2 }) });
    expect(emulator.requests).toEqual([]);
    expect(stack.outputs()).toMatchObject({ input: NEW, credentials: "unsent" });
    await stack.up({ a: jira({ input: NEW, credentialsVersion: 2 }) });
    expect(emulator.connection(1001)).toMatchObject({ input: NEW, authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("a reconnect that is refused is repaired by the next up", async () => {
    const { emulator, stack } = await established({ disconnected: true });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("were refused");
    await stack.up({ a: jira() });
    expect(emulator.connection(1001)).toMatchObject({ input: GOOD, authorizationStatus: "success" });
  });

  test("found connected after a refresh: disconnected again", async () => {
    const { emulator, stack } = await established({ disconnected: true });
    emulator.authorize(1001);
    await stack.refresh();
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([DISCONNECT]);
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "same" });
  });

  test("connected again by a name that the server takes as a reason to test: disconnected in the same up", async () => {
    const { emulator, stack } = await established({ disconnected: true }, { behaviour: { retestOnPut: true } });
    const renamed = jira({ disconnected: true, name: "b" });
    await stack.up({ a: renamed });
    expect(writes(emulator)).toEqual([`${PUT} {"name":"b"}`, DISCONNECT]);
    expect(await stack.up({ a: renamed })).toEqual({ a: "same" });
  });

  test("taken out without input: a line says who must authorize it", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: bare({ disconnected: true }) });
    emulator.clearRequests();
    await stack.up({ a: bare() });
    expect(emulator.requests).toEqual([]);
    expect(lines.join("")).toContain(
      'connection 1001 "a" has no `input` to reconnect with: someone at the customer must authorize it in Workato.',
    );
  });

  test.each([200, 400, 409, 422])(
    "used by active recipes (%d): names forceDisconnect; with it, it is forced",
    async (rejectedStatus) => {
      const { emulator, stack } = await established({}, { behaviour: { rejectedStatus } });
      emulator.useInRecipe(1001);
      expect(await errorOf(stack.up({ a: jira({ disconnected: true }) }))).toContain(
        "Active recipes use this connection. Stop them, or set forceDisconnect: true to disconnect it all the same.",
      );
      expect(stack.outputs()).toMatchObject({ authorizationStatus: "success" });
      expect(stack.outputs()).not.toHaveProperty("disconnected");
      await stack.up({ a: jira({ disconnected: true, forceDisconnect: true }) });
      expect(writes(emulator).at(-1)).toBe(`${DISCONNECT}?force=true {"force":"true"}`);
      expect(emulator.connection(1001)?.authorizationStatus).toBeNull();
    },
  );

  test("when it fails again after it was found connected, state still says so", async () => {
    const { emulator, stack } = await established({ disconnected: true });
    emulator.authorize(1001);
    await stack.refresh();
    emulator.failNext({ path: /disconnect/, status: 403 });
    await errorOf(stack.up({ a: jira({ disconnected: true }) }));
    await stack.refresh();
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "update" });
    expect(emulator.connection(1001)?.authorizationStatus).toBeNull();
  });
});

test("an authorization by hand of what shall be disconnected is undone, not remembered: a reconnect is ours", async () => {
  const repair = { onAuthorizationLost: "repair" };
  const { emulator, stack } = await established({ ...repair, disconnected: true });
  emulator.authorize(1001);
  await stack.refresh();
  await stack.up({ a: jira({ ...repair, disconnected: true }) });
  await stack.up({ a: jira(repair) });
  emulator.loseAuthorization(1001);
  await stack.refresh();
  expect(await stack.up({ a: jira(repair) })).toEqual({ a: "update" });
  expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", authorizedBy: "api" });
});

test("a lost connection that shall be disconnected from now on is disconnected", async () => {
  const { emulator, stack } = await established();
  emulator.loseAuthorization(1001);
  await stack.refresh();
  emulator.clearRequests();
  await stack.up({ a: jira({ disconnected: true }) });
  expect(writes(emulator)).toEqual(["POST 98178/connections/1001/disconnect"]);
});

test("a connection without credentials, whose disconnect was cut and is taken back: a person is asked for", async () => {
  const { emulator, stack, lines } = await startBench(IMPATIENT);
  await stack.up({ a: bare() });
  emulator.authorize(1001);
  const fault = emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 });
  await errorOf(stack.up({ a: bare({ disconnected: true }) }));
  fault.cancel();
  await stack.up({ a: bare() });
  await stack.refresh();
  expect(lines.join("")).not.toContain("sends the credentials");
  expect(await stack.up({ a: bare() })).toEqual({ a: "same" });
});
