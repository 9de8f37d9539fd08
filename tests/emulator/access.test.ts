import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { Quota } from "../../emulator/server/quota";
import { namesIn, send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

let emulator: Emulator;
const start = async (options?: EmulatorOptions): Promise<void> => {
  emulator = await startEmulator(options);
};
afterEach(() => emulator.close());

describe("Authorization", () => {
  it.each<[string, Record<string, string>]>([
    ["no header", {}],
    ["another token", bearer("nobody")],
    ["the token and a letter more", bearer("test-tokenx")],
    ["the token without Bearer", { authorization: "test-token" }],
  ])("with %s answers 401", async (_title, headers) => {
    await start();
    expect(await send(emulator, "GET", CONNECTIONS, undefined, headers)).toMatchObject({
      status: 401,
      body: { message: "Unauthorized" },
    });
    expect(emulator.requests[0]).toMatchObject({ status: 401, executed: false });
  });

  it("answers 403 to a forbidden token, and an empty admin workspace to a foreign one", async () => {
    await start({ behaviour: { forbiddenTokens: ["weak"], foreignTokens: ["foreign"] } });
    expect((await send(emulator, "GET", CONNECTIONS, undefined, bearer("weak"))).status).toBe(403);
    expect((await send(emulator, "GET", CONNECTIONS, undefined, bearer("foreign"))).status).toBe(404);
    const profiles = await send(emulator, "GET", "/api/custom_oauth_profiles", undefined, bearer("foreign"));
    expect(profiles.body).toEqual({ result: [] });
  });

  it.each([401, 403] as const)("answers %i to the families of endpoints that the role lacks", async (status) => {
    await start({ behaviour: { forbidden: { oauth: status, customers: status } } });
    const statusOf = async (method: string, path: string) => (await send(emulator, method, path)).status;
    expect(await statusOf("GET", "/api/custom_oauth_profiles")).toBe(status);
    expect(await statusOf("POST", "/api/managed_users/98178/custom_oauth_profiles/322/assign")).toBe(status);
    expect(await statusOf("GET", "/api/managed_users/98178")).toBe(status);
    expect(emulator.requests.map(({ executed }) => executed)).toEqual([false, false, false]);
    expect(emulator.assignments(98178)).toEqual([]);
    expect(await statusOf("GET", CONNECTIONS)).toBe(200);
    expect(await statusOf("GET", "/api/managed_users/98178/folders")).toBe(200);
  });

  it("after a rotation answers the new token only, and several tokens side by side when started so", async () => {
    await start({ moreTokens: ["second"] });
    expect((await send(emulator, "GET", CONNECTIONS, undefined, bearer("second"))).status).toBe(200);
    emulator.rotateToken("new");
    expect((await send(emulator, "GET", CONNECTIONS)).status).toBe(200);
    expect((await send(emulator, "GET", CONNECTIONS, undefined, bearer("test-token"))).status).toBe(401);
    expect((await send(emulator, "GET", CONNECTIONS, undefined, bearer("second"))).status).toBe(401);
  });
});

describe("the customer in the path", () => {
  it("is a number, or E and the encoded external id", async () => {
    await start();
    emulator.addConnection(98178, { name: "plain", provider: "jira" });
    emulator.addConnection("EB/23 00", { name: "slash", provider: "jira" });
    const list = async (id: string) => namesIn(await send(emulator, "GET", `/api/managed_users/${id}/connections`));
    expect(await list("98178")).toEqual(["plain"]);
    expect(await list("EA2300")).toEqual(["plain"]);
    expect(await list("EB%2F23%2000")).toEqual(["slash"]);
    expect(await list("98179")).toEqual(["slash"]);
  });

  it.each(["1", "A2300", "EEA2300", "98178_dev", "EA2300_dev", "98178_", "EB/23%2000", "%E0%A4%A"])(
    "%s is unknown: 404",
    async (id) => {
      await start();
      expect(await send(emulator, "GET", `/api/managed_users/${id}/connections`)).toMatchObject({
        status: 404,
        body: { message: "Not found" },
      });
    },
  );
});

describe("every answer", () => {
  it("has a correlation id and the server's date", async () => {
    const HOUR_MS = 3_600_000;
    await start({ behaviour: { clockSkewMs: HOUR_MS } });
    const { headers } = await send(emulator, "GET", "/nowhere");
    expect(headers.get("x-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
    // HTTP dates have no fractions, so the skewed clock may seem up to a second slow.
    expect(Date.parse(headers.get("date") ?? "")).toBeGreaterThan(emulator.requests[0]!.at + HOUR_MS - 1000);
    const { createdAt } = emulator.addConnection(98178, { name: "later", provider: "jira" });
    expect(Date.parse(createdAt)).toBeGreaterThanOrEqual(emulator.requests[0]!.at + HOUR_MS);
  });
});

describe("over the quota", () => {
  it("answers 429 with Retry-After in whole seconds, one quota a kind, shared by customers and tokens", async () => {
    const quota = { requestsPerMinute: 1, listRequestsPerMinute: 2, connectorRequestsPerMinute: 1 };
    await start({ quota, moreTokens: ["second"] });
    const create = (customer: string, token: string) =>
      send(emulator, "POST", `/api/managed_users/${customer}/connections`, { name: "n", provider: "p" }, bearer(token));
    expect((await create("98178", "test-token")).status).toBe(200);
    const refused = await create("98179", "second");
    expect(refused).toMatchObject({ status: 429, body: { message: "Rate limit exceeded" } });
    const seconds = refused.headers.get("retry-after");
    expect(seconds).toMatch(/^\d+$/);
    expect(Number(seconds)).toBeGreaterThan(0);
    expect(Number(seconds)).toBeLessThanOrEqual(60);

    expect((await send(emulator, "GET", CONNECTIONS)).status).toBe(200);
    expect((await send(emulator, "GET", CONNECTIONS)).status).toBe(200);
    expect((await send(emulator, "GET", CONNECTIONS)).status).toBe(429);
    const others = [
      "/api/custom_oauth_profiles",
      "/api/managed_users",
      "/api/managed_users/98178/folders",
      "/api/v2/managed_users/98178/connectors/jira/input_schema",
    ];
    for (const path of others) {
      expect((await send(emulator, "GET", path)).status).toBe(200);
      expect((await send(emulator, "GET", path)).status).toBe(429);
    }
    expect(emulator.rateLimited).toBe(6);
    expect(emulator.mostWithin(60_000, "list")).toBe(3);
    expect(emulator.connections()).toHaveLength(1);

    emulator.reset();
    expect((await create("98178", "second")).status).toBe(200);
    expect(emulator.rateLimited).toBe(0);
  });

  it("answers Retry-After as a date or not at all, as behaviour asks", async () => {
    await start({ quota: { listRequestsPerMinute: 0 }, behaviour: { retryAfter: "date" } });
    const date = (await send(emulator, "GET", CONNECTIONS)).headers.get("retry-after") ?? "";
    expect(Date.parse(date)).toBeGreaterThanOrEqual(emulator.requests[0]!.at + 60_000);
    emulator.behaviour.retryAfter = "none";
    expect((await send(emulator, "GET", CONNECTIONS)).headers.get("retry-after")).toBeNull();
  });

  it("admits again when the oldest request leaves the rolling window, not at the full minute", async () => {
    await start();
    let now = 0;
    const quota = new Quota({ requestsPerMinute: 2, minuteSeconds: 10 }, () => now);
    expect(quota.admit("connections")).toBeUndefined();
    now = 9_000;
    expect(quota.admit("connections")).toBeUndefined();
    expect(quota.admit("connections")).toBe(1_000);
    expect(quota.admit("oauth")).toBeUndefined();
    now = 10_000;
    expect(quota.admit("connections")).toBeUndefined();
    expect(quota.admit("connections")).toBe(9_000);
  });
});
