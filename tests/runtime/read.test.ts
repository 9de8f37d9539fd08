import { bare, errorOf, established, GOOD, jira, lists, startBench, writes } from "./support/bench";

describe("a refresh", () => {
  test("without edits changes nothing, and leaves a quiet preview", async () => {
    const { emulator, stack, lines } = await startBench();
    const a = jira({ folderId: 12, parentId: null, forceDelete: true, credentialsVersion: 3 });
    await stack.up({ a });
    const before = JSON.parse(stack.stateText()) as unknown;
    emulator.clearRequests();
    await stack.refresh();
    expect(JSON.parse(stack.stateText())).toEqual(before);
    expect(emulator.requests).toHaveLength(1);
    expect(await stack.preview({ a })).toEqual({ a: "same" });
    expect(lines).toEqual([]);
  });

  test("shows every fact, and none that is null", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    const { holder } = stack.outputs();
    const facts = { identity: "me@acme/102938", tags: ["gold"], connectionLostReason: "network_failure" };
    emulator.edit(1001, { ...facts, connectionLostAt: "2026-02-03T04:05:06.000Z" });
    await stack.refresh();
    const { createdAt, updatedAt, authorizedAt } = emulator.connection(1001)!;
    expect(stack.outputs()).toEqual({
      ...{ managedUserId: "98178", provider: "jira", name: "a", input: GOOD },
      ...{ holder, ourAuthorizedAt: authorizedAt },
      ...{ ...facts, connectionLostAt: "2026-02-03T04:05:06.000Z" },
      ...{ authorizationStatus: "success", createdAt, updatedAt, authorizedAt },
    });
    emulator.edit(1001, { identity: null, tags: null, connectionLostReason: null, connectionLostAt: null });
    await stack.refresh();
    for (const fact of [...Object.keys(facts), "connectionLostAt"]) expect(stack.outputs()).not.toHaveProperty(fact);
    expect(await stack.preview({ a: jira() })).toEqual({ a: "same" });
  });

  test("of arguments that the program sets shows drift, and the next up restores them", async () => {
    const { emulator, stack } = await startBench();
    const parent = emulator.addConnection("98178", { name: "parent", provider: "jira" });
    const a = bare({ name: "A", folderId: 12, parentId: parent.id, externalId: "U1" });
    await stack.up({ a });
    emulator.edit(1002, { name: "B", folderId: 13, parentId: null, externalId: null });
    await stack.refresh();
    const drift = { name: "B", folderId: "13", parentId: null, externalId: null };
    expect(stack.outputs()).toMatchObject(drift);
    expect(stack.of().inputs).toMatchObject(drift);
    expect(await stack.up({ a })).toEqual({ a: "update" });
    const restored = { name: "A", folderId: 12, parentId: parent.id, externalId: "U1" };
    expect(emulator.connection(1002)).toMatchObject(restored);
    const sent = { name: "A", parent_id: String(parent.id), folder_id: "12", external_id: "U1" };
    expect(emulator.requestsOf("PUT").map(({ body }) => body)).toEqual([sent]);
  });

  test("of what the program does not set shows nothing", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare() });
    emulator.edit(1001, { folderId: 13, parentId: 7, externalId: "U9" });
    await stack.refresh();
    for (const key of ["folderId", "parentId", "externalId", "input"]) {
      expect(stack.outputs()).not.toHaveProperty(key);
      expect(stack.of().inputs).not.toHaveProperty(key);
    }
    expect(await stack.preview({ a: bare() })).toEqual({ a: "same" });
  });

  test("keeps what was taken out of the program out of the state", async () => {
    const { stack } = await startBench();
    await stack.up({ a: jira({ folderId: 12 }) });
    await stack.up({ a: bare() });
    await stack.refresh();
    expect(JSON.stringify(stack.of())).not.toContain(GOOD.apitoken);
    expect(stack.outputs()).not.toHaveProperty("folderId");
  });

  test("of 50 connections asks for one list, with tags", async () => {
    const { emulator, stack } = await startBench();
    await stack.up(
      Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`c${i}`, bare({ shellConnection: true })])),
    );
    emulator.clearRequests();
    await stack.refresh();
    expect(emulator.requests.map(({ path }) => path)).toEqual(["/api/managed_users/98178/connections?includes[]=tags"]);
  });

  test("a list that fails once is asked for again, and nothing is lost", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira(), b: jira() });
    for (const fault of [{ status: 500 }, { cut: "before" as const }, { body: "" }, { truncateAt: 9 }]) {
      emulator.failNext({ method: "GET", ...fault });
      await stack.refresh();
      expect(stack.saved.size).toBe(2);
    }
  });

  test("a list that failed for good is asked for again by the next who needs it, in the same process", async () => {
    const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "0.2" } });
    await stack.up({ a: jira() });
    const process = stack.startProcess();
    const fault = emulator.failNext({ method: "GET", status: 500, times: 10_000 });
    await expect(stack.refresh({ process })).rejects.toThrow("500 Server error");
    fault.cancel();
    await stack.refresh({ process });
    expect(stack.saved.size).toBe(1);
  });

  test("after an update, in the same process, needs no new list", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess();
    await stack.refresh({ process });
    await stack.up({ a: jira({ name: "b" }) }, { process });
    await stack.refresh({ process });
    expect(stack.outputs()).toMatchObject({ name: "b" });
    expect(lists(emulator)).toBe(1);
  });

  test.each([
    { body: "" },
    { body: "<html>" },
    { body: { result: null } },
    { body: {} },
    { status: 502, body: "<html>" },
  ])("an answer that is no list (%j) is an error, and nothing is lost", async (fault) => {
    const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "0.2" } });
    await stack.up({ a: jira() });
    emulator.failNext({ method: "GET", ...fault, times: 10_000 });
    await expect(stack.refresh()).rejects.toThrow(/GET \/api\/managed_users\/98178\/connections.* failed/);
    expect(stack.saved.size).toBe(1);
  });
});

describe("a connection that is gone", () => {
  test("leaves the state after a wider look, one for all, and the next up makes it again", async () => {
    const { emulator, stack } = await startBench();
    const program = { a: jira(), b: jira(), c: jira() };
    await stack.up(program);
    emulator.remove(1001);
    emulator.remove(1002);
    emulator.clearRequests();
    await stack.refresh();
    expect([...stack.saved.keys()]).toEqual(["c"]);
    expect(emulator.requests.map(({ query }) => Object.fromEntries(query))).toEqual([
      { "includes[]": "tags" },
      { provider: "jira", include_runtime_connections: "true", "includes[]": "tags" },
    ]);
    expect(await stack.up(program)).toEqual({ a: "create", b: "create", c: "same" });
    expect(emulator.connections()).toHaveLength(3);
  });

  test("one wider look a provider", async () => {
    const { emulator, stack } = await startBench();
    const runtime = { runtime: true, externalId: "U1" };
    emulator.addConnection("98178", { id: 40, name: "a", provider: "jira", ...runtime });
    emulator.addConnection("98178", { id: 41, name: "b", provider: "zendesk", ...runtime });
    await stack.up({
      a: bare({ adoptConnectionId: 40 }),
      b: bare({ provider: "zendesk", adoptConnectionId: 41 }),
    });
    await stack.refresh();
    expect([...stack.saved.keys()]).toEqual(["a", "b"]);
  });

  test("a runtime user connection is not gone", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 40, name: "r", provider: "jira", runtime: true, externalId: "U1" });
    await stack.up({ a: bare({ name: "r", adoptConnectionId: 40 }) });
    await stack.refresh();
    expect(stack.of().id).toBe("98178/40");
  });

  test("is not gone while the wider look fails", async () => {
    const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "0.2" } });
    await stack.up({ a: jira() });
    emulator.remove(1001);
    const fault = emulator.failNext({ method: "GET", skip: 1, status: 500, times: 1000 });
    const process = stack.startProcess();
    await expect(stack.refresh({ process })).rejects.toThrow("500 Server error");
    expect(stack.saved.size).toBe(1);
    fault.cancel();
    await stack.refresh({ process });
    expect(stack.saved.size).toBe(0);
  });
});

describe("a customer that is gone", () => {
  test("is an error that names customer, address and token, and says how to forget it; the state stays", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira({ managedUserId: "EB/23 00" }), b: jira() });
    emulator.removeCustomer(98179);
    const text = await errorOf(stack.refresh());
    expect(text).toContain(
      `Customer EB/23 00 is not at ${emulator.url} for the token of workato:apiToken. Nothing was removed from the ` +
        "state: check the token, the region and the customer id. If the customer was really removed, run the command " +
        "again with WORKATO_FORGET_CUSTOMERS=EB%2F23%2000 in its environment.",
    );
    expect(text).toContain("404 Not found");
    expect(stack.saved.size).toBe(2);
  });

  test.each(["EB%2F23%2000", "EB/23 00", "1, EB/23 00 ,2", "1 EB%2F23%2000"])(
    "in WORKATO_FORGET_CUSTOMERS=%s: only its resources leave the state",
    async (list) => {
      const { emulator, stack } = await startBench();
      await stack.up({ a: jira({ managedUserId: "EB/23 00" }), b: jira() });
      emulator.removeCustomer(98179);
      process.env.WORKATO_FORGET_CUSTOMERS = list;
      await stack.refresh();
      expect([...stack.saved.keys()]).toEqual(["b"]);
    },
  );

  test("another customer in the list does not count", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira() });
    emulator.removeCustomer(98178);
    process.env.WORKATO_FORGET_CUSTOMERS = "98179,9817,981780";
    await expect(stack.refresh()).rejects.toThrow("WORKATO_FORGET_CUSTOMERS=98178 ");
    expect(stack.saved.size).toBe(1);
  });

  test("a token of another workspace looks the same, and loses nothing", async () => {
    const { emulator, stack } = await startBench({ behaviour: { foreignTokens: ["foreign"] } });
    await stack.up({ a: jira() });
    await expect(stack.refresh({ process: stack.startProcess({ apiToken: "foreign" }) })).rejects.toThrow(
      "check the token, the region and the customer id",
    );
    expect(stack.saved.size).toBe(1);
    expect(emulator.connections()).toHaveLength(1);
  });
});

describe("get", () => {
  test("fills in everything, with no argument but account in state", async () => {
    const { emulator, stack } = await startBench();
    const accounts = JSON.stringify({ other: { apiToken: emulator.token } });
    emulator.addConnection("EB/23 00", { id: 36, name: "n", provider: "jira", externalId: "U1", folderId: 5 });
    const process = stack.startProcess({ apiToken: "another-workspace", accounts });
    const { outputs, inputs } = await process.read("connection", "EB%2F23%2000/36", { account: "other" });
    const args = { managedUserId: "EB/23 00", provider: "jira", name: "n", folderId: "5", externalId: "U1" };
    expect(inputs).toMatchObject({ ...args, account: "other" });
    expect(outputs).toMatchObject({ ...args, account: "other", authorizationStatus: "success" });
    expect(outputs).not.toHaveProperty("parentId");
    expect(writes(emulator)).toEqual([]);
  });

  test("of nothing is an error that names the id: the program must not go on with nothing", async () => {
    const { emulator, stack } = await startBench();
    await expect(stack.startProcess().read("connection", "98178/36", {})).rejects.toThrow(
      'customer 98178 has no connection 36, so "98178/36" can be neither looked up nor imported. ' +
        "Correct the id, or remove it from the program.",
    );
    expect(lists(emulator)).toBe(2);
  });

  test.each(["36", "98178", "98178/", "/36", "98178/x", "98178/36/1", "%zz/36", ""])(
    "of the id %j is refused",
    async (id) => {
      const { stack } = await startBench();
      await expect(stack.startProcess().read("connection", id, {})).rejects.toThrow(
        `"${id}" is not an id of this package: expected "<managedUserId>/<number>", the first part URI-encoded, such as ` +
          '"98178/36" or "EA%2F23%2000/36".',
      );
    },
  );
});
