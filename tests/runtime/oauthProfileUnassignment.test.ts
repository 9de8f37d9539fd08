import { assigned, assignment, errorOf, writes } from "./support/bench";

const ASSIGN = "POST 98178/custom_oauth_profiles/322/assign";
const UNASSIGN = "DELETE 98178/custom_oauth_profiles/322/unassign";

describe("update", () => {
  test("of forceUnassign sends nothing", async () => {
    const { emulator, stack } = await assigned();
    await stack.up({ a: assignment({ forceUnassign: true }) });
    expect(emulator.requests).toEqual([]);
    expect(stack.outputs()).toMatchObject({ forceUnassign: true });
    await stack.up({ a: assignment() });
    expect(stack.outputs()).not.toHaveProperty("forceUnassign");
  });

  test("of the account looks whether the profile is there", async () => {
    const { emulator, stack } = await assigned({}, { moreTokens: ["second"] });
    const accounts = JSON.stringify({ other: { apiToken: "second" } });
    const process = stack.startProcess({ accounts });
    await stack.up({ a: assignment({ account: "other" }) }, { process });
    expect(emulator.requests.map(({ path }) => path)).toEqual(["/api/custom_oauth_profiles/322"]);
    expect(stack.outputs()).toMatchObject({ account: "other" });
  });

  test("of the account to one without the profile is an error that says how to move", async () => {
    const { stack } = await assigned({}, { behaviour: { foreignTokens: ["foreign"] } });
    const process = stack.startProcess({ accounts: JSON.stringify({ other: { apiToken: "foreign" } }) });
    expect(await errorOf(stack.up({ a: assignment({ account: "other" }) }, { process }))).toContain(
      "account: the new account has no custom OAuth profile 322. Put the old account back; to move to another workspace, " +
        "use a new logical name.",
    );
    expect(stack.outputs()).not.toHaveProperty("account");
  });

  test("of the account that may not look is an error", async () => {
    const { stack } = await assigned();
    const process = stack.startProcess({ accounts: JSON.stringify({ other: { apiToken: "unknown" } }) });
    const text = await errorOf(stack.up({ a: assignment({ account: "other" }) }, { process }));
    expect(text).toContain("401 Unauthorized");
    expect(text).not.toContain("the new account has no");
  });
});

describe("delete", () => {
  test("unassigns", async () => {
    const { emulator, stack } = await assigned();
    await stack.destroy();
    expect(writes(emulator)).toEqual([UNASSIGN]);
    expect(emulator.assignments(98178)).toEqual([]);
  });

  test("of what is not assigned any more is success", async () => {
    const { emulator, stack } = await assigned();
    emulator.unassignByHand(98178, 322);
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
  });

  test("that is told so in words is success", async () => {
    const { emulator, stack } = await assigned();
    emulator.failNext({ method: "DELETE", status: 400, body: { message: "Profile is not assigned to this customer" } });
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
  });

  test("of a customer that is gone is the customer's error", async () => {
    const { emulator, stack } = await assigned();
    emulator.removeCustomer(98178);
    await expect(stack.destroy()).rejects.toThrow("WORKATO_FORGET_CUSTOMERS=98178 ");
    process.env.WORKATO_FORGET_CUSTOMERS = "98178";
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
  });

  test.each([200, 400, 409])(
    "in use (%d): names forceUnassign and, ready to copy, the environment list",
    async (rejectedStatus) => {
      const { emulator, stack } = await assigned({}, { behaviour: { rejectedStatus } });
      emulator.useProfile(98178, 322);
      const text = await errorOf(stack.destroy());
      expect(text).toContain("Custom OAuth profile is in use");
      expect(text).toContain(
        "Connections of the customer use this profile, so it stays assigned. Delete them first, or set forceUnassign: true " +
          "and run `pulumi up` before you remove or replace the assignment. Without an `up` (destroy, a replacement): run " +
          "the command again with WORKATO_FORCE_UNASSIGN=98178/322 in its environment.",
      );
      expect(stack.saved.size).toBe(1);
      process.env.WORKATO_FORCE_UNASSIGN = "1/2, 98178/322";
      await stack.destroy();
      expect(writes(emulator).at(-1)).toBe(`${UNASSIGN}?force=true`);
      expect(emulator.assignments(98178)).toEqual([]);
    },
  );

  test("in use, with forceUnassign: forced", async () => {
    const { emulator, stack } = await assigned({ forceUnassign: true });
    emulator.useProfile(98178, 322);
    await stack.destroy();
    expect(writes(emulator)).toEqual([`${UNASSIGN}?force=true`]);
  });

  test("in use even with force: the API's own error", async () => {
    const { emulator, stack } = await assigned({ forceUnassign: true });
    emulator.failNext({ method: "DELETE", body: { success: false, status: "rejected", message: "in use" } });
    const text = await errorOf(stack.destroy());
    expect(text).toContain("in use");
    expect(text).not.toContain("forceUnassign");
  });

  test("that fails otherwise is an error", async () => {
    const { emulator, stack } = await assigned();
    emulator.failNext({ method: "DELETE", status: 403 });
    await expect(stack.destroy()).rejects.toThrow("403 Forbidden");
    expect(stack.saved.size).toBe(1);
  });
});

test("a replacement unassigns first: a customer has one profile an application", async () => {
  const { emulator, stack } = await assigned();
  expect(await stack.up({ a: assignment({ profileId: 324 }) })).toEqual({ a: "replace" });
  expect(writes(emulator)).toEqual([UNASSIGN, ASSIGN.replace("322", "324")]);
  expect(emulator.assignments(98178)).toEqual([324]);
  expect(stack.of().id).toBe("98178/324");
});

test("a read after an assignment changed looks again, also in the same process", async () => {
  const { stack } = await assigned();
  const { type, id, outputs } = stack.of();
  const process = stack.startProcess();
  expect((await process.read(type, id, outputs)).id).toBe(id);
  await process.delete(type, id, outputs);
  expect((await process.read(type, id, outputs)).id).toBe("");
  await process.create(type, outputs);
  expect((await process.read(type, id, outputs)).id).toBe(id);
});
