import { bare, errorOf, GOOD, jira, lists, startBench, writes, WRONG } from "./support/bench";

const POST = "POST 98178/connections";

describe("the request", () => {
  test("has every field that the program sets, by its name in the API", async () => {
    const { emulator, stack } = await startBench();
    const parent = emulator.addConnection("98178", { name: "parent", provider: "jira" });
    const args = { name: "Jira", folderId: 4515, parentId: parent.id, externalId: "U12904", shellConnection: true };
    await stack.up({ a: jira({ ...args, input: { nested: { list: [1, true, null] } } }) });
    expect(emulator.requestsOf("POST")[0]?.body).toEqual({
      name: "Jira",
      provider: "jira",
      folder_id: "4515",
      parent_id: String(parent.id),
      external_id: "U12904",
      shell_connection: true,
      input: { nested: { list: [1, true, null] } },
    });
  });

  test("leaves out what the program does not set, and null", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare({ parentId: null, externalId: null }) });
    expect(emulator.requestsOf("POST")[0]?.body).toEqual({ name: "a", provider: "jira" });
    expect(stack.outputs()).toMatchObject({ parentId: null, externalId: null });
    expect(await stack.up({ a: bare({ parentId: null, externalId: null }) })).toEqual({ a: "same" });
  });

  test.each([
    ["98179", "98179", "98179/1001"],
    ["EA2300", "EA2300", "EA2300/1001"],
    ["EB/23 00", "EB%2F23%2000", "EB%2F23%2000/1001"],
  ])("addresses the customer %s", async (managedUserId, path, id) => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare({ managedUserId }) });
    expect(writes(emulator)[0]).toContain(`POST ${path}/connections `);
    expect(stack.of().id).toBe(id);
    expect(await stack.up({ a: bare({ managedUserId }) })).toEqual({ a: "same" });
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test("numbers in input stay numbers, and give no diff", async () => {
    const { emulator, stack } = await startBench();
    const a = jira({ input: { port: 8080, ratio: 0.5, big: 1e21, zero: 0 } });
    await stack.up({ a });
    expect(emulator.connections()[0]?.input).toEqual({ port: 8080, ratio: 0.5, big: 1e21, zero: 0 });
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });

  test("a very long name is sent and kept as it is", async () => {
    const { emulator, stack } = await startBench();
    const name = `${"Ünï 🙂 ".repeat(200)}end`;
    await stack.up({ a: bare({ name }) });
    expect(emulator.connections()[0]?.name).toBe(name);
    expect(await stack.up({ a: bare({ name }) })).toEqual({ a: "same" });
  });
});

describe("state", () => {
  test("holds the arguments that the program sets, and the facts that are not null", async () => {
    const { stack } = await startBench();
    await stack.up({ a: bare({ shellConnection: true }) });
    expect(stack.outputs()).toEqual({
      managedUserId: "98178",
      provider: "jira",
      name: "a",
      shellConnection: true,
      holder: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
    });
  });

  test.each([{ wrapAnswers: true }, { sparseAnswers: true }, { wrapAnswers: true, sparseAnswers: true }])(
    "is the same after an answer with %j",
    async (behaviour) => {
      const { emulator, stack } = await startBench({ behaviour });
      await stack.up({ a: jira({ folderId: 12 }) });
      const { authorizedAt } = emulator.connections()[0]!;
      expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", authorizedAt, folderId: "12" });
      await stack.refresh();
      expect(await stack.up({ a: jira({ folderId: 12 }) })).toEqual({ a: "same" });
    },
  );

  test("says so when the server keeps another value than was sent", async () => {
    const authorized = { authorization_status: "success", authorized_at: "2026-01-01T00:00:00.000Z" };
    const SHORTENED = { id: 77, name: "shortened", external_id: "u1", ...authorized };
    const { emulator, stack, lines } = await startBench();
    emulator.failNext({ method: "POST", body: SHORTENED });
    await stack.up({ a: jira({ name: "shortened by the server", externalId: "U1" }) });
    expect(stack.outputs()).toMatchObject({ name: "shortened", externalId: "u1" });
    expect(lines.join("")).toContain(
      'connection 77 "shortened by the server": Workato did not keep name, externalId as it was sent',
    );
  });
});

describe("many at once", () => {
  test("ask for one list a customer", async () => {
    const { emulator, stack } = await startBench();
    const names = Array.from({ length: 20 }, (_, i) => `c${i}`);
    await stack.up(Object.fromEntries(names.map((name) => [name, jira()])));
    expect(
      emulator
        .connections()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
    expect(lists(emulator)).toBe(1);
  });

  test("with different names do not wait for one another", async () => {
    const { emulator, stack } = await startBench();
    const hold = emulator.hold({ method: "POST" });
    const up = stack.up({ a: jira(), b: jira(), c: jira({ provider: "zendesk", name: "a" }) });
    await hold.waitForArrival(3);
    hold.release();
    await up;
    expect(emulator.connections()).toHaveLength(3);
  });

  test("with identical arguments are made one each, and stay", async () => {
    const { emulator, stack } = await startBench();
    const program = { a: jira({ name: "same" }), b: jira({ name: "same" }), c: jira({ name: "same" }) };
    await stack.up(program);
    expect(new Set([...stack.saved.values()].map(({ id }) => id)).size).toBe(3);
    expect(await stack.up(program)).toEqual({ a: "same", b: "same", c: "same" });
    await stack.up({ b: jira({ name: "same" }) });
    expect(emulator.connections().map(({ id }) => `98178/${id}`)).toEqual([stack.of("b").id]);
  });
});

describe("a shell or a connection without input", () => {
  test("a shell's credentials are not judged", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: jira({ shellConnection: true, input: WRONG }) });
    expect(emulator.connections()[0]).toMatchObject({ shell: true, authorizationStatus: null, input: WRONG });
    expect(lines).toEqual([expect.stringContaining("not authorized: it is a shell")]);
  });

  test("those of what is expressly no shell are", async () => {
    const { stack } = await startBench();
    expect(await errorOf(stack.up({ a: jira({ shellConnection: false, input: WRONG }) }))).toContain("were refused");
  });

  test("without input, a line says who must authorize it", async () => {
    const { stack, lines } = await startBench();
    await stack.up({ a: bare() });
    expect(lines.join("")).toContain(
      'connection 1001 "a" is created but not authorized: it has no `input`, so someone at the customer must ' +
        "authorize it in Workato.",
    );
    lines.length = 0;
    await stack.up({ a: bare({ name: "b" }) });
    expect(lines).toEqual([]);
  });

  test("a shell says so, too", async () => {
    const { stack, lines } = await startBench();
    await stack.up({ a: bare({ shellConnection: true }) });
    expect(lines).toEqual([
      'connection 1001 "a" is created but not authorized: it is a shell, so someone at the customer must authorize it in ' +
        "Workato.\n",
    ]);
  });

  test("an answer of null to credentials is told: nobody knows whether they work", async () => {
    const { emulator, stack, lines } = await startBench();
    emulator.failNext({ method: "POST", body: { id: 77, authorization_status: null } });
    await stack.up({ a: jira() });
    expect(lines.join("")).toContain('connection 77 "a" got its credentials, and Workato does not say that they work');
  });

  test.each([
    ["invalid", 'its authorization status is "invalid" (no entry for [redacted])'],
    [null, "it has no authorization status (no entry for [redacted])"],
  ])("so is the status %j, with the reason, for nothing but success says that they work", async (status, told) => {
    const { emulator, stack, lines } = await startBench();
    const reason = `no entry for ${GOOD.apitoken}`;
    emulator.failNext({
      method: "POST",
      body: { id: 77, authorization_status: status, authorization_error: reason, authorized_at: null },
    });
    await stack.up({ a: jira() });
    expect(lines.join("")).toContain(`does not say that they work: ${told}. Someone at the customer may`);
  });
});

describe("desired state disconnected", () => {
  test("a connection with input is made, then disconnected", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira({ disconnected: true }) });
    expect(writes(emulator)).toEqual([expect.stringContaining(POST), "POST 98178/connections/1001/disconnect"]);
    expect(emulator.connections()[0]?.authorizationStatus).toBeNull();
    expect(stack.outputs()).toMatchObject({ disconnected: true, input: GOOD, credentials: "unsent" });
    expect(stack.outputs()).not.toHaveProperty("authorizationStatus");
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "same" });
  });

  test("one without input is disconnected already", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: bare({ disconnected: true }) });
    expect(writes(emulator)).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  test("when the disconnect fails, the connection stays in state and the next up disconnects it", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ path: /disconnect/, status: 403 });
    expect(await errorOf(stack.up({ a: jira({ disconnected: true }) }))).toContain(
      "The connection exists and is still connected. Run `pulumi up` again to disconnect it.",
    );
    expect(stack.of().id).toBe("98178/1001");
    expect(stack.outputs()).not.toHaveProperty("disconnected");
    expect(await stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "update" });
    expect(writes(emulator).slice(2)).toEqual(["POST 98178/connections/1001/disconnect"]);
  });
});

describe("a refusal of the request", () => {
  test("names the fields, and leaves nothing in state", async () => {
    const { stack } = await startBench({ behaviour: { missingFolders: [12], uniqueNames: true } });
    expect(await errorOf(stack.up({ a: jira({ folderId: 12 }) }))).toContain("folder_id: does not exist");
    expect(stack.saved.size).toBe(0);
  });

  test("a customer that is not there: the error says what to check", async () => {
    const { emulator, stack } = await startBench();
    expect(await errorOf(stack.up({ a: jira({ managedUserId: "404" }) }))).toMatch(
      /GET \/api\/managed_users\/404\/connections.* 404 Not found.*an external id needs the prefix E/s,
    );
    expect(writes(emulator)).toEqual([]);
  });
});

describe("the first list of a customer", () => {
  test("is asked for once, also when the first try fails", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "GET", status: 500 });
    await stack.up({ a: jira(), b: jira(), c: jira() });
    expect(lists(emulator)).toBe(2);
  });

  test("when it fails, nothing is created", async () => {
    const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "0.1" } });
    emulator.failNext({ method: "GET", status: 500, times: 1000 });
    await expect(stack.up({ a: jira() })).rejects.toThrow("500 Server error");
    expect(writes(emulator)).toEqual([]);
  });
});
