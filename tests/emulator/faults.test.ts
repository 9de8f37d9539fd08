import { startEmulator, type Emulator } from "../../emulator";
import { send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";
const JIRA = { name: "Jira", provider: "jira" };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const create = () => send(emulator, "POST", CONNECTIONS, JIRA);
const list = () => send(emulator, "GET", CONNECTIONS);
const created = (): number => emulator.connections(98178).length;

describe("failNext with status", () => {
  it("answers it once, without the work, and the truth again afterwards", async () => {
    const fault = emulator.failNext({ status: 500 });
    expect(fault).toMatchObject({ hits: 0, remaining: 1 });
    const { status, body } = await create();
    expect(status).toBe(500);
    expect(body).toEqual({ message: "Server error", id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown });
    expect(created()).toBe(0);
    expect(emulator.requests[0]).toMatchObject({ status: 500, fault: "status 500", executed: false, body: JIRA });
    expect(fault).toMatchObject({ hits: 1, remaining: 0 });
    expect((await create()).status).toBe(200);
  });

  it("and execute does the work all the same", async () => {
    emulator.failNext({ status: 503, execute: true });
    expect((await create()).status).toBe(503);
    expect(created()).toBe(1);
    expect(emulator.requests[0]!.executed).toBe(true);
  });

  it("and headers and body answers those; a string goes out as it is", async () => {
    emulator.failNext({ status: 429, headers: { "Retry-After": "7" }, body: { message: "slow down" } });
    const limited = await create();
    expect(limited).toMatchObject({ status: 429, body: { message: "slow down" } });
    expect(limited.headers.get("retry-after")).toBe("7");
    expect(emulator.rateLimited).toBe(0);

    emulator.failNext({ status: 502, body: "<html>" });
    const page = await fetch(emulator.url + CONNECTIONS);
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect(await page.text()).toBe("<html>");
  });

  it("hits the method and path that it names only: the end of the path, or a RegExp over path and query", async () => {
    const removal = emulator.failNext({ method: "DELETE", path: "/connections/1", status: 500 });
    const forced = emulator.failNext({ path: /force=true$/g, status: 500, times: 2 });
    expect((await list()).status).toBe(200);
    expect((await send(emulator, "DELETE", `${CONNECTIONS}/11`)).status).toBe(404);
    expect((await send(emulator, "DELETE", `${CONNECTIONS}/1`)).status).toBe(500);
    expect((await send(emulator, "POST", `${CONNECTIONS}/1/disconnect?force=true`)).status).toBe(500);
    expect((await send(emulator, "POST", `${CONNECTIONS}/1/disconnect?force=true`)).status).toBe(500);
    expect((await send(emulator, "POST", `${CONNECTIONS}/1/disconnect?force=true`)).status).toBe(404);
    expect([removal.hits, forced.hits]).toEqual([1, 2]);
  });

  it("and times, skip and every hits exactly those requests", async () => {
    const statuses = async (count: number): Promise<number[]> => {
      const seen: number[] = [];
      for (let i = 0; i < count; i += 1) seen.push((await list()).status);
      return seen;
    };
    emulator.failNext({ status: 500, times: 2, skip: 1 });
    expect(await statuses(4)).toEqual([200, 500, 500, 200]);
    const third = emulator.failNext({ status: 500, every: 3 });
    expect(await statuses(7)).toEqual([200, 200, 500, 200, 200, 500, 200]);
    third.cancel();
    expect(await statuses(3)).toEqual([200, 200, 200]);
  });

  it("armed twice fires in the order of arming", async () => {
    emulator.failNext({ status: 500 });
    emulator.failNext({ status: 502 });
    expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([500, 502, 200]);
  });
});

describe("failNext without status", () => {
  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("and cut %s the work ends the connection with %i created", async (cut, count) => {
    emulator.failNext({ cut });
    await expect(create()).rejects.toThrow("fetch failed");
    expect(created()).toBe(count);
    expect(emulator.requests[0]).toMatchObject({
      status: undefined,
      fault: `cut ${cut}`,
      executed: count === 1,
      finished: true,
    });
  });

  it("and truncateAt sends the headers of the whole answer and a part of its body", async () => {
    emulator.failNext({ truncateAt: 5 });
    const response = await fetch(emulator.url + CONNECTIONS, { headers: { authorization: "Bearer test-token" } });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBe('{"result":[]}'.length);
    await expect(response.text()).rejects.toThrow("terminated");
    expect(emulator.requests[0]).toMatchObject({ status: 200, fault: "truncated at 5" });
  });

  it("and body does the work and answers something else", async () => {
    emulator.failNext({ body: "" });
    const response = await fetch(emulator.url + CONNECTIONS, {
      method: "POST",
      headers: { authorization: "Bearer test-token" },
      body: JSON.stringify(JIRA),
    });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(created()).toBe(1);
  });

  it("and delayMs or slowBodyMs answers the truth, no sooner", async () => {
    for (const fault of [{ delayMs: 50 }, { slowBodyMs: 50 }]) {
      emulator.failNext(fault);
      const start = performance.now();
      expect((await list()).body).toEqual({ result: [] });
      // Timers may fire up to a millisecond early.
      expect(performance.now() - start).toBeGreaterThanOrEqual(49);
    }
  });

  it.each([
    [false, 0],
    [true, 1],
  ])("and hang never answers; with execute %s it has created %i", async (execute, count) => {
    emulator.failNext({ hang: true, execute });
    const giveUp = new AbortController();
    const request = fetch(emulator.url + CONNECTIONS, {
      method: "POST",
      headers: { authorization: "Bearer test-token" },
      body: JSON.stringify(JIRA),
      signal: giveUp.signal,
    });
    const entry = await emulator.waitForRequest({ method: "POST" });
    giveUp.abort();
    await expect(request).rejects.toThrow("abort");
    expect(await emulator.waitForRequest({ method: "POST" }, 1, { finished: true })).toBe(entry);
    expect(entry).toMatchObject({ status: undefined, fault: "hang", executed: execute });
    expect(created()).toBe(count);
  });
});

describe("hold", () => {
  it("stops requests before the work until they are released", async () => {
    const hold = emulator.hold({ method: "POST", path: "/connections" });
    const requests = [create(), create()];
    expect(await hold.waitForArrival(2)).toMatchObject({ method: "POST", status: undefined, executed: false });
    expect(hold.held).toBe(2);
    expect(created()).toBe(0);
    expect((await list()).status).toBe(200);
    hold.release();
    expect((await Promise.all(requests)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await create()).status).toBe(200);
    expect(hold.held).toBe(2);
  });

  it("with phase after stops them when the work is done", async () => {
    const hold = emulator.hold({ phase: "after" });
    const request = create();
    expect(await hold.waitForArrival()).toMatchObject({ executed: true, finished: false });
    expect(created()).toBe(1);
    hold.release();
    expect((await request).status).toBe(200);
  });
});
