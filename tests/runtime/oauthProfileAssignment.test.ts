import { assigned, assignment, errorOf, lists, startBench, UNKNOWN } from "./support/bench";
import type { Values } from "../support/engineModel";

describe("diff", () => {
  const STATE = { managedUserId: "98178", profileId: "322", holder: "0a1b2c3d" };
  const ARGS = { managedUserId: "98178", profileId: "322" };
  const ACCOUNTS = { accounts: JSON.stringify({ eu: { apiToken: "t", region: "eu" } }) };
  // Also where nothing is replaced: the engine may decide to, and a customer has one profile an application.
  const NONE = { changes: false, replaces: [], deleteBeforeReplace: true };
  test.each<[string, Values, object]>([
    ["nothing", {}, NONE],
    ["a flag that is false", { forceUnassign: false }, NONE],
    ["a flag", { forceUnassign: true }, { ...NONE, changes: true }],
    ["an unknown customer updates", { managedUserId: UNKNOWN }, { ...NONE, changes: true }],
    ["an unknown profile updates", { profileId: UNKNOWN }, { ...NONE, changes: true }],
    ["an unknown account updates", { account: UNKNOWN }, { ...NONE, changes: true }],
    ["another profile replaces", { profileId: "324" }, { ...NONE, changes: true, replaces: ["profileId"] }],
    ["another customer, too", { managedUserId: "98179" }, { ...NONE, changes: true, replaces: ["managedUserId"] }],
    ["another account, too", { account: "eu" }, { ...NONE, changes: true, replaces: ["account"] }],
  ])("%s", async (_title, news, diff) => {
    const { emulator, stack } = await startBench();
    const process = stack.startProcess(ACCOUNTS);
    expect(await process.diff("assignment", "98178/322", STATE, { ...ARGS, ...news })).toEqual(diff);
    expect(emulator.requests).toEqual([]);
  });

  test("an account that is taken out replaces, too", async () => {
    const { stack } = await startBench();
    const diff = await stack.startProcess(ACCOUNTS).diff("assignment", "98178/322", { ...STATE, account: "eu" }, ARGS);
    expect(diff).toMatchObject({ changes: true, replaces: ["account"] });
  });
});

describe("create", () => {
  test("assigns, and nothing else; the id is customer and profile", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: assignment({ managedUserId: "EB/23 00" }) });
    expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/managed_users/EB%2F23%2000/custom_oauth_profiles/322/assign",
    ]);
    expect(emulator.assignments(98179)).toEqual([322]);
    expect(stack.of().id).toBe("EB%2F23%2000/322");
    expect(stack.outputs()).toEqual({
      managedUserId: "EB/23 00",
      profileId: "322",
      holder: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
    });
    expect(await stack.up({ a: assignment({ managedUserId: "EB/23 00" }) })).toEqual({ a: "same" });
  });

  test.each(["ok", "error"] as const)(
    "of what is assigned already is success (answered with %s)",
    async (assignTwice) => {
      const { emulator, stack } = await startBench({ behaviour: { assignTwice } });
      emulator.assignByHand(98178, 322);
      await stack.up({ a: assignment() });
      expect(emulator.assignments(98178)).toEqual([322]);
      expect(stack.saved.size).toBe(1);
    },
  );

  test.each([{ cut: "after" }, { cut: "before" }, { status: 500, execute: true }, { body: "" }] as const)(
    "that meets %j is repeated, also where assigning twice is an error",
    async (fault) => {
      const { emulator, stack } = await startBench({ behaviour: { assignTwice: "error" } });
      emulator.failNext({ method: "POST", ...fault });
      await stack.up({ a: assignment() });
      expect(emulator.assignments(98178)).toEqual([322]);
    },
  );

  test.each(["Custom OAuth profile is already assigned", "Profile 322 has already been assigned to customer 98178"])(
    "takes %j for what it says",
    async (message) => {
      const { emulator, stack } = await startBench();
      emulator.failNext({ method: "POST", status: 422, body: { message } });
      await stack.up({ a: assignment() });
      expect(stack.saved.size).toBe(1);
    },
  );

  test("takes a rejection that says so for what it says", async () => {
    const { emulator, stack } = await startBench();
    const body = { success: false, status: "rejected", message: "already assigned" };
    emulator.failNext({ method: "POST", body });
    await stack.up({ a: assignment() });
    expect(stack.saved.size).toBe(1);
  });

  test.each([
    [422, "The profile is not active"],
    [403, "already assigned"],
  ])("does not take a %d that says %j for success", async (status, message) => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", status, body: { message } });
    await expect(stack.up({ a: assignment() })).rejects.toThrow(String(status));
    expect(stack.saved.size).toBe(0);
  });

  test("while another profile of the application is assigned is an error, and nothing is in state", async () => {
    const { emulator, stack } = await startBench();
    emulator.assignByHand(98178, 324);
    expect(await errorOf(stack.up({ a: assignment() }))).toContain("already assigned for salesforce");
    expect(emulator.assignments(98178)).toEqual([324]);
    expect(stack.saved.size).toBe(0);
  });

  test.each([
    "Another profile is already assigned",
    "Profile 324 is already assigned",
    "A different one was already assigned",
  ])("does not take %j for success", async (message) => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", status: 422, body: { message } });
    await expect(stack.up({ a: assignment() })).rejects.toThrow(message);
    expect(stack.saved.size).toBe(0);
  });

  test.each([{ profileId: 999 }, { managedUserId: "404" }])(
    "of %j is an error that says what to check",
    async (args) => {
      const { stack } = await startBench();
      await expect(stack.up({ a: assignment(args) })).rejects.toThrow(
        /404 Not found.*the connection or OAuth profile exists/s,
      );
    },
  );
});

describe("read", () => {
  test("of what is there changes nothing, and asks once for a profile of many customers", async () => {
    const { emulator, stack } = await startBench();
    emulator.addCustomer({ id: 98180 });
    await stack.up({
      a: assignment(),
      b: assignment({ managedUserId: "98179" }),
      c: assignment({ managedUserId: "98180" }),
    });
    const before = [...stack.saved.values()];
    emulator.clearRequests();
    await stack.refresh();
    expect([...stack.saved.values()]).toEqual(before);
    expect(emulator.requests.map(({ path }) => path)).toEqual(["/api/custom_oauth_profiles/322"]);
  });

  test("of a profile that is gone, with the customer there: gone", async () => {
    const { emulator, stack } = await assigned();
    emulator.removeProfile(322);
    await stack.refresh();
    expect(stack.saved.size).toBe(0);
    expect(lists(emulator)).toBe(1);
  });

  test("of a profile that is assigned to nobody: gone, and assigned again by the next up", async () => {
    const { emulator, stack } = await assigned();
    emulator.unassignByHand(98178, 322);
    await stack.refresh();
    expect(stack.saved.size).toBe(0);
    expect(await stack.up({ a: assignment() })).toEqual({ a: "create" });
  });

  test("of a profile that others have: what is known stays", async () => {
    const { emulator, stack } = await assigned();
    emulator.assignByHand(98179, 322);
    emulator.unassignByHand(98178, 322);
    await stack.refresh();
    expect(stack.saved.size).toBe(1);
  });

  test("of a profile whose count the API does not tell: what is known stays", async () => {
    const { emulator, stack } = await assigned();
    emulator.failNext({ method: "GET", body: { result: { id: 322, name: "x" } } });
    await stack.refresh();
    expect(stack.saved.size).toBe(1);
  });

  test("of profile and customer that are both missing: the customer's error, nothing is lost", async () => {
    const { emulator, stack } = await assigned();
    emulator.removeProfile(322);
    emulator.removeCustomer(98178);
    expect(await errorOf(stack.refresh())).toContain("Customer 98178 is not at ");
    expect(stack.saved.size).toBe(1);
    process.env.WORKATO_FORGET_CUSTOMERS = "98178";
    await stack.refresh();
    expect(stack.saved.size).toBe(0);
  });

  test("with a token of another workspace: an error, nothing is lost", async () => {
    const { stack } = await assigned({}, { behaviour: { foreignTokens: ["foreign"] } });
    await expect(stack.refresh({ process: stack.startProcess({ apiToken: "foreign" }) })).rejects.toThrow(
      "check the token",
    );
    expect(stack.saved.size).toBe(1);
  });

  test.each([401, 403])(
    "whose lookup is refused with %d, where the list is not: what is known stays, and is told",
    async (status) => {
      const { emulator, stack, lines } = await assigned();
      emulator.failNext({ path: /custom_oauth_profiles\/322$/, status });
      await stack.refresh();
      expect(stack.saved.size).toBe(1);
      expect(lines.join("")).toContain(
        "the API client of workato:apiToken may not look up custom OAuth profiles, so the assignment of profile 322 to " +
          "customer 98178 was not verified.",
      );
    },
  );

  test("with a token that is refused everywhere: an error", async () => {
    const { emulator, stack } = await assigned();
    emulator.rotateToken("new-token");
    await expect(stack.refresh()).rejects.toThrow(/401 Unauthorized.*--run-program/s);
    expect(stack.saved.size).toBe(1);
  });

  test("that fails otherwise is an error", async () => {
    const { emulator, stack } = await assigned({}, { config: { retryTimeoutSeconds: "0.1" } });
    emulator.failNext({ method: "GET", status: 500, times: 1000 });
    await expect(stack.refresh()).rejects.toThrow("500 Server error");
    expect(stack.saved.size).toBe(1);
  });

  test("whose profile cannot be looked up is an error, although the customer is there", async () => {
    const { emulator, stack } = await assigned({}, { config: { retryTimeoutSeconds: "0.2" } });
    emulator.failNext({ path: /custom_oauth_profiles/, status: 500, times: 1000 });
    await expect(stack.refresh()).rejects.toThrow("500 Server error");
    expect(stack.saved.size).toBe(1);
  });

  test("of a customer that may be forgotten: gone, also with a token that may not look up profiles", async () => {
    const { emulator, stack } = await assigned();
    emulator.removeCustomer(98178);
    emulator.failNext({ path: /custom_oauth_profiles/, status: 403, times: 1000 });
    process.env.WORKATO_FORGET_CUSTOMERS = "98178";
    await stack.refresh();
    expect(stack.saved.size).toBe(0);
  });

  test("without a state takes what the id says", async () => {
    const { stack } = await assigned();
    const { inputs } = await stack.startProcess().read("assignment", "98178/322", {});
    expect(inputs).toMatchObject({ managedUserId: "98178", profileId: "322" });
  });
});
