import { WorkatoClient } from "../../provider/api";
import { startEmulator, type Emulator } from "../../emulator";
import { clientOptions, keep } from "./support/harness";

const MINUTE_SECONDS = 1;
const QUOTA = 60;

async function startWithQuota(): Promise<Emulator> {
  return keep(
    await startEmulator({ quota: { requestsPerMinute: QUOTA, minuteSeconds: MINUTE_SECONDS }, latencyMs: 5 }),
  );
}

function makeClient({ url, token }: Emulator): WorkatoClient {
  const options = { baseUrl: url, apiToken: token, requestsPerMinute: QUOTA, quotaWindowSeconds: MINUTE_SECONDS };
  return keep(new WorkatoClient(clientOptions(options)));
}

async function createMany(client: WorkatoClient, prefix: string, count: number): Promise<void> {
  const create = (_: unknown, i: number) =>
    client.createConnection("98178", { name: `${prefix}${i}`, provider: "jira", shellConnection: true });
  await Promise.all(Array.from({ length: count }, create));
}

const refusals = (emulator: Emulator): number => emulator.requests.filter(({ status }) => status === 429).length;

test("200 creates over a quota of 60: all succeed, and not one 429 while alone", async () => {
  const emulator = await startWithQuota();
  const client = makeClient(emulator);
  await createMany(client, "a", 200);
  expect(refusals(emulator)).toBe(0);
  expect(await client.listConnections("98178")).toHaveLength(200);
});

test("three processes that share the quota: all creates succeed, each connection exists once", async () => {
  const emulator = await startWithQuota();
  const clients = ["a", "b", "c"].map((prefix) => ({ prefix, client: makeClient(emulator) }));
  await Promise.all(clients.map(({ prefix, client }) => createMany(client, prefix, 60)));
  const names = (await clients[0]!.client.listConnections("98178")).map(({ name }) => name);
  expect(names).toHaveLength(180);
  expect(new Set(names).size).toBe(180);
});
