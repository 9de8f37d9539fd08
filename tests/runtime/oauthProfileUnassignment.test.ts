import { type Emulator, startEmulator } from "../../emulator";
import { assigned, assignment, errorOf, startBench, writes } from "./support/bench";
import { type Declaration, Stack } from "./support/stack";

/** `up --target` of this one resource: the others are neither checked nor diffed. */
async function upTargeted(stack: Stack, name: string, declaration: Declaration): Promise<void> {
  const targeted = new Stack(stack.config);
  await targeted.up({ [name]: declaration });
  stack.saved.set(name, targeted.of(name));
}

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

  test("of forceUnassign keeps the resource's own mark", async () => {
    const { stack } = await assigned();
    const { holder } = stack.outputs();
    await stack.up({ a: assignment({ forceUnassign: true }) });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ holder });
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

test("another account replaces it: a profile of the same number there may be another one", async () => {
  const { emulator, stack } = await assigned({}, { moreTokens: ["second"] });
  const process = stack.startProcess({ accounts: JSON.stringify({ other: { apiToken: "second" } }) });
  expect(await stack.up({ a: assignment({ account: "other" }) }, { process })).toEqual({ a: "replace" });
  expect(writes(emulator)).toEqual([UNASSIGN, ASSIGN]);
  const tokens = emulator.requests.map(({ headers }) => headers.authorization);
  expect(tokens).toEqual([`Bearer ${emulator.token}`, "Bearer second"]);
  expect(stack.outputs()).toMatchObject({ account: "other" });
  expect(emulator.assignments(98178)).toEqual([322]);
});

describe("an assignment that another resource of the stack has", () => {
  const TAKEN =
    'the assignment of profile 322 to customer 98178 is already managed by another resource of this stack, "a". ' +
    "Remove one of the two (a renamed resource needs `aliases` only).";
  const KEPT =
    'warning: profile 322 was not unassigned from customer 98178: another resource of this stack, "new", manages it now. ' +
    "(A resource that only gets a new logical name needs `aliases`.)";

  test("is not made again: two resources that describe one are an error", async () => {
    const { emulator, stack } = await startBench();
    expect(await errorOf(stack.up({ a: assignment(), b: assignment() }))).toBe(TAKEN);
    expect([...stack.saved.keys()]).toEqual(["a"]);
    expect(writes(emulator)).toEqual([ASSIGN]);
  });

  test("is not made again beside one of an earlier run", async () => {
    const { emulator, stack } = await assigned();
    const process = stack.startProcess();
    await stack.preview({ a: assignment() }, { process });
    expect(await errorOf(stack.up({ a: assignment(), b: assignment() }, { process }))).toBe(TAKEN);
    expect(writes(emulator)).toEqual([]);
    expect(emulator.assignments("98178")).toEqual([322]);
  });

  test("is free again when the assign fails", async () => {
    const { emulator, stack } = await startBench();
    const process = stack.startProcess();
    emulator.failNext({ method: "POST", status: 403 });
    await errorOf(stack.up({ a: assignment() }, { process }));
    await stack.up({ a: assignment() }, { process });
    expect(emulator.assignments(98178)).toEqual([322]);
  });

  test("stays assigned when the resource is renamed without aliases", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ old: assignment() });
    await stack.up({ new: assignment() });
    expect([...stack.saved.keys()]).toEqual(["new"]);
    expect(emulator.assignments(98178)).toEqual([322]);
    expect(lines.join("")).toContain(KEPT);
    await stack.destroy();
    expect(emulator.assignments(98178)).toEqual([]);
  });

  test("stays assigned when the delete of the old name comes in a later run", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ old: assignment() });
    const old = stack.of("old");
    await stack.up({ new: assignment() });
    stack.saved.set("old", old);
    await stack.up({ new: assignment() });
    expect(emulator.assignments(98178)).toEqual([322]);
  });

  test("stays assigned when it is replaced by force, create first", async () => {
    const { emulator, stack } = await assigned();
    await stack.up({ a: assignment() }, { replace: ["a"] });
    expect(emulator.assignments(98178)).toEqual([322]);
    expect(await stack.up({ a: assignment() })).toEqual({ a: "same" });
    await stack.destroy();
    expect(emulator.assignments(98178)).toEqual([]);
  });

  test("is assigned again when it is replaced by force, delete first", async () => {
    const { emulator, stack } = await assigned();
    await stack.up({ a: assignment() }, { replace: ["a"], deleteBeforeReplace: true });
    expect(writes(emulator)).toEqual([UNASSIGN, ASSIGN]);
  });

  test("is told when two resources of one program have it", async () => {
    const { stack, lines } = await startBench();
    await stack.up({ a: assignment() });
    const a = stack.of("a");
    await stack.up({ b: assignment() });
    stack.saved.set("a", a);
    await stack.up({ a: assignment(), b: assignment() });
    expect(lines.join("")).toMatch(
      /warning: 2 resources \("a", "b"\): the assignment of profile 322 to customer 98178 is managed by each of them\..*`pulumi state delete <URN>`/,
    );
  });
});

test("a destroy after a refresh in the same process unassigns", async () => {
  const { emulator, stack } = await assigned();
  await stack.destroy({ refresh: true });
  expect(emulator.assignments(98178)).toEqual([]);
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

describe("an assignment that was unassigned for a replacement which failed", () => {
  test.each([0, 1])("is assigned again when the program is put back, with %d other customers", async (others) => {
    const { emulator, stack } = await startBench();
    if (others > 0) emulator.assignByHand("98179", 322);
    await stack.up({ p: assignment() });
    await errorOf(stack.up({ p: assignment({ profileId: 999 }) }));
    expect(emulator.assignments("98178")).toEqual([]);
    await stack.up({ p: assignment() });
    expect(emulator.assignments("98178")).toEqual([322]);
    expect(await stack.up({ p: assignment() })).toEqual({ p: "same" });
    await stack.destroy();
    expect(emulator.assignments("98178")).toEqual([]);
  });
});

describe("an assignment whose account changes to a workspace that has the same profile number", () => {
  let other: Emulator;

  beforeEach(async () => {
    other = await startEmulator({ token: "token-of-the-other" });
  });
  afterEach(() => other.close());

  test("is unassigned there and assigned here, and goes from here at last", async () => {
    const accounts = JSON.stringify({ eu: { apiToken: other.token, baseUrl: other.url } });
    const { emulator, stack } = await assigned({}, { config: { accounts } });
    expect(await stack.preview({ a: assignment({ account: "eu" }) })).toEqual({ a: "replace" });
    await stack.up({ a: assignment({ account: "eu" }) });
    expect([emulator.assignments("98178"), other.assignments("98178")]).toEqual([[], [322]]);
    expect(await stack.up({ a: assignment({ account: "eu" }) })).toEqual({ a: "same" });
    await stack.destroy();
    expect(other.assignments("98178")).toEqual([]);
  });
});

test("an assignment stays when one of two resources on it is removed, and both are told of each other before", async () => {
  const { emulator, stack, lines } = await assigned();
  await upTargeted(stack, "b", assignment());
  await stack.up({ a: assignment(), b: assignment() });
  const told = lines.filter((line) => line.includes("the assignment of profile 322 to customer 98178 is managed by"));
  expect(told).toEqual([expect.stringContaining("pulumi state delete")]);
  expect(told[0]).toContain('2 resources ("a", "b")');
  await stack.up({ a: assignment() });
  expect(emulator.assignments("98178")).toEqual([322]);
  await stack.up({});
  expect(emulator.assignments("98178")).toEqual([]);
});
