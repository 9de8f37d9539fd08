import { bare, errorOf, GOOD, jira, startBench, writes } from "./support/bench";

const POST = { method: "POST", path: "/connections" };

describe("clocks that differ: one cut POST, one connection", () => {
  test.each([
    ["the gateway's, 4 s ahead of the application's", 4],
    ["the gateway's, 45 s ahead of the application's", 45],
    ["the gateway's, 45 s behind the application's", -45],
  ])("%s", async (_title, seconds) => {
    const { emulator, stack } = await startBench();
    const date = new Date(Date.now() + seconds * 1000).toUTCString();
    emulator.failNext({ ...POST, cut: "after" });
    emulator.failNext({ method: "GET", headers: { date }, times: 1000 });
    await stack.up({ a: jira() });
    expect(writes(emulator)).toEqual([
      expect.stringMatching(/^POST /),
      expect.stringMatching(/^PUT 98178\/connections\/1001 /),
    ]);
    expect(emulator.connections().map(({ id }) => `98178/${id}`)).toEqual([stack.of().id]);
  });

  test("the whole server's, an hour off ours", async () => {
    const { emulator, stack } = await startBench({ behaviour: { clockSkewMs: -3_600_000 } });
    emulator.failNext({ ...POST, cut: "after" });
    await stack.up({ a: jira() });
    expect(emulator.connections()).toHaveLength(1);
  });

  test("the whole server's, ten minutes behind ours, and the create is the first to ask it anything", async () => {
    const { emulator, stack } = await startBench({ behaviour: { clockSkewMs: -600_000 } });
    emulator.failNext({ ...POST, cut: "after" });
    await stack.up({ a: jira({ onExisting: "create" }) });
    expect(emulator.connections()).toHaveLength(1);
  });
});

describe("how long a lost create is looked for", () => {
  test.each([
    ["a 504", { status: 504, execute: true }],
    ["a cut connection", { cut: "after" as const }],
  ])("does not hang on quotaWindowSeconds: after %s it is found late, and not sent twice", async (_title, fault) => {
    const config = { quotaWindowSeconds: "0.06", settleTimeoutSeconds: "5" };
    const { emulator, stack } = await startBench({ config, behaviour: { listLag: 2 } });
    emulator.failNext({ ...POST, ...fault });
    emulator.failNext({ method: "GET", delayMs: 100, times: 100 });
    await stack.up({ a: jira() });
    expect(writes(emulator)).toEqual([
      expect.stringMatching(/^POST /),
      expect.stringMatching(/^PUT 98178\/connections\/1001 /),
    ]);
    expect(emulator.connections().map(({ id }) => `98178/${id}`)).toEqual([stack.of().id]);
  });
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
