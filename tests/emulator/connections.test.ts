import { startEmulator, type Emulator } from "../../emulator";
import { namesIn, send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";
const JIRA = { name: "Jira", provider: "jira", input: { host_name: "acme", auth: { apitoken: "right-token" } } };
const REFUSED = { ...JIRA, input: { host_name: "acme", auth: { apitoken: "wrong-token" } } };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

describe(`GET ${CONNECTIONS}`, () => {
  it("answers every documented field, integers for ids, and no input", async () => {
    const parent = emulator.addConnection(98178, { name: "parent", provider: "jira" });
    emulator.addConnection(98178, {
      id: 36,
      name: "child",
      provider: "jira",
      folderId: 4515,
      parentId: parent.id,
      externalId: "U12904",
      identity: "someone/1",
      input: { apitoken: "secret" },
      connectionLostAt: "2024-06-01T12:00:00Z",
      connectionLostReason: "network_failure",
    });
    const { status, body } = await send(emulator, "GET", `${CONNECTIONS}?parent_id=${parent.id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      result: [
        {
          id: 36,
          name: "child",
          provider: "jira",
          authorized_at: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
          authorization_status: "success",
          authorization_error: null,
          created_at: expect.any(String) as unknown,
          updated_at: expect.any(String) as unknown,
          external_id: "U12904",
          folder_id: 4515,
          identity: "someone/1",
          connection_lost_at: "2024-06-01T12:00:00Z",
          connection_lost_reason: "network_failure",
          parent_id: parent.id,
        },
      ],
    });
  });

  it("with includes[]=tags answers tags, also when the brackets are encoded", async () => {
    emulator.addConnection(98178, { name: "a", provider: "jira", tags: ["blue"] });
    for (const query of ["includes[]=tags", "includes%5B%5D=tags"]) {
      const { body } = await send(emulator, "GET", `${CONNECTIONS}?${query}`);
      expect(body.result).toMatchObject([{ tags: ["blue"] }]);
    }
  });

  it("with provider, folder_id and external_id answers what has all of them", async () => {
    const base = { provider: "jira", folderId: 7, externalId: "x" };
    emulator.addConnection(98178, { ...base, name: "all" });
    emulator.addConnection(98178, { ...base, name: "other provider", provider: "zendesk" });
    emulator.addConnection(98178, { ...base, name: "other folder", folderId: 8 });
    emulator.addConnection(98178, { ...base, name: "other external id", externalId: "y" });
    expect(namesIn(await send(emulator, "GET", `${CONNECTIONS}?provider=jira&folder_id=7&external_id=x`))).toEqual([
      "all",
    ]);
    expect(namesIn(await send(emulator, "GET", CONNECTIONS))).toHaveLength(4);
  });

  it("lists runtime user connections only with include_runtime_connections=true", async () => {
    emulator.addConnection(98178, { name: "shared", provider: "jira" });
    emulator.addConnection(98178, { name: "runtime", provider: "jira", runtime: true });
    expect(namesIn(await send(emulator, "GET", CONNECTIONS))).toEqual(["shared"]);
    const all = await send(emulator, "GET", `${CONNECTIONS}?include_runtime_connections=true`);
    expect(namesIn(all)).toEqual(["shared", "runtime"]);
  });

  it("with behaviour.listLag leaves a new connection out of so many lists", async () => {
    emulator.behaviour.listLag = 1;
    await send(emulator, "POST", CONNECTIONS, JIRA);
    expect(namesIn(await send(emulator, "GET", CONNECTIONS))).toEqual([]);
    expect(namesIn(await send(emulator, "GET", CONNECTIONS))).toEqual(["Jira"]);
  });
});

describe(`POST ${CONNECTIONS}`, () => {
  it("with credentials answers the flat object, authorized, and keeps the input to itself", async () => {
    const { status, body } = await send(emulator, "POST", CONNECTIONS, JIRA);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: "Jira", provider: "jira", authorization_status: "success", parent_id: null });
    expect(body).toHaveProperty("authorized_at", expect.any(String));
    expect(body).not.toHaveProperty("input");
    expect(emulator.connection(Number(body.id))).toMatchObject({
      input: JIRA.input,
      receivedInput: JIRA.input,
      authorizedBy: "api",
    });
  });

  it("takes ids as strings and as numbers, and a workspace's root folder without any", async () => {
    const parent = emulator.addConnection(98178, { name: "parent", provider: "jira" });
    for (const parentId of [parent.id, String(parent.id)]) {
      const sent = { ...JIRA, parent_id: parentId, folder_id: "77" };
      expect((await send(emulator, "POST", CONNECTIONS, sent)).body).toMatchObject({
        parent_id: parent.id,
        folder_id: 77,
      });
    }
    expect((await send(emulator, "POST", CONNECTIONS, JIRA)).body.folder_id).toBe(parent.folderId);
  });

  it("with wrong credentials answers 200 and status failed", async () => {
    const { status, body } = await send(emulator, "POST", CONNECTIONS, REFUSED);
    expect(status).toBe(200);
    expect(body).toMatchObject({ authorization_status: "failed", authorized_at: null });
    expect(body.authorization_error).toMatch(/^Authentication failed: /);
    expect(JSON.stringify(body)).not.toContain("wrong-token");
    expect(emulator.connections(98178)).toHaveLength(1);
  });

  it("with wrong credentials and behaviour.echoCredentials quotes them", async () => {
    emulator.behaviour.echoCredentials = true;
    expect((await send(emulator, "POST", CONNECTIONS, REFUSED)).body.authorization_error).toContain("wrong-token");
  });

  it.each([
    ["4xx", 0],
    ["4xx-created", 1],
  ] as const)(
    "with wrong credentials and behaviour %s answers 400 and creates %i",
    async (refusedCredentials, count) => {
      emulator.behaviour.refusedCredentials = refusedCredentials;
      const { status, body } = await send(emulator, "POST", CONNECTIONS, REFUSED);
      expect(status).toBe(400);
      expect(body.message).toMatch(/^Authentication failed/);
      expect(emulator.connections(98178)).toHaveLength(count);
    },
  );

  it("with shell_connection tests nothing", async () => {
    const { body } = await send(emulator, "POST", CONNECTIONS, { ...REFUSED, shell_connection: true });
    expect(body).toMatchObject({ authorization_status: null, authorization_error: null, authorized_at: null });
    expect(emulator.connection(Number(body.id))).toMatchObject({ shell: true, receivedInput: REFUSED.input });
  });

  it("of an OAuth provider is refused unless it is a shell", async () => {
    const gmail = { name: "Mail", provider: "gmail" };
    const refused = await send(emulator, "POST", CONNECTIONS, gmail);
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toHaveProperty("shell_connection");
    expect((await send(emulator, "POST", CONNECTIONS, { ...gmail, shell_connection: true })).status).toBe(200);
  });

  it("names every field that is wrong, and creates nothing", async () => {
    const other = emulator.addConnection(98178, { name: "other", provider: "zendesk" });
    const attempts: [Record<string, unknown>, Record<string, unknown>][] = [
      [{}, { name: ["can't be blank"], provider: ["can't be blank"] }],
      [{ ...JIRA, name: " " }, { name: ["can't be blank"] }],
      [{ ...JIRA, parent_id: 1 }, { parent_id: ["does not exist"] }],
      [{ ...JIRA, parent_id: other.id }, { parent_id: ["must be a connection of the same provider"] }],
      [{ ...JIRA, folder_id: "abc" }, { folder_id: ["is invalid"] }],
      [{ ...JIRA, input: ["a"] }, { input: ["is invalid"] }],
    ];
    for (const [body, errors] of attempts) {
      const answer = await send(emulator, "POST", CONNECTIONS, body);
      expect(answer).toMatchObject({ status: 400, body: { message: "Validation failed", errors } });
    }
    expect(emulator.connections()).toHaveLength(1);
  });

  it("answers validation errors as behaviour asks: status, strings, unknown folders, unique names", async () => {
    Object.assign(emulator.behaviour, { validationStatus: 422, errorsAsStrings: true, uniqueNames: true });
    emulator.behaviour.missingFolders = [9];
    emulator.addConnection(98178, { name: "Jira", provider: "jira" });
    expect(await send(emulator, "POST", CONNECTIONS, { ...JIRA, folder_id: 9 })).toMatchObject({
      status: 422,
      body: { errors: { folder_id: "does not exist", name: "has already been taken" } },
    });
  });

  it("that is no JSON answers 400", async () => {
    expect(await send(emulator, "POST", CONNECTIONS, "{")).toMatchObject({
      status: 400,
      body: { message: "Bad request" },
    });
    expect(emulator.requests[0]).toMatchObject({ body: undefined, executed: false });
  });

  it("answers in result, or with few fields, as behaviour asks", async () => {
    emulator.behaviour.wrapAnswers = true;
    expect((await send(emulator, "POST", CONNECTIONS, JIRA)).body).toMatchObject({ result: { name: "Jira" } });
    emulator.behaviour.wrapAnswers = false;
    emulator.behaviour.sparseAnswers = true;
    const { body } = await send(emulator, "POST", CONNECTIONS, JIRA);
    expect(Object.keys(body).sort()).toEqual(["id", "name", "provider"]);
  });
});
