import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { startEmulator, type Emulator } from "../../emulator";
import { WorkatoClient, type WorkatoClientOptions } from "../../provider/api";
import { clientOptions, failureOf, keep } from "./support/harness";
import { freePort, REDIS, RedisServer } from "./support/redisServer";

/** The "minute" of these tests: the server's, and the processes'. */
const WINDOW_SECONDS = 2;
const QUOTA = 10;

async function startApi(quota = QUOTA): Promise<Emulator> {
  return keep(await startEmulator({ quota: { requestsPerMinute: quota, minuteSeconds: WINDOW_SECONDS } }));
}

/** A client as each process has one. */
function startClient({ url, token }: Emulator, quotaUrl: string, options: Partial<WorkatoClientOptions> = {}) {
  const lines: string[] = [];
  const client = new WorkatoClient(
    clientOptions({
      baseUrl: url,
      apiToken: token,
      requestsPerMinute: QUOTA,
      quotaWindowSeconds: WINDOW_SECONDS,
      quotaUrl,
      writeLine: (line) => lines.push(line),
      ...options,
    }),
  );
  return { client: keep(client), lines };
}

const create = (client: WorkatoClient, name: string) =>
  client.createConnection("98178", { name, provider: "jira", shellConnection: true });

const createMany = (client: WorkatoClient, prefix: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => create(client, `${prefix}${index}`)));

const refusals = (emulator: Emulator) => emulator.requests.filter(({ status }) => status === 429).length;

const names = (emulator: Emulator) => emulator.connections("98178").map(({ name }) => name);

const title = "processes that share a quota on a server";

if (REDIS === undefined) {
  test.skip(`${title}: skipped, because neither redis-server nor valkey-server is on PATH`, () => undefined);
} else {
  describe(title, () => {
    test("three of them: all creates succeed, and no request is refused", async () => {
      const [api, redis] = [await startApi(), keep(await RedisServer.start())];
      await Promise.all(["a", "b", "c"].map((prefix) => createMany(startClient(api, redis.url).client, prefix, QUOTA)));
      expect(refusals(api)).toBe(0);
      expect(new Set(names(api)).size).toBe(3 * QUOTA);
    });

    test("nobody starves: who comes late with little does not wait for who has much to do", async () => {
      const [api, redis] = [await startApi(), keep(await RedisServer.start())];
      const [much, little] = [startClient(api, redis.url).client, startClient(api, redis.url).client];
      const all = Array.from({ length: 4 * QUOTA }, (_, index) => create(much, `much${index}`));
      await all[QUOTA - 1];
      await createMany(little, "little", 3);
      const seen = names(api);
      expect(seen.filter((name) => name.startsWith("little"))).toHaveLength(3);
      expect(seen.filter((name) => name.startsWith("much")).length).toBeLessThanOrEqual(2 * QUOTA);
      await Promise.all(all);
    });

    test("a 429 stops all of them for as long as the API asks", async () => {
      const [api, redis] = [await startApi(100), keep(await RedisServer.start())];
      const [one, other] = [startClient(api, redis.url).client, startClient(api, redis.url).client];
      await create(other, "before");
      api.failNext({ method: "POST", status: 429, headers: { "retry-after": "2" } });
      const paused = new Redis(redis.url);
      const refused = create(one, "refused");
      let keys: string[] = [];
      while (!keys.some((key) => key.endsWith(":pause"))) keys = await paused.keys("*");
      paused.disconnect();
      await create(other, "after");
      await refused;
      const at = (wanted: (request: Emulator["requests"][number]) => boolean) => api.requests.find(wanted)?.at ?? NaN;
      const refusedAt = at(({ status }) => status === 429);
      const afterAt = at(({ body }) => (body as { name?: string } | undefined)?.name === "after");
      expect(afterAt - refusedAt).toBeGreaterThanOrEqual(1_000);
    });

    test("what the server keeps has no token in plain text, and goes by itself", async () => {
      const [api, redis] = [await startApi(), keep(await RedisServer.start())];
      await create(startClient(api, redis.url).client, "a");
      const reader = new Redis(redis.url);
      const keys = await reader.keys("*");
      const lives = await Promise.all(keys.map((key) => reader.ttl(key)));
      reader.disconnect();
      expect(keys).toEqual([expect.stringMatching(/^workato-quota:[0-9a-f]{32}:connections:\d$/)]);
      expect(keys.join()).not.toContain(api.token);
      expect(Math.min(...lives)).toBeGreaterThan(0);
    });

    test("that goes away meanwhile: one line, and each keeps the quota on its own", async () => {
      const [api, redis] = [await startApi(), await RedisServer.start()];
      const { client, lines } = startClient(api, redis.url);
      await create(client, "a");
      await redis.close();
      await createMany(client, "b", 2 * QUOTA);
      expect(refusals(api)).toBe(0);
      expect(lines).toEqual([
        expect.stringMatching(
          /^quota: the server of workato:quotaUrl is away \(.+\), so this process keeps the quota on its own$/,
        ),
      ]);
    });

    test("waiting for others ends with the run", async () => {
      const [api, redis] = [await startApi(), keep(await RedisServer.start())];
      const controller = new AbortController();
      await createMany(startClient(api, redis.url).client, "a", QUOTA);
      const { client } = startClient(api, redis.url, { signal: controller.signal });
      const waiting = failureOf(create(client, "b"));
      controller.abort();
      expect(await waiting).toMatchObject({ kind: "cancelled" });
    });

    test("a process that does nothing more ends, although nobody closes its client", async () => {
      const [api, redis] = [await startApi(), keep(await RedisServer.start())];
      const options = {
        ...clientOptions({ baseUrl: api.url, apiToken: api.token, quotaUrl: redis.url }),
        writeLine: undefined,
      };
      const script = `
        const { WorkatoClient } = require("./provider/api");
        const client = new WorkatoClient({ ...${JSON.stringify(options)}, writeLine: console.log });
        client.createConnection("98178", { name: "a", provider: "jira" }).then(() => console.log("done"));`;
      const repository = path.resolve(__dirname, "../..");
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "-e", script], {
        cwd: repository,
      });
      expect(stdout).toBe("done\n");
    });
  });
}

test("a server that nobody can reach: one line without its password, and the process keeps the quota on its own", async () => {
  const api = await startApi();
  const { client, lines } = startClient(api, `redis://:s3cret-word@127.0.0.1:${await freePort()}`);
  await createMany(client, "a", 2 * QUOTA);
  expect(refusals(api)).toBe(0);
  expect(lines).toEqual([
    "quota: the server of workato:quotaUrl is away (ECONNREFUSED), so this process keeps the quota on its own",
  ]);
});

test("without its packages, the error says what to install", async () => {
  jest.doMock("ioredis", () => {
    throw new Error("Cannot find module 'ioredis'\nRequire stack:");
  });
  const { client } = startClient(await startApi(), "redis://127.0.0.1:6379");
  await expect(create(client, "a")).rejects.toThrow(
    "workato:quotaUrl needs two packages more: run `npm install ioredis rate-limiter-flexible` in the folder of the Pulumi " +
      "project, or `pulumi config rm workato:quotaUrl`. (Cannot find module 'ioredis')",
  );
  jest.dontMock("ioredis");
});
