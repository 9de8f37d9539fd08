import { startEmulator, type Emulator, type StoredConnection } from "../../emulator";
import { send } from "./testClient";

const CONNECTIONS = "/api/managed_users/98178/connections";
const DISCONNECTED = { result: { success: true, status: "disconnected" } };
const DELETED = { result: { success: true, status: "deleted" } };

let emulator: Emulator;
let before: StoredConnection;
let path: string;
beforeEach(async () => {
  emulator = await startEmulator();
  before = emulator.addConnection(98178, { name: "Jira", provider: "jira" });
  path = `${CONNECTIONS}/${before.id}`;
});
afterEach(() => emulator.close());

describe(`POST ${CONNECTIONS}/:id/disconnect`, () => {
  it("disconnects, and takes no action the second time", async () => {
    expect(await send(emulator, "POST", `${path}/disconnect`)).toMatchObject({ status: 200, body: DISCONNECTED });
    const disconnected = emulator.connection(before.id);
    expect(disconnected).toMatchObject({ authorizationStatus: null, authorizedAt: null });
    expect((await send(emulator, "POST", `${path}/disconnect`)).body).toEqual(DISCONNECTED);
    expect(emulator.connection(before.id)).toEqual(disconnected);
  });

  it("of a connection that active recipes use is rejected", async () => {
    emulator.useInRecipe(before.id);
    const { status, body } = await send(emulator, "POST", `${path}/disconnect`);
    expect(status).toBe(200);
    expect(body).toEqual({
      success: false,
      status: "rejected",
      message: "You can't disconnect a connection used by active recipes",
    });
    expect(emulator.connection(before.id)!.authorizationStatus).toBe("success");
  });

  it("with force=true stops the recipes, so that a delete passes", async () => {
    emulator.useInRecipe(before.id);
    expect((await send(emulator, "POST", `${path}/disconnect?force=true`)).body).toEqual(DISCONNECTED);
    expect((await send(emulator, "DELETE", path)).body).toEqual(DELETED);
  });

  it("with force=true and without behaviour.forceDisconnectFreesDelete leaves the delete rejected", async () => {
    emulator.behaviour.forceDisconnectFreesDelete = false;
    emulator.useInRecipe(before.id);
    expect((await send(emulator, "POST", `${path}/disconnect?force=true`)).body).toEqual(DISCONNECTED);
    expect((await send(emulator, "DELETE", path)).body).toMatchObject({ success: false });
  });

  it("of a disconnected connection leaves its recipes running unless forced", async () => {
    emulator.disconnectByHand(before.id);
    emulator.useInRecipe(before.id, 5);
    expect((await send(emulator, "POST", `${path}/disconnect`)).body).toEqual(DISCONNECTED);
    expect(emulator.connection(before.id)!.activeRecipes).toEqual([5]);
  });

  it("of an unknown connection answers 404", async () => {
    expect((await send(emulator, "POST", `${CONNECTIONS}/1/disconnect`)).status).toBe(404);
  });
});

describe(`DELETE ${CONNECTIONS}/:id`, () => {
  it("deletes, clears the children's parent, and answers 404 the second time", async () => {
    const child = emulator.addConnection(98178, { name: "child", provider: "jira", parentId: before.id });
    expect(await send(emulator, "DELETE", path)).toMatchObject({ status: 200, body: DELETED });
    expect(emulator.connection(before.id)).toBeUndefined();
    expect(emulator.connection(child.id)!.parentId).toBeNull();
    expect(await send(emulator, "DELETE", path)).toMatchObject({ status: 404, body: { message: "Not found" } });
  });

  it.each([200, 400, 409, 422])(
    "of a connection in use is rejected with behaviour.rejectedStatus %i",
    async (wanted) => {
      emulator.behaviour.rejectedStatus = wanted;
      emulator.useInRecipe(before.id);
      const { status, body } = await send(emulator, "DELETE", path);
      expect(status).toBe(wanted);
      expect(body).toEqual({
        success: false,
        status: "rejected",
        message: "You can't delete a connection used by active recipes",
      });
      emulator.stopRecipes(before.id);
      expect((await send(emulator, "DELETE", path)).body).toEqual(DELETED);
    },
  );
});
