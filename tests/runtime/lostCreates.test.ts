import type { ConnectionSeed, Fault } from "../../emulator";
import { bare, type Bench, type BenchOptions, errorOf, GOOD, jira, startBench, writes, WRONG } from "./support/bench";
import type { Values } from "../support/engineModel";
import { expectAgreement, expectQuiet, puts } from "./support/requests";
import type { Declaration } from "./support/stack";

const POST = { method: "POST", path: "/connections" };

/** What the POST asked for, in the fields of a PUT. */
function wholeBody({ emulator }: Bench): Values {
  const { provider: _provider, ...fields } = emulator.requestsOf("POST", "/connections")[0]!.body as Values;
  return fields;
}

/** `up` of a new connection whose POST is lost before the work, while a person makes the same one. */
async function besideAPerson(
  a: Declaration,
  seed: Partial<ConnectionSeed> = {},
  fault: Fault = { cut: "before" },
  options: BenchOptions = {},
): Promise<Bench & { up: Promise<unknown> }> {
  const bench = await startBench(options);
  const { emulator, stack } = bench;
  const hold = emulator.hold(POST);
  emulator.failNext({ ...POST, ...fault });
  const up = stack.up({ a });
  up.catch(() => undefined);
  await hold.waitForArrival();
  const { provider, name = "a" } = a.args as { provider: string; name?: string };
  emulator.addConnection("98178", { id: 50, name, provider, input: { apitoken: "a person's" }, ...seed });
  hold.release();
  return { ...bench, up };
}

describe("what is found after a lost create gets our whole body, by one PUT", () => {
  const programs: [string, Values][] = [
    ["credentials", {}],
    ["every field", { folderId: 4001, externalId: "u1", name: "n" }],
    ["no credentials", { input: undefined, folderId: 4001 }],
    ["a shell", { shellConnection: true }],
    ["expressly no shell", { shellConnection: false }],
  ];
  const faults: [string, Fault][] = [
    ["cut", { cut: "before" }],
    ["a 500", { status: 500 }],
    ["a gateway's page", { status: 502, body: "<html></html>" }],
    ["an empty answer", { status: 200, body: "" }],
  ];
  test.each(programs.flatMap(([what, args]) => faults.map(([how, fault]) => [what, how, args, fault] as const)))(
    "%s (%s before the work), and a person has made it",
    async (_what, _how, args, fault) => {
      const a = jira(args);
      const { externalId } = args as { externalId?: string };
      const seed = { authorizationStatus: null, ...(externalId === undefined ? {} : { externalId }) };
      const bench = await besideAPerson(a, seed, fault);
      const { emulator, stack, up } = bench;
      await up;
      expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
      const { shell_connection: isShell, ...body } = wholeBody(bench);
      expect(puts(emulator)).toHaveLength(1);
      expect(puts(emulator)[0]).toMatchObject(isShell === true ? { ...body, shell_connection: true } : body);
      expect(stack.of().id).toBe("98178/50");
      expectAgreement(emulator, stack);
      await expectQuiet(bench, a);
    },
  );

  test.each<[string, Partial<ConnectionSeed>]>([
    ["works", { authorizationStatus: "success" }],
    ["failed", { authorizationStatus: "failed" }],
    ["is new", { authorizationStatus: null }],
  ])("a person's that %s: ours are tested, and the authorization is ours", async (_title, seed) => {
    const { emulator, stack, up } = await besideAPerson(jira(), seed);
    await up;
    const { authorizedAt } = emulator.connection(50)!;
    expect(emulator.connection(50)).toMatchObject({ receivedInput: GOOD, authorizedBy: "api" });
    expect(stack.outputs()).toMatchObject({ input: GOOD, authorizedAt, ourAuthorizedAt: authorizedAt });
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test.each([
    ["error", {}],
    ["warn", { onAuthorizationFailure: "warn" }],
  ])("ours are refused, with %s: in state with the id, as refused", async (policy, args) => {
    const bench = await besideAPerson(jira({ ...args, input: WRONG }), { authorizationStatus: "success" });
    const { emulator, stack, up } = bench;
    if (policy === "error") await expect(up).rejects.toThrow("refused");
    else await up;
    expect(stack.of().id).toBe("98178/50");
    expect(stack.outputs()).toMatchObject({ credentials: "refused", input: WRONG });
    await stack.up({ a: jira(args) });
    expect(emulator.connection(50)).toMatchObject({ receivedInput: GOOD, authorizationStatus: "success" });
  });

  test.each<[string, Fault]>([
    ["cut after the work", { cut: "after" }],
    ["a 500 after the work", { status: 500, execute: true }],
    ["an answer without an id", { body: { result: null } }],
  ])("ours, %s: one connection, and it is quiet afterwards", async (_title, fault) => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.failNext({ ...POST, ...fault });
    const a = jira({ folderId: 4001 });
    await stack.up({ a });
    expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
    expect(puts(emulator)).toHaveLength(1);
    expect(puts(emulator)[0]).toMatchObject(wholeBody(bench));
    expectAgreement(emulator, stack);
    const { authorizedAt } = emulator.connection(1001)!;
    expect(stack.outputs()).toMatchObject({ authorizedAt, ourAuthorizedAt: authorizedAt });
    await expectQuiet(bench, a);
  });

  test("what a person made nearly so becomes what the program says", async () => {
    const { emulator, stack, up } = await besideAPerson(bare({ name: "ACME Jira", folderId: 77 }), {
      name: "Acme  jira",
      folderId: 4001,
    });
    await up;
    expect(stack.of().id).toBe("98178/50");
    expect(emulator.connection(50)).toMatchObject({ name: "ACME Jira", folderId: 77 });
    expect(await stack.up({ a: bare({ name: "ACME Jira", folderId: 77 }) })).toEqual({ a: "same" });
  });

  test("to be disconnected: it gets no credentials, and is disconnected", async () => {
    const a = jira({ disconnected: true });
    const bench = await besideAPerson(a, { authorizationStatus: "success" });
    const { emulator, stack, up } = bench;
    await up;
    expect(puts(emulator).filter((body) => "input" in (body as object))).toEqual([]);
    expect(emulator.connection(50)).toMatchObject({ authorizationStatus: null });
    await expectQuiet(bench, a);
    await stack.up({ a: jira() });
    expect(emulator.connection(50)).toMatchObject({ receivedInput: GOOD, authorizationStatus: "success" });
  });
});

describe("the PUT after a lost create", () => {
  test.each<[string, Fault]>([
    ["that the token may not send", { status: 403 }],
    [
      "that is refused for a field",
      { status: 422, body: { message: "Validation failed", errors: { folder_id: ["no"] } } },
    ],
    ["of which nothing is known, done", { cut: "after", times: 10_000 }],
    ["of which nothing is known, not done", { cut: "before", times: 10_000 }],
  ])("%s leaves the id in state, and the next up sends all of it", async (_title, fault) => {
    const bench = await startBench({ config: { retryTimeoutSeconds: "0.6" } });
    const { emulator, stack } = bench;
    emulator.failNext({ ...POST, cut: "after" });
    const armed = emulator.failNext({ method: "PUT", ...fault });
    await errorOf(stack.up({ a: jira({ folderId: 4001 }) }));
    armed.cancel();
    expect(stack.of().id).toBe("98178/1001");
    emulator.clearRequests();
    const a = jira({ folderId: 4001 });
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expect(puts(emulator)[0]).toMatchObject({ input: GOOD });
    expectAgreement(emulator, stack);
    await expectQuiet(bench, a);
  });

  test("meets a connection that is gone meanwhile: nothing is in state that is not there", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after" });
    const hold = emulator.hold({ method: "PUT" });
    const up = stack.up({ a: jira() });
    const over = up.catch(() => undefined);
    await Promise.race([hold.waitForArrival(), over]);
    emulator.remove(1001);
    hold.release();
    await over;
    await stack.up({ a: jira() }, { refresh: true });
    expectAgreement(emulator, stack);
    expect(emulator.connections()).toHaveLength(1);
  });
});

describe("a lost create and a list that is behind", () => {
  test.each([100, 300])("%d ms: one connection", async (listLagMs) => {
    const { emulator, stack } = await startBench({ behaviour: { listLagMs } });
    emulator.failNext({ ...POST, cut: "after" });
    await stack.up({ a: jira() });
    expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
    expectAgreement(emulator, stack);
  });

  test("and once empty: one connection", async () => {
    const { emulator, stack } = await startBench();
    const hold = emulator.hold(POST);
    emulator.failNext({ ...POST, cut: "after" });
    const up = stack.up({ a: jira() });
    await hold.waitForArrival();
    emulator.behaviour.emptyLists = 1;
    hold.release();
    await up;
    expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
    expectAgreement(emulator, stack);
  });

  test("each of many gets one PUT, and one connection", async () => {
    const { emulator, stack } = await startBench({ behaviour: { listLagMs: 200 } });
    emulator.failNext({ ...POST, cut: "after", every: 2 });
    const names = Array.from({ length: 8 }, (_, index) => `c${index}`);
    await stack.up(Object.fromEntries(names.map((name) => [name, jira()])));
    expectAgreement(emulator, stack);
    expect(emulator.connections()).toHaveLength(8);
    expect(puts(emulator)).toHaveLength(4);
  });
});

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
