import type { Fault } from "../../emulator";
import { errorOf, jira, startBench, writes, WRONG } from "./support/bench";

const QUICK_GIVE_UP = { requestTimeoutSeconds: "0.15", retryTimeoutSeconds: "5" };
const POST = { method: "POST", path: "/connections" };

/** What can happen to a POST so that nobody knows whether it was done; each with and without the work. */
const UNCERTAIN: [string, Fault][] = [
  ["cut before the work", { cut: "before" }],
  ["cut after the work", { cut: "after" }],
  ["500 of the API, nothing done", { status: 500 }],
  ["500 of the API, done", { status: 500, execute: true }],
  ["502 page, nothing done", { status: 502, body: "<html><title>Bad gateway</title></html>" }],
  ["502 page, done", { status: 502, body: "<html></html>", execute: true }],
  ["time-out, nothing done", { hang: true }],
  ["time-out, done", { hang: true, execute: true }],
  ["empty 200, nothing done", { status: 200, body: "" }],
  ["empty 200, done", { body: "" }],
  ["200 page, done", { body: "<html>login</html>" }],
  ["200 without an id, done", { body: { result: null } }],
  ["cut off JSON, done", { truncateAt: 20 }],
];

describe("an unknown outcome is settled by listing", () => {
  test.each(UNCERTAIN)("%s: exactly one connection, and it is in state", async (_title, fault) => {
    const { emulator, stack } = await startBench({ config: QUICK_GIVE_UP });
    emulator.failNext({ ...POST, ...fault });
    await stack.up({ a: jira() });
    expect(emulator.connections().map(({ id }) => `98178/${id}`)).toEqual([stack.of().id]);
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("by one look with the provider, when that shows it", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after" });
    await stack.up({ a: jira() });
    const looks = emulator.requestsOf("GET").map(({ query }) => query.get("provider"));
    expect(looks).toEqual([null, "jira"]);
  });

  test("among many creates at once, half of them with the same name: one connection each", async () => {
    const { emulator, stack } = await startBench({ config: QUICK_GIVE_UP });
    emulator.failNext({ ...POST, cut: "after", every: 3 });
    const names = Array.from({ length: 12 }, (_, i) => `c${i}`);
    const program = Object.fromEntries(names.map((n, i) => [n, jira(i % 2 === 0 ? { name: "same" } : {})]));
    await stack.up(program);
    const ids = [...stack.saved.values()].map(({ id }) => id);
    expect(new Set(ids).size).toBe(12);
    expect(emulator.connections()).toHaveLength(12);
    for (const [name, { id }] of stack.saved) {
      expect(emulator.connection(id.split("/")[1]!)?.name).toBe(program[name]?.args.name ?? name);
    }
  });

  test("of two with the same name, both cut after the work: one connection each", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after", times: 2 });
    await stack.up({ a: jira({ name: "same" }), b: jira({ name: "same" }) });
    expect(new Set([...stack.saved.values()].map(({ id }) => id)).size).toBe(2);
    expect(emulator.connections()).toHaveLength(2);
  });

  test("what another create of the process made is not ours, also where the customer has two ids", async () => {
    const { emulator, stack } = await startBench();
    const byExternalId = { method: "POST", path: /EA2300\/connections/ };
    const hold = emulator.hold(byExternalId);
    emulator.failNext({ ...byExternalId, cut: "before" });
    const up = stack.up({ a: jira({ name: "same" }), b: jira({ name: "same", managedUserId: "EA2300" }) });
    await emulator.waitForRequest(byExternalId);
    await emulator.waitForRequest({ method: "POST", path: /98178\/connections/ }, 1, { finished: true });
    // The answer that was sent has to arrive, too.
    await emulator.waitForRequest({ method: "POST" }, 2);
    await fetch(`${emulator.url}/`);
    hold.release();
    await up;
    expect(new Set([...stack.saved.values()].map(({ id }) => id.split("/")[1])).size).toBe(2);
    expect(emulator.connections()).toHaveLength(2);
  });

  test("one that could not be settled is seen by the next create of the same name, in the same process", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after" });
    emulator.failNext({ method: "GET", skip: 1, status: 403 });
    const text = await errorOf(stack.up({ a: jira({ name: "same" }), b: jira({ name: "same" }) }));
    expect(text).toContain("the list failed too");
    expect(text).toContain("already has this connection: id 1001");
    expect(emulator.connections()).toHaveLength(1);
  });

  test("what was there before is not ours, although it has the same name", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    emulator.failNext({ ...POST, cut: "before" });
    await stack.up({ a: jira({ onExisting: "create" }) });
    expect(stack.of().id).toBe("98178/1001");
    expect(emulator.connections()).toHaveLength(2);
  });

  test("the server's clock counts, however wrong it is", async () => {
    const { emulator, stack } = await startBench({ behaviour: { clockSkewMs: -86_400_000 } });
    emulator.failNext({ ...POST, cut: "after" });
    await stack.up({ a: jira() });
    expect(emulator.connections()).toHaveLength(1);
  });

  test("a list that lags behind is asked again", async () => {
    const config = { settleTimeoutSeconds: "2" };
    const { emulator, stack } = await startBench({ behaviour: { listLag: 2 }, config });
    emulator.failNext({ ...POST, cut: "after" });
    await stack.up({ a: jira() });
    expect(emulator.connections()).toHaveLength(1);
  });

  test.each<[string, Fault]>([
    ["cut", { cut: "before" }],
    ["504 of a gateway", { status: 504, body: "" }],
    ["408 of a gateway", { status: 408, body: "" }],
  ])("%s, after a long wait in the queue: what the API finishes later is still found", async (_title, fault) => {
    const config = { quotaWindowSeconds: "1", requestsPerMinute: "1", settleTimeoutSeconds: "1" };
    const { emulator, stack } = await startBench({ config });
    await stack.up({ first: jira() });
    const process = stack.startProcess();
    emulator.failNext({ ...POST, skip: 1, ...fault });
    // The second waits for the quota for as long as a whole settling takes.
    const up = stack.up({ first: jira(), x: jira(), a: jira({ name: "late" }) }, { process });
    await emulator.waitForRequest({ method: "POST", path: "/connections" }, 3, { finished: true });
    await emulator.waitForRequest({ method: "GET" }, 3, { finished: true });
    const { name } = emulator.requestsOf("POST")[2]!.body as { name: string };
    emulator.addConnection("98178", { name, provider: "jira" });
    await up;
    expect(emulator.connections()).toHaveLength(3);
    expect(emulator.requestsOf("POST")).toHaveLength(3);
  });

  test("refused credentials are seen in the list too", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after" });
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("its credentials were refused");
    expect(stack.of().id).toBe("98178/1001");
  });

  test("several new matches are an error that lists them, and none is sent again", async () => {
    const { emulator, stack } = await startBench();
    const hold = emulator.hold({ method: "POST" });
    emulator.failNext({ ...POST, cut: "after" });
    const up = errorOf(stack.up({ a: jira() }));
    await emulator.waitForRequest({ method: "POST" });
    emulator.addConnection("98178", { id: 50, name: "a", provider: "jira" });
    hold.release();
    expect(await up).toMatch(
      /POST .*\n?.*customer 98178 has 2 connections like this one: id 50 "a".*; id 1001 "a".*adoptConnectionId/s,
    );
    expect(writes(emulator)).toHaveLength(1);
  });

  test("when the list fails too, nothing is sent again, and the error says what the next up does", async () => {
    const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "0.3" } });
    emulator.failNext({ ...POST, cut: "after" });
    emulator.failNext({ method: "GET", skip: 1, status: 403, times: 100 });
    expect(await errorOf(stack.up({ a: jira() }))).toMatch(
      /connection broke.*Whether the connection was made is not known, because the list failed too: .*403.*it looks for the connection before it creates one/s,
    );
    expect(writes(emulator)).toHaveLength(1);
    emulator.failNext({ method: "GET", times: 0 });
  });

  test("the next up finds what an unsettled create left, and makes no twin", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, cut: "after" });
    emulator.failNext({ method: "GET", skip: 1, status: 403 });
    await errorOf(stack.up({ a: jira() }));
    expect(await errorOf(stack.up({ a: jira() }))).toContain("already has this connection: id 1001");
    await stack.up({ a: jira({ onExisting: "adopt" }) });
    expect(emulator.connections()).toHaveLength(1);
  });

  test("a server that never does it: the error says how often it was tried and that none was made", async () => {
    const { emulator, stack } = await startBench({ config: { retryTimeoutSeconds: "1.5" } });
    emulator.failNext({ ...POST, status: 500, times: 100 });
    expect(await errorOf(stack.up({ a: jira() }))).toMatch(
      /500 Server error.*The request was sent \d+ times in \d+ s and the list shows no such connection after any of them, so none was created\. Run `pulumi up` again\./s,
    );
    expect(emulator.requestsOf("POST").length).toBeGreaterThan(1);
    expect(stack.saved.size).toBe(0);
  });

  test("a server that does it at last: errors are tried more often than pages", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, status: 500, times: 4 });
    await stack.up({ a: jira() });
    expect(emulator.requestsOf("POST")).toHaveLength(5);
    expect(emulator.connections()).toHaveLength(1);
  });

  test("a page instead of an answer is tried a few times only", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, status: 200, body: "<html>login</html>", times: 100 });
    expect(await errorOf(stack.up({ a: jira() }))).toContain("The request was sent 4 times");
    expect(emulator.requestsOf("POST")).toHaveLength(4);
  });

  test("429 is not uncertain: the same request goes out again", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ ...POST, status: 429, headers: { "retry-after": "0.01" } });
    await stack.up({ a: jira() });
    expect(emulator.requestsOf("POST")).toHaveLength(2);
    expect(emulator.connections()).toHaveLength(1);
  });
});
