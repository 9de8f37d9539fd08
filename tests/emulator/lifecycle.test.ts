import { once } from "node:events";
import { connect } from "node:net";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";
const JIRA = { name: "Jira", provider: "jira", input: { apitoken: "sesame" } };

const started: Emulator[] = [];
const start = async (options?: EmulatorOptions): Promise<Emulator> => {
  const emulator = await startEmulator(options);
  started.push(emulator);
  return emulator;
};
afterEach(() => Promise.all(started.splice(0).map((emulator) => emulator.close())));

describe("the journal", () => {
  it("has every request as it came, and what became of it", async () => {
    const emulator = await start();
    await send(emulator, "POST", CONNECTIONS, JIRA);
    await send(emulator, "GET", `${CONNECTIONS}?provider=jira`);
    expect(emulator.requests).toMatchObject([
      { method: "POST", path: CONNECTIONS, body: JIRA, kind: "connections", status: 200, executed: true },
      { method: "GET", path: `${CONNECTIONS}?provider=jira`, pathname: CONNECTIONS, body: undefined, kind: "list" },
    ]);
    expect(emulator.requests[1]!.query.get("provider")).toBe("jira");
    expect(emulator.requests[1]!.headers.authorization).toBe("Bearer test-token");
    expect(emulator.requestsOf("GET")).toHaveLength(1);
    expect(emulator.requestsOf(undefined, /provider=/)).toHaveLength(1);
    expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
    emulator.clearRequests();
    expect(emulator.requests).toEqual([]);
    expect(emulator.connections()).toHaveLength(1);
  });

  it("wakes those who wait for a request, and those who come late", async () => {
    const emulator = await start();
    const second = emulator.waitForRequest({ method: "GET" }, 2, { finished: true });
    await send(emulator, "GET", CONNECTIONS);
    await send(emulator, "GET", `${CONNECTIONS}?folder_id=1`);
    expect((await second).path).toContain("folder_id=1");
    expect(await emulator.waitForRequest((entry) => entry.query.has("folder_id"))).toBe(await second);
    emulator.clearRequests();
    const hold = emulator.hold();
    const answered = emulator.waitForRequest({}, 1, { finished: true });
    const request = send(emulator, "GET", CONNECTIONS);
    const early = await hold.waitForArrival();
    expect(await Promise.race([answered, Promise.resolve("not answered yet")])).toBe("not answered yet");
    hold.release();
    expect(await answered).toBe(early);
    await request;
    const never = emulator.waitForRequest({ method: "PUT" });
    await emulator.close();
    await expect(never).rejects.toThrow("the emulator was closed");
  });
});

describe("reset", () => {
  it("returns to the seed, the behaviour and the token of the start, and forgets journal and faults", async () => {
    const seed = { customers: [{ id: 1, connections: [{ name: "seeded", provider: "jira" }] }], profiles: [] };
    const emulator = await start({ seed, behaviour: { wrapAnswers: true } });
    const seeded = emulator.connections();
    emulator.edit(seeded[0]!.id, { name: "edited" });
    emulator.addConnection(1, { name: "more", provider: "jira" });
    emulator.addCustomer({ id: 2 });
    emulator.addProfile({ id: 5, provider: "jira" });
    emulator.behaviour.wrapAnswers = false;
    emulator.rotateToken("other");
    const fault = emulator.failNext({ status: 500, times: 9 });
    await send(emulator, "GET", "/api/managed_users/1/connections");

    emulator.reset();
    expect(emulator.connections()).toMatchObject([{ id: seeded[0]!.id, name: "seeded" }]);
    expect(emulator.customers().map(({ id }) => id)).toEqual(["1"]);
    expect(emulator.profiles()).toEqual([]);
    expect(emulator.requests).toEqual([]);
    expect(fault.remaining).toBe(0);
    expect(emulator.behaviour.wrapAnswers).toBe(true);
    expect(emulator.token).toBe("test-token");
    expect((await send(emulator, "GET", "/api/managed_users/1/connections")).status).toBe(200);
  });

  it("cuts a request under way, which does no work afterwards", async () => {
    const emulator = await start();
    const hold = emulator.hold();
    const request = send(emulator, "POST", CONNECTIONS, JIRA);
    await hold.waitForArrival();
    emulator.reset();
    await expect(request).rejects.toThrow("fetch failed");
    expect((await send(emulator, "GET", CONNECTIONS)).body).toEqual({ result: [] });
  });
});

describe("close", () => {
  it("ends a connection that never sent a request", async () => {
    const emulator = await start();
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
    await once(socket, "connect");
    const ended = once(socket.resume(), "close");
    await emulator.close();
    await ended;
  });

  it("cuts held requests, frees the port, and may be called again", async () => {
    const emulator = await start({ latencyMs: 3_600_000 });
    const request = send(emulator, "GET", CONNECTIONS);
    await emulator.waitForRequest({});
    await Promise.all([emulator.close(), expect(request).rejects.toThrow("fetch failed")]);
    await emulator.close();
    const port = Number(new URL(emulator.url).port);
    const successor = await start({ port });
    expect(successor.url).toBe(emulator.url);
  });
});

describe("connection and connections", () => {
  it("answer copies, which neither change nor can be changed into the state", async () => {
    const emulator = await start();
    const copy = emulator.addConnection(98178, { name: "a", provider: "jira", tags: ["t"] });
    emulator.useInRecipe(copy.id);
    expect(copy.activeRecipes).toEqual([]);
    copy.tags!.push("mine");
    emulator.connections()[0]!.name = "mine";
    emulator.connection(copy.id)!.tags!.push("mine");
    expect(emulator.connection(copy.id)).toMatchObject({ name: "a", tags: ["t"], activeRecipes: [1] });
  });
});

describe("edits behind the API's back", () => {
  it("show in the next list", async () => {
    const emulator = await start();
    const { id, updatedAt, authorizedAt } = emulator.addConnection(98178, { name: "a", provider: "jira" });
    const listed = async () => (await send(emulator, "GET", `${CONNECTIONS}?includes[]=tags`)).body.result;

    emulator.edit(id, { name: "b", folderId: 5, externalId: "x", tags: ["t"], identity: "i" });
    const edited = { name: "b", folder_id: 5, external_id: "x", tags: ["t"], identity: "i" };
    expect(await listed()).toMatchObject([edited]);
    expect(emulator.connection(id)!.updatedAt > updatedAt).toBe(true);

    emulator.loseAuthorization(id, { reason: "network_failure", error: "gone", at: "2024-06-01T12:00:00Z" });
    expect(await listed()).toMatchObject([
      {
        authorization_status: "failed",
        authorization_error: "gone",
        connection_lost_at: "2024-06-01T12:00:00Z",
        connection_lost_reason: "network_failure",
        authorized_at: authorizedAt,
      },
    ]);

    emulator.authorize(id);
    expect(await listed()).toMatchObject([{ authorization_status: "success", connection_lost_at: null }]);
    expect(emulator.connection(id)!.authorizedAt! > authorizedAt!).toBe(true);
    expect(emulator.connection(id)!.authorizedBy).toBe("person");

    emulator.disconnectByHand(id);
    expect(await listed()).toMatchObject([{ authorization_status: null, authorized_at: null }]);

    emulator.remove(id);
    expect(await listed()).toEqual([]);
    emulator.addConnection(98180, { name: "of an environment", provider: "jira" });
    emulator.removeCustomer(98178);
    expect(emulator.connections()).toEqual([]);
    expect((await send(emulator, "GET", CONNECTIONS)).status).toBe(404);
  });

  it("of what does not exist throw", async () => {
    const emulator = await start();
    expect(() => {
      emulator.edit(1, {});
    }).toThrow("no connection 1");
    expect(() => emulator.connections("98178_dev")).toThrow("no workspace 98178_dev");
    expect(() => {
      emulator.removeCustomer(7);
    }).toThrow("no workspace 7");
    expect(() => {
      emulator.assignByHand(98178, 7);
    }).toThrow("no profile 7");
    expect(() => emulator.addConnection("7", { name: "a", provider: "b" })).toThrow("no workspace 7");
    expect(() => {
      emulator.useProfile(98178, 322);
    }).toThrow("profile 322 is not assigned to 98178");
  });
});
