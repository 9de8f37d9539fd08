import { startEmulator, type Behaviour, type Emulator, type StoredConnection } from "../../emulator";
import { send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";
const PROFILE = "/api/managed_users/98178/custom_oauth_profiles/322";
const JIRA = { name: "Jira", provider: "jira", input: { apitoken: "sesame" } };

let emulator: Emulator;
let jira: StoredConnection;
beforeEach(async () => {
  emulator = await startEmulator();
  jira = emulator.addConnection(98178, JIRA);
});
afterEach(() => emulator.close());

const turn = (behaviour: Partial<Behaviour>) => Object.assign(emulator.behaviour, behaviour);
const listed = async () => {
  const { body } = await send(emulator, "GET", CONNECTIONS);
  return body.result as Record<string, unknown>[];
};

describe("forceIn", () => {
  const attempts = [
    ["", undefined],
    ["?force=true", undefined],
    ["", { force: "true" }],
    ["?force=true", { force: true }],
  ] as const;

  it.each<[Behaviour["forceIn"], boolean[]]>([
    ["query", [false, true, false, true]],
    ["body", [false, false, true, true]],
    ["either", [false, true, true, true]],
    ["both", [false, false, false, true]],
  ])("%s: a disconnect is forced by nothing, query, body, both: %j", async (forceIn, wanted) => {
    turn({ forceIn });
    const forced: boolean[] = [];
    for (const [query, body] of attempts) {
      const { id } = emulator.addConnection(98178, { ...JIRA, activeRecipes: [1] });
      const answer = await send(emulator, "POST", `${CONNECTIONS}/${id}/disconnect${query}`, body);
      forced.push(answer.body.success === undefined);
    }
    expect(forced).toEqual(wanted);
  });
});

describe("wrapAnswers", () => {
  it("list: every write answers a list of one in result", async () => {
    turn({ wrapAnswers: "list" });
    const one = { status: 200, body: { result: [{ name: "Jira" }] } };
    expect(await send(emulator, "POST", CONNECTIONS, JIRA)).toMatchObject(one);
    expect(await send(emulator, "PUT", `${CONNECTIONS}/${jira.id}`, { name: "Jira" })).toMatchObject(one);
    const writes = [
      ["POST", `${CONNECTIONS}/${jira.id}/disconnect`, { success: true, status: "disconnected" }],
      ["DELETE", `${CONNECTIONS}/${jira.id}`, { success: true, status: "deleted" }],
      ["POST", `${PROFILE}/assign`, { success: true }],
      ["DELETE", `${PROFILE}/unassign`, { success: true }],
    ] as const;
    for (const [method, path, result] of writes) {
      expect((await send(emulator, method, path)).body).toEqual({ result: [result] });
    }
  });

  it("leaves lists and rejections as they are documented", async () => {
    turn({ wrapAnswers: "list" });
    expect(await listed()).toMatchObject([{ id: jira.id }]);
    emulator.useInRecipe(jira.id);
    expect((await send(emulator, "DELETE", `${CONNECTIONS}/${jira.id}`)).body).toMatchObject({ success: false });
  });
});

describe("errorsAsTitles", () => {
  it("answers every error with code and title, one for each wrong field", async () => {
    turn({ errorsAsTitles: true, uniqueNames: true, missingFolders: [9] });
    const errorsOf = async (method: string, path: string, body?: unknown) =>
      (await send(emulator, method, path, body)).body;
    expect(await errorsOf("GET", "/api/managed_users/1")).toEqual({
      errors: [{ code: "NOT_FOUND", title: "Not found" }],
    });
    expect(await errorsOf("POST", CONNECTIONS, { ...JIRA, folder_id: 9 })).toEqual({
      errors: [
        { code: "VALIDATION_FAILED", title: "Folder id does not exist" },
        { code: "VALIDATION_FAILED", title: "Name has already been taken" },
      ],
    });
    emulator.failNext({ status: 504 });
    expect(await errorsOf("GET", CONNECTIONS)).toEqual({ errors: [{ code: "SERVER_ERROR", title: "Server error" }] });
  });

  it("leaves rejections, and the body that a fault names", async () => {
    turn({ errorsAsTitles: true, rejectedStatus: 409 });
    emulator.useInRecipe(jira.id);
    expect((await send(emulator, "DELETE", `${CONNECTIONS}/${jira.id}`)).body).toMatchObject({ status: "rejected" });
    emulator.failNext({ status: 500, body: { message: "mine" } });
    expect((await send(emulator, "GET", CONNECTIONS)).body).toEqual({ message: "mine" });
  });

  it("holds for a 429 of the quota", async () => {
    const busy = await startEmulator({ quota: { listRequestsPerMinute: 0 }, behaviour: { errorsAsTitles: true } });
    const { status, body } = await send(busy, "GET", CONNECTIONS);
    await busy.close();
    expect([status, body]).toEqual([429, { errors: [{ code: "RATE_LIMIT_EXCEEDED", title: "Rate limit exceeded" }] }]);
  });
});

describe("times", () => {
  const at = "2015-05-26T22:53:52.528Z";

  it.each([
    [{ timeOffset: "-08:00" }, "2015-05-26T14:53:52.528-08:00"],
    [{ timeOffset: "+05:30" }, "2015-05-27T04:23:52.528+05:30"],
    [{ timeOffset: "-08:00", wholeSeconds: true }, "2015-05-26T14:53:52-08:00"],
    [{ wholeSeconds: true }, "2015-05-26T22:53:52Z"],
  ] as const)("with %j are written so, in lists and in writes", async (behaviour, written) => {
    turn(behaviour);
    emulator.edit(jira.id, { authorizedAt: at, connectionLostAt: at });
    expect(await listed()).toMatchObject([{ authorized_at: written, connection_lost_at: written }]);
    const { body } = await send(emulator, "PUT", `${CONNECTIONS}/${jira.id}`, { name: "b" });
    expect(body.authorized_at).toBe(written);
    expect(emulator.connection(jira.id)!.authorizedAt).toBe(at);
  });

  it("that are none stay as they are", async () => {
    turn({ timeOffset: "-08:00" });
    emulator.edit(jira.id, { authorizedAt: "yesterday" });
    expect(await listed()).toMatchObject([{ authorized_at: "yesterday" }]);
  });
});

describe("emptyTexts", () => {
  it('writes "" for null in texts, times and the status, never in ids and tags', async () => {
    turn({ emptyTexts: true });
    emulator.edit(jira.id, { authorizationStatus: null, authorizedAt: null, tags: null });
    expect((await send(emulator, "GET", `${CONNECTIONS}?includes[]=tags`)).body.result).toMatchObject([
      {
        authorization_status: "",
        authorization_error: "",
        authorized_at: "",
        external_id: "",
        identity: "",
        connection_lost_at: "",
        connection_lost_reason: "",
        parent_id: null,
        tags: null,
      },
    ]);
    expect((await send(emulator, "GET", "/api/managed_users/98181")).body).toMatchObject({
      external_id: "",
      environments: null,
    });
  });
});

describe("dateHeaderSkewMs", () => {
  it("moves the Date header alone, beside the application's clock", async () => {
    const HOUR_MS = 3_600_000;
    turn({ clockSkewMs: HOUR_MS, dateHeaderSkewMs: -3 * HOUR_MS });
    const { headers, body } = await send(emulator, "POST", CONNECTIONS, JIRA);
    const { at } = emulator.requests[0]!;
    const apart = (text: unknown) => Math.round((Date.parse(String(text)) - at) / HOUR_MS);
    expect(apart(headers.get("date"))).toBe(-2);
    expect(apart(body.created_at)).toBe(1);
  });
});

describe("keepsLostAt", () => {
  it.each(["credentials", "person"] as const)("leaves the loss of a connection that works again, by %s", async (by) => {
    const repair = async () => {
      if (by === "person") emulator.authorize(jira.id);
      else await send(emulator, "PUT", `${CONNECTIONS}/${jira.id}`, { input: { apitoken: "new" } });
    };
    turn({ keepsLostAt: true });
    const lostAt = "2024-06-01T12:00:00Z";
    emulator.loseAuthorization(jira.id, { at: lostAt, reason: "network_failure" });
    await repair();
    expect(await listed()).toMatchObject([
      { authorization_status: "success", connection_lost_at: lostAt, connection_lost_reason: "network_failure" },
    ]);
    emulator.behaviour.keepsLostAt = false;
    await repair();
    expect(await listed()).toMatchObject([{ connection_lost_at: null, connection_lost_reason: null }]);
  });
});

describe("retestOnPut with sparseAnswers", () => {
  it("moves authorized_at although the answer does not show it", async () => {
    turn({ retestOnPut: true, sparseAnswers: true });
    const { body } = await send(emulator, "PUT", `${CONNECTIONS}/${jira.id}`, { name: "b" });
    expect(body).toEqual({ id: jira.id, name: "b", provider: "jira" });
    expect(emulator.connection(jira.id)!.authorizedAt! > jira.authorizedAt!).toBe(true);
  });
});

describe("a name that a person takes in the moment of a create", () => {
  it("refuses the create, which had looked before, and is the person's", async () => {
    turn({ uniqueNames: true });
    const path = "/api/managed_users/98179/connections";
    const hold = emulator.hold({ method: "POST" });
    const create = send(emulator, "POST", path, JIRA);
    await hold.waitForArrival();
    const theirs = emulator.addConnection(98179, { name: "Jira", provider: "jira" });
    hold.release();
    expect(await create).toMatchObject({ status: 400, body: { errors: { name: ["has already been taken"] } } });
    expect(emulator.connections(98179)).toEqual([theirs]);
  });
});
