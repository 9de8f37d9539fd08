import type { Emulator } from "../../emulator";
import { bare, type Bench, errorOf, established, jira, lists, startBench, WRONG } from "./support/bench";
import { connectionsIn, expectAgreement } from "./support/requests";
import type { Declaration } from "./support/stack";

/** The next lists are as this one: behind what is written meanwhile. */
async function lag(emulator: Emulator, times: number): Promise<void> {
  const answer = await fetch(`${emulator.url}/api/managed_users/98178/connections?includes[]=tags`, {
    headers: { authorization: `Bearer ${emulator.token}` },
  });
  emulator.failNext({ ...LISTS, status: 200, body: await answer.json(), times });
  emulator.clearRequests();
}

const LISTS = { method: "GET", path: "/connections" };
const FORGET = /WORKATO_FORGET_CUSTOMERS=98178/;

const programOf = (count: number, args: object = {}): Record<string, Declaration> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, bare({ name: `C ${index}`, ...args })]));

const ids = (count: number): number[] => Array.from({ length: count }, (_, index) => 1001 + index);

describe("right after an up, while lists are behind, nothing is lost and nothing made twice", () => {
  const cases = [100, 300].flatMap((lag) => [1, 3].map((count) => [lag, count] as const));

  async function justMade(listLagMs: number, count: number): Promise<Bench> {
    const bench = await startBench({ behaviour: { listLagMs } });
    await bench.stack.up(programOf(count));
    bench.lines.length = 0;
    return bench;
  }

  test.each(cases)("%d ms behind, %d connections: up --refresh keeps them", async (lag, count) => {
    const { emulator, stack } = await justMade(lag, count);
    const steps = await stack.up(programOf(count), { refresh: true });
    expect(new Set(Object.values(steps))).toEqual(new Set(["same"]));
    expect(connectionsIn(stack)).toEqual(ids(count));
    expectAgreement(emulator, stack);
  });

  test.each(cases)("%d ms behind, %d connections: up --refresh in one process, too", async (lag, count) => {
    const { emulator, stack } = await justMade(lag, count);
    const process = stack.startProcess();
    await stack.refresh({ process });
    await stack.up(programOf(count, { onExisting: "create" }), { process });
    expect(connectionsIn(stack)).toEqual(ids(count));
    expectAgreement(emulator, stack);
  });

  test.each(cases)("%d ms behind, %d connections: a refresh keeps them in state", async (lag, count) => {
    const { stack } = await justMade(lag, count);
    await stack.refresh();
    expect(connectionsIn(stack)).toEqual(ids(count));
  });

  test.each(cases)("%d ms behind, %d connections: destroy --refresh deletes them", async (lag, count) => {
    const { emulator, stack } = await justMade(lag, count);
    await stack.destroy({ refresh: true });
    expect(emulator.connections()).toEqual([]);
    expect(stack.saved.size).toBe(0);
  });

  test("a destroy in the same process as the refresh of a new one deletes it", async () => {
    const { emulator, stack } = await justMade(300, 1);
    const process = stack.startProcess();
    await stack.refresh({ process });
    await stack.up({}, { process });
    expect(emulator.connections()).toEqual([]);
  });

  test("a new one beside older ones is waited for", async () => {
    const { emulator, stack } = await startBench();
    await stack.up(programOf(2));
    emulator.behaviour.listLagMs = 300;
    for (const id of ids(2)) emulator.edit(id, { createdAt: "2026-01-01T00:00:00.000Z" });
    await stack.up(programOf(3));
    await stack.refresh();
    expect(connectionsIn(stack)).toEqual(ids(3));
  });
});

describe("gone is proved by two looks that are apart", () => {
  test("the second with its connector and runtime connections; one wait for all of a customer", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ ...programOf(3), stays: bare() });
    for (const id of ids(3)) emulator.remove(id);
    emulator.clearRequests();
    await stack.refresh();
    expect([...stack.saved.keys()]).toEqual(["stays"]);
    const looks = emulator.requestsOf("GET", "/connections");
    expect(looks).toHaveLength(2);
    expect(looks[0]!.query.get("provider")).toBeNull();
    expect(looks[1]!.query.get("provider")).toBe("jira");
    expect(looks[1]!.query.get("include_runtime_connections")).toBe("true");
    // What a process does between them takes a moment, too.
    expect(looks[1]!.at - looks[0]!.at).toBeGreaterThanOrEqual(390);
  });

  test("says that it waits: one line for all of a customer, beside those of what is gone", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: bare(), b: bare(), c: bare() });
    for (const id of [1001, 1002]) emulator.remove(id);
    lines.length = 0;
    await stack.refresh();
    const said = lines.filter((line) => line.includes("98178") && !/100[12]/.test(line));
    expect(said).toHaveLength(1);
  });

  test("being there needs one look, and no wait", async () => {
    const { emulator, stack, lines } = await startBench({ config: { settleTimeoutSeconds: "40" } });
    await stack.up(programOf(3));
    lines.length = 0;
    emulator.clearRequests();
    await stack.refresh();
    expect(lists(emulator)).toBe(1);
    expect(lines).toEqual([]);
  });

  test("a second look that fails is an error, and nothing is lost", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare(), b: bare() }, { sequential: true });
    emulator.remove(1001);
    emulator.failNext({ ...LISTS, skip: 1, status: 403 });
    expect(await errorOf(stack.refresh())).toContain("403");
    expect(stack.saved.size).toBe(2);
    await stack.refresh();
    expect([...stack.saved.keys()]).toEqual(["b"]);
  });

  test("one that is younger than the time to settle is looked for until it is not, or shows", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare(), b: bare() }, { sequential: true });
    const old = "2026-01-01T00:00:00.000Z";
    emulator.edit(1002, { createdAt: old });
    // The server's clock is known to a second: by it, this one is too young for a second and more.
    const ahead = new Date(Date.now() + 3_000).toISOString();
    emulator.edit(1001, { createdAt: ahead });
    stack.saved.set("a", { ...stack.of("a"), outputs: { ...stack.of("a").outputs, createdAt: ahead } });
    const element = { id: 1002, name: "b", provider: "jira", created_at: old, updated_at: old };
    const fault = emulator.failNext({ ...LISTS, status: 200, body: { result: [element] }, times: 10_000 });
    const shows = setTimeout(fault.cancel.bind(fault), 500);
    await stack.refresh();
    clearTimeout(shows);
    expect([...stack.saved.keys()].sort()).toEqual(["a", "b"]);
  });
});

describe("lists that are empty once or twice", () => {
  test.each([
    [1, 1],
    [1, 3],
  ])("%d empty list, %d connections: nothing is lost", async (emptyLists, count) => {
    const { emulator, stack } = await startBench();
    await stack.up(programOf(count));
    emulator.behaviour.emptyLists = emptyLists;
    await stack.refresh();
    expect(connectionsIn(stack)).toEqual(ids(count));
  });

  test.each([2, 3])(
    "%d empty lists, several connections: an error with the way out, and nothing is lost",
    async (emptyLists) => {
      const { emulator, stack } = await startBench();
      await stack.up(programOf(3));
      emulator.behaviour.emptyLists = emptyLists;
      expect(await errorOf(stack.up(programOf(3), { refresh: true }))).toMatch(FORGET);
      emulator.behaviour.emptyLists = 0;
      expect(connectionsIn(stack)).toEqual(ids(3));
      await stack.up(programOf(3), { refresh: true });
      expectAgreement(emulator, stack);
      expect(emulator.connections()).toHaveLength(3);
    },
  );

  test.each(["error", "adopt"])("2 empty lists, one connection, onExisting %s: no twin", async (onExisting) => {
    for (const isOneProcess of [false, true]) {
      const { emulator, stack } = await startBench();
      await stack.up(programOf(1, { onExisting }));
      emulator.behaviour.emptyLists = 2;
      const process = isOneProcess ? stack.startProcess() : undefined;
      await stack.refresh({ process });
      emulator.behaviour.emptyLists = 0;
      // The list that has just proved that it is gone decides nothing: a fresh one shows it.
      await stack.up(programOf(1, { onExisting }), { process }).catch(() => undefined);
      expect(emulator.connections()).toHaveLength(1);
    }
  });

  test("what a person removed is made again in the process that saw it", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare(), b: bare() }, { sequential: true });
    emulator.remove(1001);
    const process = stack.startProcess();
    await stack.refresh({ process });
    await stack.up({ a: bare(), b: bare() }, { process });
    expectAgreement(emulator, stack);
    expect(emulator.connections()).toHaveLength(2);
  });
});

describe("a create that waits for the quota looks again when its turn comes", () => {
  test.each<[string, object]>([
    ["error: refused with its id", {}],
    ["adopt: taken over", { onExisting: "adopt" }],
  ])("%s, where a person has made it meanwhile", async (_title, args) => {
    const config = { quotaWindowSeconds: "1", requestsPerMinute: "1" };
    const { emulator, stack } = await startBench({ config });
    let passedMs = 0;
    const [monotonic, wall] = [performance.now.bind(performance), Date.now.bind(Date)];
    jest.spyOn(performance, "now").mockImplementation(() => monotonic() + passedMs);
    jest.spyOn(Date, "now").mockImplementation(() => wall() + passedMs);
    const up = stack.up(programOf(2, args));
    up.catch(() => undefined);
    const first = await emulator.waitForRequest({ method: "POST" }, 1, { finished: true });
    const waiting = (first.body as { name: string }).name === "C 0" ? "C 1" : "C 0";
    emulator.addConnection("98178", { id: 50, name: waiting, provider: "jira" });
    // It has waited longer than a list counts.
    passedMs = 15_000;
    const result = await up.catch((error: unknown) => error as Error);
    expect(emulator.connections()).toHaveLength(2);
    expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
    if ("onExisting" in args) expectAgreement(emulator, stack);
    else expect(result).toMatchObject({ message: expect.stringMatching(/50.*adoptConnectionId/s) as string });
  });

  test("many of one customer still need one list, while it is fresh", async () => {
    const { emulator, stack } = await startBench();
    await stack.up(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`c${index}`, jira()])));
    expect(lists(emulator)).toBe(1);
    expect(emulator.requestsOf("POST", "/connections")).toHaveLength(30);
  });
});

describe("a list that is behind an answer that says little", () => {
  test("does not stand for credentials that were refused meanwhile", async () => {
    const { emulator, stack } = await established({}, { behaviour: { sparseAnswers: true } });
    await lag(emulator, 2);
    expect(await errorOf(stack.up({ a: jira({ name: "b", input: WRONG }) }))).toContain("its credentials were refused");
    expect(stack.outputs()).toMatchObject({ name: "b", authorizationStatus: "failed", credentials: "refused" });
  });

  test("does not take the name back that was sent", async () => {
    const { emulator, stack, lines } = await established({}, { behaviour: { sparseAnswers: true } });
    await lag(emulator, 2);
    await stack.up({ a: jira({ name: "b" }) });
    expect(lines).toEqual([]);
    expect(await stack.preview({ a: jira({ name: "b" }) })).toEqual({ a: "same" });
  });

  test("does not bring back what this process deleted, by whatever id of the customer", async () => {
    const { emulator, stack } = await established();
    const process = stack.startProcess({ previewLookups: "true" });
    await stack.preview({ b: bare({ managedUserId: "EA2300", name: "other" }) }, { process });
    await stack.up({}, { process });
    await stack.up({ a: jira({ managedUserId: "EA2300" }) }, { process });
    expect(emulator.connections()).toMatchObject([{ id: 1002 }]);
  });

  test("after a delete whose first answer was lost, a 404 is believed", async () => {
    const { emulator, stack } = await established();
    await lag(emulator, 5);
    emulator.failNext({ method: "DELETE", cut: "after" });
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
  });
});
