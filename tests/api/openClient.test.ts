import { openClient, type ClientSurroundings } from "../../provider/settings/openClient";
import { Settings } from "../../provider/settings/settings";
import { failureOf, keep, READS, TOKEN } from "./support/harness";
import { json, startScriptedServer, text, type ScriptedServer, type Step } from "./support/scriptedServer";

const lines: string[] = [];
beforeEach(() => lines.splice(0));

async function open(
  step: Step,
  { config = {}, ...surroundings }: Partial<ClientSurroundings> & { config?: Record<string, string> } = {},
) {
  const server: ScriptedServer = keep(await startScriptedServer([step]));
  const own = { WORKATO_API_TOKEN: TOKEN, WORKATO_HOST: server.url, ...surroundings.environment };
  const settings = new Settings((key) => config[key], own).account();
  const writeLine = (line: string): void => void lines.push(line);
  return { client: keep(openClient(settings, { writeLine, ...surroundings, environment: own })), server };
}

test("sends to the account's workspace with its token, and says nothing", async () => {
  const { client, server } = await open(json(200, []));
  await READS.list(client);
  expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(lines).toEqual([]);
});

test.each([
  [{ WORKATO_LOG: "debug" }, 1],
  [{ WORKATO_LOG: "info" }, 0],
])("%j in the environment writes %i line a request", async (environment, count) => {
  await READS.list((await open(json(200, []), { environment })).client);
  expect(lines).toHaveLength(count);
});

test("a 401 says which variable the token came from", async () => {
  const { client } = await open(json(401, {}));
  expect((await failureOf(READS.list(client))).hint).toMatch(
    /The token came from the environment variable WORKATO_API_TOKEN\.$/,
  );
});

test("a 401 says which key of the configuration the token came from, and how to get past a saved one", async () => {
  const { client } = await open(json(401, {}), { config: { apiToken: "saved-token" } });
  const { hint } = await failureOf(READS.list(client));
  expect(hint).toContain("The token came from the stack configuration workato:apiToken.");
  expect(hint).toContain("--run-program");
  expect(hint).toContain("environment variable WORKATO_API_TOKEN, which is always fresh");
});

test("the signal, beforeSend and a shorter time for retries reach the client", async () => {
  const beforeSend = jest.fn(() => Promise.resolve());
  const { client } = await open(text(429, "", { "Retry-After": "5" }), { beforeSend, retryTimeoutSeconds: 1 });
  expect(await failureOf(READS.list(client))).toMatchObject({ kind: "rateLimited", attempts: 1 });
  expect(beforeSend).toHaveBeenCalledWith("GET");
  const cancelled = await open(json(200, []), { signal: AbortSignal.abort() });
  expect(await failureOf(READS.list(cancelled.client))).toMatchObject({ kind: "cancelled" });
});

test("a longer time for retries than the settings' changes nothing", async () => {
  const { client } = await open(text(429, "", { "Retry-After": "5" }), {
    config: { retryTimeoutSeconds: "1" },
    retryTimeoutSeconds: 300,
  });
  expect(await failureOf(READS.list(client))).toMatchObject({ kind: "rateLimited", attempts: 1 });
});
