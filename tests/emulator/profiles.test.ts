import { startEmulator, type Emulator } from "../../emulator";
import { send } from "./testClient";

const PROFILES = "/api/managed_users/98178/custom_oauth_profiles";
const SUCCESS = { result: { success: true } };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

describe(`POST ${PROFILES}/:id/assign`, () => {
  it("assigns in the addressed workspace only", async () => {
    expect(await send(emulator, "POST", `${PROFILES}/322/assign`)).toMatchObject({ status: 200, body: SUCCESS });
    expect(emulator.assignments(98178)).toEqual([322]);
    expect(emulator.assignments("EA2300")).toEqual([322]);
    expect(emulator.assignments(98180)).toEqual([]);
  });

  it("a second time succeeds, or fails with behaviour.assignTwice error", async () => {
    await send(emulator, "POST", `${PROFILES}/322/assign`);
    expect((await send(emulator, "POST", `${PROFILES}/322/assign`)).body).toEqual(SUCCESS);
    emulator.behaviour.assignTwice = "error";
    expect(await send(emulator, "POST", `${PROFILES}/322/assign`)).toMatchObject({
      status: 400,
      body: { message: "Custom OAuth profile is already assigned" },
    });
  });

  it("of a second profile of the application is refused and names the first", async () => {
    await send(emulator, "POST", `${PROFILES}/322/assign`);
    const { status, body } = await send(emulator, "POST", `${PROFILES}/324/assign`);
    expect(status).toBe(400);
    expect(JSON.stringify(body.errors)).toContain("322");
    expect((await send(emulator, "POST", `${PROFILES}/323/assign`)).status).toBe(200);
    expect(emulator.assignments(98178)).toEqual([322, 323]);
  });

  it("of an unknown profile or customer answers 404", async () => {
    expect((await send(emulator, "POST", `${PROFILES}/999/assign`)).status).toBe(404);
    expect((await send(emulator, "POST", PROFILES.replace("98178", "1") + "/322/assign")).status).toBe(404);
  });
});

describe(`DELETE ${PROFILES}/:id/unassign`, () => {
  it("unassigns, and answers 404 the second time", async () => {
    emulator.assignByHand(98178, 322);
    expect(await send(emulator, "DELETE", `${PROFILES}/322/unassign`)).toMatchObject({ status: 200, body: SUCCESS });
    expect(emulator.assignments(98178)).toEqual([]);
    expect((await send(emulator, "DELETE", `${PROFILES}/322/unassign`)).status).toBe(404);
  });

  it("of a profile in use is rejected unless forced", async () => {
    emulator.assignByHand(98178, 322);
    emulator.useProfile(98178, 322);
    expect(await send(emulator, "DELETE", `${PROFILES}/322/unassign`)).toMatchObject({
      status: 200,
      body: { success: false, status: "rejected", message: "Custom OAuth profile is in use" },
    });
    expect(emulator.assignments(98178)).toEqual([322]);
    expect((await send(emulator, "DELETE", `${PROFILES}/322/unassign?force=true`)).body).toEqual(SUCCESS);
    expect(emulator.assignments(98178)).toEqual([]);
  });

  it("with behaviour.profileInUseByConnections counts an authorized connection of the provider as use", async () => {
    emulator.behaviour.profileInUseByConnections = true;
    emulator.assignByHand(98178, 322);
    const connection = emulator.addConnection(98178, { name: "s", provider: "salesforce" });
    expect((await send(emulator, "DELETE", `${PROFILES}/322/unassign`)).body.success).toBe(false);
    emulator.disconnectByHand(connection.id);
    expect((await send(emulator, "DELETE", `${PROFILES}/322/unassign`)).body).toEqual(SUCCESS);
  });
});

describe("GET /api/custom_oauth_profiles", () => {
  it("answers all profiles with the number of customers", async () => {
    emulator.assignByHand(98178, 322);
    emulator.assignByHand(98179, 322);
    const { body } = await send(emulator, "GET", "/api/custom_oauth_profiles");
    expect(body.result).toMatchObject([
      { id: 322, provider: "salesforce", data: { client_id: "client-322" }, oem_customers_count: 2 },
      { id: 323, provider: "hubspot", oem_customers_count: 0 },
      { id: 324, provider: "salesforce", shared_accounts_count: 0 },
    ]);
  });

  it("answers pages", async () => {
    const page = async (number: number) =>
      (await send(emulator, "GET", `/api/custom_oauth_profiles?page=${number}&per_page=2`)).body.result;
    expect(await page(1)).toMatchObject([{ id: 322 }, { id: 323 }]);
    expect(await page(2)).toMatchObject([{ id: 324 }]);
    expect(await page(3)).toEqual([]);
  });
});

describe("GET /api/custom_oauth_profiles/:id", () => {
  it("answers one profile, and 404 for one that is gone", async () => {
    const path = "/api/custom_oauth_profiles/322";
    emulator.assignByHand(98178, 322);
    expect((await send(emulator, "GET", path)).body).toMatchObject({ result: { id: 322, oem_customers_count: 1 } });
    emulator.removeProfile(322);
    expect((await send(emulator, "GET", path)).status).toBe(404);
    expect(emulator.assignments(98178)).toEqual([]);
  });
});
