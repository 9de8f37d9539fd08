import { assigned, assignment, bare, errorOf, established, jira, startBench, WRONG } from "./support/bench";
import type { Values } from "../support/engineModel";
import { connectionsIn, deletes, expectAgreement } from "./support/requests";
import type { Declaration, Stack } from "./support/stack";

const TWO_WAYS: [Values][] = [[{}], [{ managedUserId: "EA2300" }]];
const parents = ["acme:Platform", "acme:Customer"];

/** What a state of before has not: the mark, and who the resource is. */
function withoutMark(stack: Stack, name: string): void {
  const { holder, __resource, ...outputs } = stack.of(name).outputs;
  expect(holder ?? __resource).toBeDefined();
  stack.saved.set(name, { ...stack.of(name), outputs });
}

describe("what another resource has is not taken, and the error names that resource", () => {
  test.each(TWO_WAYS)("two new ones that name one connection, the second with %j", async (spelling) => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "old", provider: "jira" });
    const first = bare({ name: "one", adoptConnectionId: 36 });
    const second = bare({ ...spelling, name: "two", adoptConnectionId: 36 });
    const text = await errorOf(stack.up({ first, second }, { sequential: true }));
    expect(text).toMatch(/36.*"first"/s);
    expect(text).toContain("adoptConnectionId");
    expect(connectionsIn(stack)).toEqual([36]);
    expect(emulator.connection(36)).toMatchObject({ name: "one" });
  });

  test.each(TWO_WAYS)("one of an earlier run, and a new one with %j", async (spelling) => {
    const { emulator, stack } = await startBench();
    const first = jira({ name: "same" });
    await stack.up({ first });
    const second = bare({ ...spelling, name: "two", adoptConnectionId: 1001 });
    expect(await errorOf(stack.up({ first, second }, { sequential: true }))).toMatch(/1001.*"first"/s);
    expect(emulator.connection(1001)).toMatchObject({ name: "same" });
    expect(await stack.up({ first })).toEqual({ first: "same" });
  });

  test.each(TWO_WAYS)("with onExisting: adopt and %j, another one is made beside it", async (spelling) => {
    const { emulator, stack } = await startBench();
    const first = bare({ name: "same" });
    await stack.up({ first });
    await stack.up({ first, second: bare({ ...spelling, name: "same", onExisting: "adopt" }) }, { sequential: true });
    expect(connectionsIn(stack)).toEqual([1001, 1002]);
    expectAgreement(emulator, stack);
  });

  test("a resource in components is named with their types", async () => {
    const { stack } = await startBench();
    const first: Declaration = { ...jira({ name: "same" }), options: { parents } };
    await stack.up({ first });
    const text = await errorOf(stack.up({ first, second: bare({ name: "x", adoptConnectionId: 1001 }) }));
    expect(text).toContain("acme:Customer");
    expect(text).toContain("first");
  });

  test("a renamed one is named as the program names it now", async () => {
    const { stack } = await startBench();
    await stack.up({ old: jira({ name: "same" }) });
    const renamed: Declaration = { ...jira({ name: "same" }), options: { aliases: ["old"] } };
    expect(await stack.up({ renamed })).toEqual({ renamed: "same" });
    // Another resource gets the old name: it is not the one that had it.
    const old = bare({ name: "x", adoptConnectionId: 1001 });
    const text = await errorOf(stack.up({ renamed, old }, { sequential: true }));
    expect(text).toMatch(/1001.*"renamed"/s);
    await stack.refresh();
    expect(await errorOf(stack.up({ renamed, old }, { sequential: true }))).toMatch(/1001.*"renamed"/s);
  });

  test("an assignment", async () => {
    const { emulator, stack } = await startBench();
    const text = await errorOf(stack.up({ first: assignment(), second: assignment() }, { sequential: true }));
    expect(text).toMatch(/322.*98178.*"first"/s);
    expect([...stack.saved.keys()]).toEqual(["first"]);
    expect(emulator.assignments("98178")).toEqual([322]);
  });

  test.each(["ok", "error"] as const)(
    "an assignment of an earlier run, where assigning twice is answered with %s and others have the profile, too",
    async (assignTwice) => {
      const { emulator, stack } = await startBench({ behaviour: { assignTwice } });
      emulator.assignByHand("98179", 322);
      await stack.up({ first: assignment() });
      emulator.clearRequests();
      const text = await errorOf(stack.up({ first: assignment(), second: assignment() }, { sequential: true }));
      expect(text).toMatch(/322.*98178.*"first"/s);
      // Nothing is counted, and nothing is asked.
      expect(emulator.requests).toEqual([]);
      await stack.up({ first: assignment() });
      expect(emulator.assignments("98178")).toEqual([322]);
    },
  );
});

describe("a state of before, without a mark", () => {
  test.each<[string, (stack: Stack) => Promise<unknown>]>([
    ["a refresh", (stack) => stack.refresh()],
    ["an update", (stack) => stack.up({ a: jira({ forceDelete: true }) })],
  ])("gets one by %s, and keeps it", async (_title, command) => {
    const { stack } = await established();
    withoutMark(stack, "a");
    await command(stack);
    const { holder } = stack.outputs();
    expect(holder).toMatch(/^[0-9a-z]{8}$/);
    await stack.up({ a: jira({ forceDelete: true, name: "b" }) });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ holder });
  });

  test("of an assignment gets one, too", async () => {
    const { stack } = await assigned();
    withoutMark(stack, "a");
    await stack.refresh();
    expect(stack.outputs().holder).toMatch(/^[0-9a-z]{8}$/);
  });

  test("still has its connection: another resource does not adopt it", async () => {
    const { emulator, stack } = await startBench();
    const first = jira({ name: "same" });
    await stack.up({ first });
    withoutMark(stack, "first");
    const second = bare({ name: "x", adoptConnectionId: 1001 });
    expect(await errorOf(stack.up({ first, second }, { sequential: true }))).toMatch(/1001.*"first"/s);
    await stack.up({ first, second: bare({ name: "same", onExisting: "adopt" }) }, { sequential: true });
    expect(connectionsIn(stack)).toEqual([1001, 1002]);
    expectAgreement(emulator, stack);
  });

  test("still has its assignment", async () => {
    const { stack } = await startBench();
    await stack.up({ first: assignment() });
    withoutMark(stack, "first");
    expect(await errorOf(stack.up({ first: assignment(), second: assignment() }, { sequential: true }))).toContain(
      '"first"',
    );
  });

  test.each([false, true])("keeps it when the other one of two goes (refreshed: %s)", async (isRefreshed) => {
    const { emulator, stack } = await startBench();
    const first = bare({ name: "same" });
    await stack.up({ first });
    await stack.up({ first, second: bare({ name: "same", onExisting: "adopt" }) }, { target: ["second"] });
    expect(connectionsIn(stack)).toEqual([1001, 1001]);
    withoutMark(stack, "first");
    if (isRefreshed) await stack.refresh();
    await stack.up({ first });
    expectAgreement(emulator, stack);
    expect(deletes(emulator)).toBe(0);
  });

  test("is deleted when nobody else has it", async () => {
    const { emulator, stack } = await established();
    withoutMark(stack, "a");
    await stack.up({});
    expect(emulator.connections()).toEqual([]);
  });
});

describe("each life has a mark of its own", () => {
  test.each([false, true])("a replacement gets a new one (deleted first: %s)", async (deleteBeforeReplace) => {
    const { stack } = await established({ onExisting: "create" });
    const { holder } = stack.outputs();
    await stack.up({ a: jira({ onExisting: "create" }) }, { replace: ["a"], deleteBeforeReplace });
    expect(stack.outputs().holder).not.toBe(holder);
  });

  test("an adoption, too; updates, refreshes and failures keep it", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await errorOf(stack.up({ a: jira({ onExisting: "adopt", input: WRONG }) }));
    const { holder } = stack.outputs();
    expect(holder).toMatch(/^[0-9a-z]{8}$/);
    await errorOf(stack.up({ a: jira({ onExisting: "adopt", input: WRONG, name: "b" }) }));
    await stack.refresh();
    await stack.up({ a: jira({ onExisting: "adopt", name: "b" }) });
    expect(stack.outputs()).toMatchObject({ holder });
    expect(stack.of().inputs).not.toHaveProperty("holder");
  });

  test("and who it is stands in state, in inputs and outputs, under no name that people see", async () => {
    const { stack } = await established();
    expect(stack.of().outputs.__resource).toBe("a");
    await stack.refresh();
    expect(stack.of().outputs.__resource).toBe("a");
    expect(stack.of().inputs.__resource).toBe("a");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("a new name with aliases is no difference", async () => {
    const { emulator, stack } = await established();
    const b: Declaration = { ...jira({ name: "a" }), options: { aliases: ["a"] } };
    expect(await stack.up({ b })).toEqual({ b: "same" });
    expect(emulator.requests).toEqual([]);
    // The engine keeps the outputs of before, and a refresh makes inputs of what they say.
    expect(stack.of("b").inputs.__resource).toBe("b");
    await stack.refresh();
    expect(await stack.up({ b })).toEqual({ b: "same" });
    expect(stack.of("b").inputs.__resource).toBe("b");
  });
});
