import { RetryBudget, WorkatoClient } from "../../provider/api";
import { bench, clientOptions, failureOf, keep, PROMISED, READS, WRITES } from "./support/harness";
import { cut, cutBody, drip, json, silent, startScriptedServer, text, type Step } from "./support/scriptedServer";

const CALLS = { ...READS, ...WRITES };
const IDEMPOTENT = (Object.keys(CALLS) as (keyof typeof CALLS)[]).filter((name) => name !== "create");
const ALL = Object.keys(CALLS) as (keyof typeof CALLS)[];

/** Faults after which nobody knows whether the request was executed, and the kind that they are. */
const UNCERTAIN: [string, Step, string][] = [
  ["a connection cut before the answer", cut, "network"],
  ["a head that is cut", (_response, socket) => socket.end("HTTP/1.1 200 O"), "network"],
  ["a 500", json(500, { message: "Server error" }), "server"],
  ["a 502 page", text(502, "<html><title>Bad gateway</title></html>"), "server"],
  ["a 503 that is cut", cutBody(503, "<html>"), "network"],
  ["a 504", text(504, ""), "server"],
  ["a 408", json(408, { message: "Timeout" }), "timeout"],
  ["no answer", silent, "timeout"],
  ["an endless body", drip, "timeout"],
];

describe.each(UNCERTAIN)("%s", (_title, step, kind) => {
  const isEndless = [silent, drip].includes(step);
  const options = isEndless ? { requestTimeoutSeconds: 0.15 } : {};

  test.each(IDEMPOTENT)("%s is sent again", async (name) => {
    const { client, server } = await bench([step, step, json(200, PROMISED[name])], options);
    await CALLS[name](client);
    // Of a busy machine also the good answer may come too late for such a short time-out.
    if (isEndless) expect(server.requests.length).toBeGreaterThanOrEqual(3);
    else expect(server.requests).toHaveLength(3);
  });

  test("a create is not: its outcome is unknown", async () => {
    const { client, server } = await bench([step, json(200, PROMISED.create)], options);
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind, outcome: "unknown", attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("429", () => {
  test.each(ALL)("%s is sent again after Retry-After", async (name) => {
    const { client, server } = await bench([json(429, {}, { "Retry-After": "0.2" }), json(200, PROMISED[name])]);
    await CALLS[name](client);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]!.atMs - server.requests[0]!.atMs).toBeGreaterThanOrEqual(199);
  });

  test("Retry-After as a date counts by the server's own clock", async () => {
    const headers = { Date: "Tue, 01 Jan 2030 00:00:00 GMT", "Retry-After": "Tue, 01 Jan 2030 00:00:01 GMT" };
    const { client, server } = await bench([json(429, {}, headers), json(200, PROMISED.list)]);
    await READS.list(client);
    expect(server.requests[1]!.atMs - server.requests[0]!.atMs).toBeGreaterThanOrEqual(999);
    expect(server.requests[1]!.atMs - server.requests[0]!.atMs).toBeLessThan(3000);
  });

  test.each([{}, { "Retry-After": "soon" }, { "Retry-After": "0" }])(
    "without a time to wait there is a pause: %j",
    async (headers) => {
      const { client, server } = await bench([text(429, "slow down", headers), json(200, PROMISED.list)]);
      await READS.list(client);
      expect(server.requests[1]!.atMs - server.requests[0]!.atMs).toBeGreaterThanOrEqual(249);
    },
  );

  test("stops everyone of the same quota, and only those; the one that met it goes first", async () => {
    const steps: Step[] = [
      json(429, {}, { "Retry-After": "0.4" }),
      (response, _socket, { url }) => {
        response.end(JSON.stringify(url.includes("oauth") ? PROMISED.assign : { id: 36, success: true }));
      },
    ];
    const { client, server } = await bench(steps);
    const first = client.updateConnection("1", "36", {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all([client.deleteConnection("1", "37"), WRITES.assign(client), first]);
    const [met, other, again, waited] = server.requests;
    expect([other!.url, again!.url, waited!.url]).toEqual([
      expect.stringContaining("oauth") as unknown,
      expect.stringMatching(/36$/) as unknown,
      expect.stringMatching(/37$/) as unknown,
    ]);
    expect(other!.atMs - met!.atMs).toBeLessThan(399);
    expect(again!.atMs - met!.atMs).toBeGreaterThanOrEqual(399);
    expect(waited!.atMs - met!.atMs).toBeGreaterThanOrEqual(399);
  });

  test("that asks for more than the budget ends at once, and stops nobody else", async () => {
    const steps = [json(429, { message: "Slow down" }, { "Retry-After": "3600" }), json(200, { success: true })];
    const { client, server } = await bench(steps);
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind: "rateLimited", outcome: "refused", attempts: 1, status: 429 });
    expect(error.hint).toContain("Workato asks to wait 3600 s");
    await WRITES.delete(client);
    expect(server.requests).toHaveLength(2);
  });

  test("until the budget ends: says how often and how long", async () => {
    const { client, server } = await bench([text(429, "", { "Retry-After": "0.3" })], { retryTimeoutSeconds: 1 });
    const error = await failureOf(WRITES.create(client));
    expect(error.attempts).toBe(4);
    expect(error.message).toContain("failed after 4 attempts in 1 s: 429 an empty answer");
    expect(server.requests).toHaveLength(4);
  });
});

describe("the budget", () => {
  test("a shared one counts the attempts of all calls and ends them all", async () => {
    const { client } = await bench([json(503, {}, { "Retry-After": "0.4" })], { retryTimeoutSeconds: 60 });
    const budget = new RetryBudget(1);
    await failureOf(client.listConnections("1", {}, { budget }));
    const spent = budget.attempts;
    expect(spent).toBe(3);
    await failureOf(client.listConnections("1", {}, { budget }));
    expect(budget.attempts).toBe(spent + 1);
  });

  test("the client's own one lasts as long as its options say", async () => {
    const { client } = await bench([json(200, [])], { retryTimeoutSeconds: 7 });
    expect(client.startBudget().remainingMs()).toBeGreaterThan(6900);
    expect(client.startBudget().remainingMs()).toBeLessThanOrEqual(7000);
  });

  test("waiting in our own queue does not count", async () => {
    const { client, server } = await bench(
      [json(200, { success: true }), json(500, {}), json(200, { success: true })],
      {
        requestsPerMinute: 1,
        quotaWindowSeconds: 0.6,
        retryTimeoutSeconds: 0.5,
      },
    );
    await Promise.all([WRITES.delete(client), WRITES.delete(client), WRITES.delete(client)]);
    expect(server.requests).toHaveLength(4);
  });

  test("remaining and elapsed time, with what is excluded", () => {
    let now = 1000;
    const budget = new RetryBudget(10, () => now);
    now += 4000;
    budget.exclude(1000);
    expect(budget.remainingMs()).toBe(7000);
    expect(budget.elapsedSeconds()).toBe(3);
    now += 20_000;
    expect(budget.remainingMs()).toBe(0);
  });
});

describe("what stays uncertain", () => {
  test("a refusal after an attempt that may have been executed does not make it certain", async () => {
    const { client } = await bench([json(500, {}), json(401, {})]);
    expect(await failureOf(WRITES.update(client))).toMatchObject({
      kind: "unauthorized",
      outcome: "unknown",
      attempts: 2,
    });
  });

  test("a read changes nothing, so it never is", async () => {
    const { client } = await bench([json(500, {}), json(401, {})]);
    expect(await failureOf(READS.list(client))).toMatchObject({ kind: "unauthorized", outcome: "refused" });
  });
});

describe("a long wait after a fault", () => {
  test("is told", async () => {
    const stop = new AbortController();
    const lines: string[] = [];
    const writeLine = (line: string): void => {
      lines.push(line);
      stop.abort();
    };
    const { client } = await bench([text(503, "", { "Retry-After": "20" })], { writeLine, signal: stop.signal });
    expect(await failureOf(client.listConnections("1"))).toMatchObject({ kind: "cancelled" });
    expect(lines).toEqual(["Workato: GET /api/managed_users/1/connections: 503 at attempt 1; the next one in 20 s"]);
  });
});

describe("a request that never left", () => {
  test("ECONNREFUSED: also a create is sent again, and it is certain that nothing was executed", async () => {
    const { server } = await bench([json(200, {})]);
    await server.close();
    const client = keep(
      new WorkatoClient(clientOptions({ baseUrl: server.url, retryTimeoutSeconds: 0.5 }), { random: () => 0.4 }),
    );
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind: "network", outcome: "refused", attempts: 2 });
    expect(error.message).toContain(`cannot connect to 127.0.0.1:${server.port} (ECONNREFUSED)`);
  });

  test("an unknown host name: it is certain that nothing was executed", async () => {
    const client = keep(
      new WorkatoClient(clientOptions({ baseUrl: "https://workato.invalid", retryTimeoutSeconds: 0.2 })),
    );
    const error = await failureOf(WRITES.create(client));
    expect(error).toMatchObject({ kind: "network", outcome: "refused" });
    expect(error.message).toMatch(/cannot connect to workato\.invalid \((ENOTFOUND|EAI_AGAIN)\)/);
  });

  /** A client for a port that nobody listens on, whose clock goes on by so much before each attempt. */
  async function unreachable(secondsAnAttempt: number) {
    const server = await startScriptedServer([json(200, {})]);
    await server.close();
    const lines: string[] = [];
    let nowMs = 0;
    const options = clientOptions({
      baseUrl: server.url,
      // A waiting attempt would wait for this quota.
      requestsPerMinute: 1,
      writeLine: (line) => void lines.push(line),
      beforeSend: () => {
        nowMs += secondsAnAttempt * 1000;
        return Promise.resolve();
      },
    });
    const budget = new RetryBudget(900, () => nowMs);
    return {
      client: keep(new WorkatoClient(options, { random: () => 0 })),
      call: { budget },
      lines,
      port: server.port,
    };
  }

  test("is tried for a minute, not as long as other faults, and takes nothing of the quota", async () => {
    const { client, call } = await unreachable(10.1);
    const error = await failureOf(client.createConnection("1", {}, call));
    expect(error).toMatchObject({ kind: "network", outcome: "refused", attempts: 7 });
    expect(error.message).toContain("failed after 7 attempts in 71 s: cannot connect to");
  });

  test("is told from the second attempt on, once for all that meet it", async () => {
    const { client, call, lines, port } = await unreachable(10.1);
    await failureOf(client.createConnection("1", {}, call));
    await failureOf(client.updateConnection("1", "2", {}, call));
    expect(lines).toEqual([
      `Workato: cannot connect to 127.0.0.1:${port} (ECONNREFUSED) at attempt 2; the next one in 0 s, for 50 s at most`,
    ]);
  });
});

describe("a keep-alive connection", () => {
  test("that the server closed between two requests is no trouble for what is idempotent", async () => {
    const close: Step = (response, socket) => {
      response.end(JSON.stringify({ success: true }), () => setTimeout(() => socket.destroy(), 5));
    };
    const { client } = await bench([close, json(200, { success: true })]);
    await WRITES.delete(client);
    await new Promise((resolve) => setTimeout(resolve, 4));
    await WRITES.delete(client);
  });

  test("reset on a create: the outcome is unknown, for it looks the same as one that was executed", async () => {
    const { client, server } = await bench([json(200, { success: true }), cut]);
    await WRITES.delete(client);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await failureOf(WRITES.create(client))).toMatchObject({ kind: "network", outcome: "unknown", attempts: 1 });
    expect(server.requests[1]!.port).toBe(server.requests[0]!.port);
  });
});
