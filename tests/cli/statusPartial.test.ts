import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { WorkatoClient } from "../../provider/api";
import { readCustomers } from "../../provider/cli/customers/customerReading";
import { run } from "../../provider/cli/run";
import { temporaryFolder } from "./support/commandLine";

const IDS = Array.from({ length: 20 }, (_, index) => String(98178 + index));

let emulator: Emulator;
beforeAll(async () => {
  const customers = IDS.map((id) => ({ id: Number(id), connections: [{ name: `Jira ${id}`, provider: "jira" }] }));
  emulator = await startEmulator({ seed: { customers } });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
});

const listOf = (id: string) => ({ method: "GET", path: `/api/managed_users/${id}/connections` });

describe.each(["SIGINT", "SIGTERM"] as const)("%s while customers are read", (signal) => {
  const stopped = "only a part was read, 2 customers of 3: the command was interrupted.";

  /** The third customer's list is on its way, and the others are there. */
  async function interrupted(...flags: string[]) {
    const hold = emulator.hold(listOf("98180"));
    let out = "";
    let errors = "";
    let tellOthersRead: () => void = () => undefined;
    const areOthersRead = new Promise<void>((resolve) => (tellOthersRead = resolve));
    const running = run(["status", "98178", "98179", "98180", ...flags], {
      environment: { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url },
      writeOut: (text) => (out += text),
      writeError: (text) => {
        if (text.includes("2 of 3 customers")) tellOthersRead();
        // Progress is written over.
        if (!text.startsWith("\r")) errors += text;
      },
      errorTerminal: { columns: 100 },
    });
    await Promise.all([hold.waitForArrival(), areOthersRead]);
    process.emit(signal);
    const exitCode = await running;
    hold.release();
    return { exitCode, out, errors };
  }

  test("the table has what was read, and says that it is a part", async () => {
    const { exitCode, out, errors } = await interrupted();
    expect(exitCode).toBe(1);
    expect(out).toContain("Jira 98178");
    expect(out).toContain("Jira 98179");
    expect(out.endsWith(`2 connections of 2 customers.\n${stopped}\n`)).toBe(true);
    expect(errors).toBe(`error: ${stopped}\n`);
  });

  test("the JSON is whole and marked as partial", async () => {
    const { exitCode, out } = await interrupted("--json");
    expect(exitCode).toBe(1);
    const { partial, customers } = JSON.parse(out) as { partial: string; customers: { error?: string }[] };
    expect(partial).toBe("the command was interrupted");
    expect(customers.map(({ error }) => error)).toEqual([
      undefined,
      undefined,
      "not tried: the command was interrupted.",
    ]);
  });

  test("the page is written, and says so first", async () => {
    const file = join(temporaryFolder(), "status.html");
    await interrupted("--html", file);
    expect(readFileSync(file, "utf8")).toContain("only a part was read: the command was interrupted");
  });

  test("nothing is tried again afterwards: the process can end", async () => {
    const lists = jest.spyOn(WorkatoClient.prototype, "listConnections");
    await interrupted();
    const results = await Promise.allSettled(lists.mock.results.map(({ value }) => value as Promise<unknown>));
    lists.mockRestore();
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(results[2]).toMatchObject({ reason: { kind: "cancelled" } });
  });

  test("before it is known which customers there are: it ends, and says that nothing was read", async () => {
    const hold = emulator.hold({ method: "GET", path: "/api/managed_users" });
    let written = "";
    const running = run(["status", "--all"], {
      environment: { WORKATO_API_TOKEN: emulator.token, WORKATO_HOST: emulator.url },
      writeOut: (text) => (written += text),
      writeError: (text) => (written += text),
    });
    await hold.waitForArrival();
    process.emit(signal);
    const exitCode = await running;
    hold.release();
    expect(written).toBe("error: nothing was read: the command was interrupted before it knew the customers.\n");
    expect(exitCode).toBe(1);
  });
});

/** A client that soon gives up. */
function impatientClient(): WorkatoClient {
  const { url: baseUrl, token: apiToken } = emulator;
  const seconds = { requestTimeoutSeconds: 5, retryTimeoutSeconds: 0.1, quotaWindowSeconds: 60 };
  const quotas = { requestsPerMinute: 1000, listRequestsPerMinute: 1000 };
  const rest = { environment: {}, writeLine: () => undefined, debug: false };
  return new WorkatoClient({ baseUrl, apiToken, ...seconds, ...quotas, ...rest });
}

const options = { query: {}, keepGoing: true, onRead: () => undefined };

test("one budget for the retries of all customers", async () => {
  const client = impatientClient();
  const budgets = new Set<unknown>();
  const list = client.listConnections.bind(client);
  jest.spyOn(client, "listConnections").mockImplementation((id, query, call) => {
    budgets.add(call?.budget);
    return list(id, query, call);
  });
  await readCustomers(client, IDS, options);
  client.close();
  expect(budgets.size).toBe(1);
  expect(budgets).not.toContain(undefined);
});

test("an API that is plainly away: the rest is not tried, and the result says why", async () => {
  emulator.failNext({ method: "GET", status: 500, times: Infinity });
  const client = impatientClient();
  const { readings, stopped } = await readCustomers(client, IDS, options);
  client.close();
  expect(stopped).toBe("away");
  expect(readings.length).toBeLessThan(IDS.length);
});

test("customers that fail between others that do not: all are tried", async () => {
  for (const id of IDS.filter((_, index) => index % 2 === 0)) {
    emulator.failNext({ ...listOf(id), status: 404, times: Infinity });
  }
  const client = impatientClient();
  const { readings, stopped } = await readCustomers(client, IDS, options);
  client.close();
  expect(stopped).toBeUndefined();
  expect(readings).toHaveLength(IDS.length);
});
