import { assignment, bare, established, GOOD, jira, startBench, writes } from "./support/bench";

const PUT = "PUT 98178/connections/1001";

describe('a server that says "" where it means null', () => {
  test("externalId: null is quiet after a refresh", async () => {
    const a = jira({ externalId: null });
    const { emulator, stack } = await established({ externalId: null });
    emulator.edit(1001, { externalId: "" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ externalId: null });
    expect(await stack.up({ a })).toEqual({ a: "same" });
    expect(writes(emulator)).toEqual([]);
  });

  test("externalId: null is quiet when the answers to create and update say so", async () => {
    const { emulator, stack, lines } = await startBench();
    emulator.failNext({ method: "POST", body: { id: 1001, authorization_status: "success", external_id: "" } });
    await stack.up({ a: jira({ externalId: null }) });
    emulator.failNext({ method: "PUT", body: { id: 1001, authorization_status: "success", external_id: "" } });
    await stack.up({ a: jira({ externalId: null, name: "b" }) });
    expect(stack.outputs()).toMatchObject({ externalId: null });
    expect(lines).toEqual([]);
  });

  test("a status that is empty is no status", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare() });
    emulator.edit(1001, { authorizationStatus: "" as never, authorizationError: "", connectionLostReason: "" });
    await stack.refresh();
    for (const fact of ["authorizationStatus", "authorizationError", "connectionLostReason"]) {
      expect(stack.outputs()).not.toHaveProperty(fact);
    }
  });

  test("a connection that is there already is found by externalId: null", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira", externalId: "" });
    await stack.up({ a: bare({ externalId: null, onExisting: "adopt" }) });
    expect(stack.of().id).toBe("98178/36");
    expect(writes(emulator)).toEqual([]);
  });
});

describe("leading zeros", () => {
  test("of Workato's numbers change nothing", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "parent", provider: "jira" });
    const a = (managedUserId: string, folderId: string, parentId: string) =>
      bare({ managedUserId, folderId, parentId });
    await stack.up({ a: a("0098178", "007", "0036"), p: assignment({ managedUserId: "098178", profileId: "0322" }) });
    expect(stack.of("a").id).toBe("98178/1001");
    expect(stack.of("p").id).toBe("98178/322");
    await stack.refresh();
    emulator.clearRequests();
    const plain = { a: a("98178", "7", "36"), p: assignment() };
    expect(await stack.up(plain)).toEqual({ a: "same", p: "same" });
    expect(emulator.requests).toEqual([]);
  });

  test("of the id to adopt change nothing", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await stack.up({ a: bare({ adoptConnectionId: "0036" }) });
    expect(stack.of().id).toBe("98178/36");
  });

  test("of an external id stay: it is the application's own", async () => {
    const seed = { customers: [{ id: 1, externalId: "007" }] };
    const { emulator, stack } = await startBench({ seed });
    await stack.up({ a: bare({ managedUserId: "E007", externalId: "0042" }) });
    expect(stack.of().id).toBe("E007/1001");
    expect(emulator.connection(1001)).toMatchObject({ externalId: "0042" });
    expect(await stack.up({ a: bare({ managedUserId: "E007", externalId: "0042" }) })).toEqual({ a: "same" });
  });
});

describe("times that cannot be read", () => {
  const repair = { onAuthorizationLost: "repair" };

  test("of the authorization: it counts as ours, and a lost one is repaired once", async () => {
    const { emulator, stack } = await startBench();
    const authorizedAt = "some time ago";
    emulator.failNext({
      method: "POST",
      body: { id: 1001, authorization_status: "success", authorized_at: authorizedAt },
    });
    await stack.up({ a: jira(repair) });
    emulator.edit(1001, { authorizedAt });
    await stack.refresh();
    expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
    emulator.loseAuthorization(1001);
    await stack.refresh();
    await stack.up({ a: jira(repair) });
    expect(writes(emulator).slice(1)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    await stack.refresh();
    expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
  });

  test("of a loss that is over: nothing is sent", async () => {
    const { emulator, stack } = await established(repair);
    emulator.edit(1001, { connectionLostAt: "some time ago" });
    await stack.refresh();
    expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
  });

  test("of a connection whose POST was cut: it is still found, and no twin is made", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", cut: "after" });
    const hold = emulator.hold({ method: "GET", path: /provider=/ });
    const up = stack.up({ a: jira() });
    await hold.waitForArrival();
    emulator.edit(1001, { createdAt: "some time ago" });
    hold.release();
    await up;
    expect(emulator.connections()).toHaveLength(1);
    expect(stack.of().id).toBe("98178/1001");
  });
});
