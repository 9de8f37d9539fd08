import { startEmulator, type Emulator, type StoredConnection } from "../../emulator";
import { send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";

let emulator: Emulator;
let before: StoredConnection;
let path: string;
beforeEach(async () => {
  emulator = await startEmulator();
  const parent = emulator.addConnection(98178, { name: "parent", provider: "jira" });
  before = emulator.addConnection(98178, {
    name: "Jira",
    provider: "jira",
    folderId: 7,
    parentId: parent.id,
    externalId: "x",
    input: { host_name: "acme", apitoken: "old" },
  });
  path = `${CONNECTIONS}/${before.id}`;
});
afterEach(() => emulator.close());

const now = (): StoredConnection => emulator.connection(before.id)!;

describe(`PUT ${CONNECTIONS}/:id`, () => {
  it("with one field leaves the others and the authorization alone", async () => {
    const { status, body } = await send(emulator, "PUT", path, { name: "renamed" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: before.id, name: "renamed", folder_id: 7 });
    expect(now()).toEqual({ ...before, name: "renamed", updatedAt: now().updatedAt });
    expect(now().updatedAt > before.updatedAt).toBe(true);
  });

  it("that changes nothing leaves updated_at", async () => {
    await send(emulator, "PUT", path, { name: "Jira", folder_id: "7" });
    expect(now()).toEqual(before);
  });

  it("with null clears parent and external id", async () => {
    await send(emulator, "PUT", path, { parent_id: null, external_id: null });
    expect(now()).toMatchObject({ parentId: null, externalId: null });
  });

  it("with an empty parent_id clears the parent", async () => {
    await send(emulator, "PUT", path, { parent_id: "" });
    expect(now().parentId).toBeNull();
  });

  it("with null and without behaviour.nullClears changes nothing", async () => {
    emulator.behaviour.nullClears = false;
    await send(emulator, "PUT", path, { parent_id: null, external_id: null });
    expect(now()).toEqual(before);
  });

  it("with good credentials authorizes, and keeps them in place of those it had", async () => {
    emulator.loseAuthorization(before.id);
    const { body } = await send(emulator, "PUT", path, { input: { apitoken: "new" } });
    expect(body).toMatchObject({ authorization_status: "success", connection_lost_at: null });
    expect(now()).toMatchObject({
      input: { apitoken: "new" },
      receivedInput: { apitoken: "new" },
      authorizedBy: "api",
    });
    expect(now().authorizedAt! > before.authorizedAt!).toBe(true);
  });

  it("without behaviour.putWipesAuthorization lays credentials over those it had", async () => {
    emulator.behaviour.putWipesAuthorization = false;
    await send(emulator, "PUT", path, { input: { apitoken: "new" } });
    expect(now()).toMatchObject({
      input: { host_name: "acme", apitoken: "new" },
      receivedInput: { apitoken: "new" },
      authorizationStatus: "success",
    });
  });

  it("with wrong credentials answers failed and keeps the last authorized_at", async () => {
    const { status, body } = await send(emulator, "PUT", path, { input: { apitoken: "wrong" } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ authorization_status: "failed", authorized_at: before.authorizedAt });
  });

  it("with wrong credentials and behaviour 4xx changes nothing but what it has received", async () => {
    emulator.behaviour.refusedCredentials = "4xx";
    expect((await send(emulator, "PUT", path, { name: "x", input: { apitoken: "wrong" } })).status).toBe(400);
    expect(now()).toEqual({ ...before, receivedInput: { apitoken: "wrong" } });
  });

  it("with shell_connection and wrong credentials tests nothing, and leaves what the API authorized", async () => {
    await send(emulator, "PUT", path, { input: { apitoken: "right" } });
    const { authorizedAt } = now();
    await send(emulator, "PUT", path, { shell_connection: true, input: { apitoken: "wrong" } });
    expect(now()).toMatchObject({ authorizationStatus: "success", authorizedAt, authorizedBy: "api", shell: true });
  });

  it.each(["success", "failed"] as const)("with untested input wipes what a person authorized: %s", async (status) => {
    if (status === "failed") emulator.loseAuthorization(before.id);
    emulator.behaviour.disconnectClearsAuthorizedAt = false;
    await send(emulator, "PUT", path, { shell_connection: true, input: { host_name: "acme" } });
    expect(now()).toMatchObject({
      input: { host_name: "acme" },
      authorizationStatus: null,
      authorizationError: null,
      authorizedAt: null,
      authorizedBy: null,
      connectionLostAt: null,
    });
  });

  it("with the input of an OAuth provider wipes what a person authorized, without input nothing", async () => {
    const { id } = emulator.addConnection(98178, { name: "Salesforce", provider: "salesforce", shell: true });
    emulator.authorize(id);
    await send(emulator, "PUT", `${CONNECTIONS}/${id}`, { name: "Sales", shell_connection: true });
    expect(emulator.connection(id)).toMatchObject({ authorizationStatus: "success", authorizedBy: "person" });
    const { body } = await send(emulator, "PUT", `${CONNECTIONS}/${id}`, { input: { auth_type: "custom" } });
    expect(body).toMatchObject({ authorization_status: null, authorized_at: null });
  });

  it("without behaviour.putWipesAuthorization leaves what a person authorized", async () => {
    emulator.behaviour.putWipesAuthorization = false;
    await send(emulator, "PUT", path, { shell_connection: true, input: { host_name: "other" } });
    expect(now()).toMatchObject({ authorizationStatus: "success", authorizedBy: "person", shell: true });
  });

  it("without input tests again only with behaviour.retestOnPut", async () => {
    emulator.edit(before.id, { input: { apitoken: "wrong by now" } });
    await send(emulator, "PUT", path, { name: "a" });
    expect(now().authorizationStatus).toBe("success");
    emulator.behaviour.retestOnPut = true;
    await send(emulator, "PUT", path, { name: "b" });
    expect(now().authorizationStatus).toBe("failed");
  });

  it("takes the same provider and refuses another, itself as parent, and blank names", async () => {
    expect((await send(emulator, "PUT", path, { provider: "jira" })).status).toBe(200);
    const refusals = [
      [{ provider: "zendesk" }, "provider"],
      [{ parent_id: before.id }, "parent_id"],
      [{ name: "" }, "name"],
    ] as const;
    for (const [body, field] of refusals) {
      const answer = await send(emulator, "PUT", path, body);
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.errors as object)).toEqual([field]);
    }
    expect(now()).toEqual(before);
  });

  it("answers 404 for unknown ids, runtime connections and connections of another workspace", async () => {
    const runtime = emulator.addConnection(98178, { name: "r", provider: "jira", runtime: true });
    const elsewhere = emulator.addConnection(98180, { name: "d", provider: "jira" });
    for (const id of [1, "abc", runtime.id, elsewhere.id]) {
      expect(await send(emulator, "PUT", `${CONNECTIONS}/${id}`, { name: "x" })).toMatchObject({
        status: 404,
        body: { message: "Not found" },
      });
    }
  });
});
