import { bare, errorOf, GOOD, jira, lists, startBench, writes, WRONG } from "./support/bench";

const POST = { method: "POST", path: "/connections" };

describe("refused credentials", () => {
  test.each(["failed", "exception"] as const)(
    "as status %s: the up fails with the API's reason, state keeps the id, the next up sends a PUT",
    async (refusedStatus) => {
      const { emulator, stack } = await startBench({ behaviour: { refusedStatus } });
      expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toBe(
        'connection 1001 "a" exists, but its credentials were refused: Authentication failed: the application answered ' +
          "401 Unauthorized\nCorrect `input` and run `pulumi up` again.",
      );
      expect(stack.of().id).toBe("98178/1001");
      const status = { authorizationStatus: refusedStatus };
      expect(stack.outputs()).toMatchObject({ input: WRONG, credentials: "refused", ...status });
      expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
      expect(writes(emulator).slice(1)).toEqual([`PUT 98178/connections/1001 ${JSON.stringify({ input: GOOD })}`]);
      expect(stack.outputs()).toMatchObject({ authorizationStatus: "success", input: GOOD });
      expect(stack.outputs()).not.toHaveProperty("credentials");
      expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
    },
  );

  test("without a reason of the API, the error says so", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", body: { id: 77, authorization_status: "failed" } });
    expect(await errorOf(stack.up({ a: jira() }))).toContain("credentials were refused: the API gave no reason");
  });

  test("are not quoted either when the program takes them out", async () => {
    const { stack } = await startBench({ behaviour: { echoCredentials: true } });
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.up({ a: bare({ name: "b" }) });
    expect(JSON.stringify(stack.outputs())).not.toContain(WRONG.apitoken);
  });

  test("seen in the list only, when the answer is sparse", async () => {
    const { emulator, stack } = await startBench({ behaviour: { sparseAnswers: true } });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("its credentials were refused");
    expect(stack.of().id).toBe("98178/1001");
    expect(emulator.requests.at(-1)?.query.get("provider")).toBe("jira");
  });

  test("when the list that would tell fails, the id is kept and the next up sends them once more", async () => {
    const { emulator, stack } = await startBench({ behaviour: { sparseAnswers: true } });
    emulator.failNext({ method: "GET", skip: 1, status: 403 });
    expect(await errorOf(stack.up({ a: jira() }))).toMatch(
      /connection 1001 "a" exists, but whether its credentials were accepted is not known: .*403.*Run `pulumi up` again/s,
    );
    expect(stack.of().id).toBe("98178/1001");
    expect(stack.outputs()).toMatchObject({ input: GOOD, credentials: "unknown" });
    await stack.up({ a: jira() });
    expect(writes(emulator).slice(1)).toEqual([`PUT 98178/connections/1001 ${JSON.stringify({ input: GOOD })}`]);
    const { authorizedAt } = emulator.connection(1001)!;
    expect(stack.outputs()).toMatchObject({
      authorizationStatus: "success",
      input: GOOD,
      ourAuthorizedAt: authorizedAt,
    });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("when the list that would tell lacks the connection, the id is kept", async () => {
    const { stack } = await startBench({ behaviour: { sparseAnswers: true, listLag: 1000 } });
    expect(await errorOf(stack.up({ a: jira() }))).toContain("the list does not show the connection");
    expect(stack.of().id).toBe("98178/1001");
    expect(stack.outputs()).toMatchObject({ credentials: "unknown" });
  });

  test("as a 4xx, and beside it a connection that nobody has tested: perhaps a person's, so it is not claimed", async () => {
    const { emulator, stack, lines } = await startBench();
    emulator.failNext({ method: "POST", status: 400, body: { message: "Authentication failed" } });
    const hold = emulator.hold({ method: "POST" });
    const up = errorOf(stack.up({ a: jira() }));
    await hold.waitForArrival();
    emulator.addConnection("98178", { name: "a", provider: "jira", authorizationStatus: null });
    hold.release();
    expect(await up).toContain("which this request or somebody else has made");
    expect(lines).toEqual([]);
    expect(stack.saved.size).toBe(0);
  });

  test("as a 4xx without any effect: an error, and nothing in state", async () => {
    const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx" } });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("Authentication failed");
    expect(stack.saved.size).toBe(0);
    expect(emulator.connections()).toEqual([]);
  });

  test("are looked for once, and the customer's list is not asked for anew", async () => {
    const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx" } });
    const process = stack.startProcess();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }, { process }));
    expect(lists(emulator)).toBe(2);
    await stack.up({ b: jira() }, { process });
    expect(lists(emulator)).toBe(2);
  });

  test("are another thing than a token that may not create: nothing is looked for", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", status: 403 });
    expect(await errorOf(stack.up({ a: jira() }))).toContain("403 Forbidden");
    expect(lists(emulator)).toBe(1);
  });

  test("as a 4xx although the connection was made: it is found and kept, and repaired by a PUT", async () => {
    const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx-created" } });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toMatch(
      /connection 1001 "a" exists, but its credentials were refused: .*Authentication failed/,
    );
    expect(stack.of().id).toBe("98178/1001");
    expect(stack.outputs()).toMatchObject({ credentials: "refused" });
    await stack.up({ a: jira() });
    expect(emulator.connections()).toMatchObject([{ id: 1001, authorizationStatus: "success" }]);
  });

  test.each([{ onAuthorizationFailure: "warn" }, {}])("with warn (%j): succeeds and says so", async (args) => {
    const config: Record<string, string> = "onAuthorizationFailure" in args ? {} : { onAuthorizationFailure: "warn" };
    const { stack, lines } = await startBench({ config });
    await stack.up({ a: jira({ input: WRONG, ...args }) });
    expect(lines.join("")).toContain(
      'warning: connection 1001 "a" exists, but its credentials were refused: Authentication failed: the application ' +
        'answered 401 Unauthorized (onAuthorizationFailure is "warn")',
    );
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "failed", input: WRONG, credentials: "refused" });
    expect(await stack.up({ a: jira({ input: WRONG, ...args }) })).toEqual({ a: "same" });
  });
});

describe("what has come up beside a refused request is not taken over", () => {
  /** A 422 to a POST, while somebody else makes a connection that looks like the one that is asked for. */
  async function refusedBeside(message: string, createdAt?: string) {
    const bench = await startBench();
    bench.emulator.failNext({ method: "POST", status: 422, body: { message } });
    const hold = bench.emulator.hold({ method: "POST" });
    const up = errorOf(bench.stack.up({ a: jira() }));
    await hold.waitForArrival();
    bench.emulator.addConnection("98178", { id: 50, name: "a", provider: "jira" });
    if (createdAt !== undefined) bench.emulator.edit(50, { createdAt });
    return { ...bench, hold, up };
  }

  const REMEDY =
    'Since then customer 98178 has id 50 "a" (jira) in folder 4001, which this request or somebody else has made. If it ' +
    "is to be managed here, set adoptConnectionId to its id; else give this connection another name.";

  test("when the refusal may be about the name", async () => {
    const { emulator, stack, hold, up } = await refusedBeside("Name has already been taken");
    hold.release();
    const text = await up;
    expect(text).toContain("422 Name has already been taken");
    expect(text).toContain(REMEDY);
    expect(stack.saved.size).toBe(0);
    await stack.up({});
    expect(emulator.connection(50)).toBeDefined();
  });

  test("when it was made before we began, although no list had shown it", async () => {
    const { stack, hold, up } = await refusedBeside(
      "Authentication failed",
      new Date(Date.now() - 30_000).toISOString(),
    );
    hold.release();
    expect(await up).toContain(REMEDY);
    expect(stack.saved.size).toBe(0);
  });

  test("when there are several", async () => {
    const { emulator, stack, hold, up } = await refusedBeside("Authentication failed");
    emulator.addConnection("98178", { id: 51, name: "a", provider: "jira" });
    hold.release();
    expect(await up).toMatch(
      /customer 98178 has 2 connections like this one: id 50 "a".*; id 51 "a".* Say which one is meant with adoptConnectionId/,
    );
    expect(stack.saved.size).toBe(0);
  });

  test("when another resource of the stack has made it: that is not even a doubt", async () => {
    const { emulator, stack } = await startBench({ behaviour: { refusedCredentials: "4xx" } });
    const text = await errorOf(
      stack.up({ a: jira({ name: "same" }), b: jira({ name: "same", managedUserId: "EA2300", input: WRONG }) }),
    );
    expect(text).toContain("400 Authentication failed");
    expect(text).not.toContain("Since then");
    expect([...stack.saved.keys()]).toEqual(["a"]);
    expect(emulator.connections()).toHaveLength(1);
  });
});

test("a refused request that waited claims nothing that was made while it waited", async () => {
  const { emulator, stack } = await startBench();
  // By the server's clock: sent half a minute after we looked, because of the queue.
  const date = new Date(Date.now() + 30_000).toUTCString();
  emulator.failNext({ method: "POST", status: 422, body: { message: "Invalid credentials" }, headers: { date } });
  const hold = emulator.hold({ method: "POST" });
  const up = errorOf(stack.up({ a: jira() }));
  await hold.waitForArrival();
  emulator.addConnection("98178", { id: 50, name: "a", provider: "jira", authorizationStatus: "failed" });
  hold.release();
  expect(await up).toContain("which this request or somebody else has made");
  await stack.destroy();
  expect(emulator.connection(50)).toBeDefined();
});

test("a refused request claims nothing that is only nearly what it asked for", async () => {
  const { emulator, stack } = await startBench();
  emulator.failNext({ method: "POST", status: 422, body: { message: "Invalid credentials" } });
  const hold = emulator.hold({ method: "POST" });
  const up = errorOf(stack.up({ a: jira({ name: "ACME" }) }));
  await hold.waitForArrival();
  emulator.addConnection("98178", { id: 50, name: "acme", provider: "jira", authorizationStatus: "failed" });
  hold.release();
  expect(await up).toContain("which this request or somebody else has made");
  expect(stack.saved.size).toBe(0);
});

test("a POST that is refused gives no claim: another resource makes the connection in the same process", async () => {
  const { emulator, stack } = await startBench();
  emulator.failNext({ ...POST, status: 403 });
  const process = stack.startProcess();
  await errorOf(stack.up({ a: jira() }, { process }));
  await stack.up({ a: jira() }, { process });
  expect(emulator.connections()).toHaveLength(1);
});

describe("a refused POST claims nothing that may be somebody else's", () => {
  /** A person makes a connection of the same name after we looked, and before our POST arrives. */
  async function besideAPerson(
    args: Record<string, unknown>,
    seed: Parameters<typeof bare>[0] = {},
    secondsBefore = 0,
  ) {
    const bench = await startBench();
    const { emulator, stack } = bench;
    const date = new Date(Date.now() + secondsBefore * 1000).toUTCString();
    emulator.failNext({ method: "GET", headers: { date }, times: 1000 });
    const hold = emulator.hold(POST);
    const up = errorOf(stack.up({ a: bare(args) }));
    await hold.waitForArrival();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira", ...seed });
    return { ...bench, refused: () => (hold.release(), up) };
  }

  /** Nothing is in state, so nothing of the person's is deleted. */
  async function expectUntouched({ emulator, stack }: Awaited<ReturnType<typeof besideAPerson>>): Promise<void> {
    expect(stack.saved.size).toBe(0);
    await stack.destroy();
    expect(emulator.connection(36)).toMatchObject({ name: "a" });
  }

  test("name has already been taken: an error with the id and adoptConnectionId, and destroy deletes nothing", async () => {
    const bench = await besideAPerson({});
    bench.emulator.behaviour.uniqueNames = true;
    const text = await bench.refused();
    expect(text).toContain("has already been taken");
    expect(text).toMatch(/id 36 "a".*adoptConnectionId/s);
    await expectUntouched(bench);
    await bench.stack.up({ a: bare({ adoptConnectionId: 36 }) });
    expect(bench.stack.of().id).toBe("98178/36");
  });

  test.each([
    ["a title", { errors: [{ code: "taken", title: "Name is already in use" }] }],
    ["a message", { message: "A connection with this name already exists" }],
    ["success: false", { success: false, message: "Duplicate connection name" }],
  ])("the same, said as %s", async (_title, body) => {
    const bench = await besideAPerson({ input: GOOD });
    bench.emulator.failNext({ ...POST, status: "success" in body ? 200 : 422, body });
    expect(await bench.refused()).toMatch(/id 36 "a".*adoptConnectionId/s);
    await expectUntouched(bench);
  });

  test.each([
    ["has no credentials that could have been refused", {}],
    ["is authorized, which ours cannot be", { input: GOOD }],
  ])("any other refusal, and the connection %s: the same", async (_title, args) => {
    const bench = await besideAPerson(args);
    bench.emulator.failNext({ ...POST, status: 422, body: { message: "Validation failed" } });
    expect(await bench.refused()).toMatch(/id 36 "a".*adoptConnectionId/s);
    await expectUntouched(bench);
  });

  test("a field that is not the credentials is refused: the same", async () => {
    const bench = await besideAPerson({ input: GOOD }, { authorizationStatus: null });
    const errors = { shell_connection: ["must be true, this application is authorized by a person"] };
    bench.emulator.failNext({ ...POST, status: 400, body: { message: "Validation failed", errors } });
    expect(await bench.refused()).toMatch(/id 36 "a".*adoptConnectionId/s);
    await expectUntouched(bench);
  });

  test.each<[string, number, readonly number[]]>([
    ["was made before we began", 30, []],
    ["is one of several", 0, [37]],
  ])("credentials are refused, and the connection %s: the same", async (_title, secondsBefore, others) => {
    const bench = await besideAPerson({ input: GOOD }, { authorizationStatus: "failed" }, secondsBefore);
    for (const id of others) {
      bench.emulator.addConnection("98178", { id, name: "a", provider: "jira", authorizationStatus: "failed" });
    }
    bench.emulator.failNext({
      ...POST,
      headers: { date: new Date(Date.now() + secondsBefore * 1000).toUTCString() },
      status: 422,
      body: { message: "Invalid credentials", errors: { input: ["bad"] } },
    });
    expect(await bench.refused()).toMatch(/id 36 "a".*adoptConnectionId/s);
    await expectUntouched(bench);
  });

  test("credentials are refused, and the connection is new, alone and failed: it is ours", async () => {
    const bench = await besideAPerson({ input: GOOD }, { authorizationStatus: "failed" });
    bench.emulator.failNext({
      ...POST,
      status: 422,
      body: { message: "Invalid credentials", errors: { input: ["bad"] } },
    });
    expect(await bench.refused()).toContain('connection 36 "a" exists, but its credentials were refused');
    expect(bench.stack.of().id).toBe("98178/36");
  });
});
