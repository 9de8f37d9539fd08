import type { Fault } from "../../emulator";
import { received } from "../support/engineModel";
import { assigned, assignment, bare, type Bench, errorOf, established, jira, startBench, WRONG } from "./support/bench";
import { upKilledAt } from "./support/killable";
import type { Values } from "../support/engineModel";
import { connectionsIn, expectAgreement } from "./support/requests";

const REPLACED = { replace: ["a"], deleteBeforeReplace: true };
const TAKEN = /managed by another|already managed/;

/** What a create meets after the delete of what it replaces. */
const REFUSALS: [string, Fault][] = [
  ["refused: 403", { status: 403 }],
  ["refused: 422", { status: 422, body: { message: "Validation failed", errors: { folder_id: ["no"] } } }],
];

/** Every command may be repeated, and after it state and server agree. */
async function expectMended(bench: Bench, a: ReturnType<typeof jira>, id: number): Promise<void> {
  const { emulator, stack, lines } = bench;
  lines.length = 0;
  await stack.up({ a });
  expect(lines.join("")).not.toMatch(TAKEN);
  expect(connectionsIn(stack)).toEqual([id]);
  expectAgreement(emulator, stack);
  expect(await stack.up({ a })).toEqual({ a: "same" });
  expect(lines.join("")).not.toContain("pulumi state delete");
  await stack.destroy();
  expect(emulator.connections()).toEqual([]);
}

describe("a replacement that keeps its connection by adoptConnectionId, cut between its delete and its create", () => {
  const a = jira({ name: "new", adoptConnectionId: 1001 });

  test.each(REFUSALS)("%s: the next up takes it over", async (_title, fault) => {
    const bench = await established();
    const { emulator, stack } = bench;
    emulator.failNext({ method: "PUT", ...fault });
    await errorOf(stack.up({ a }, REPLACED));
    await expectMended(bench, a, 1001);
  });

  test.each(REFUSALS)("%s, again and again, with refreshes between", async (_title, fault) => {
    const bench = await established();
    const { emulator, stack } = bench;
    for (const _time of [1, 2, 3]) {
      emulator.failNext({ method: "PUT", ...fault });
      const text = await errorOf(stack.up({ a }, REPLACED));
      expect(text).not.toMatch(TAKEN);
      await stack.refresh();
    }
    await expectMended(bench, a, 1001);
  });

  test("killed: the next up takes it over", async () => {
    const bench = await established();
    await upKilledAt(bench, { a }, { method: "PUT" }, REPLACED);
    await expectMended(bench, a, 1001);
  });

  test.each(["EA2300", "98178"])("refused, and the program then names the customer %s", async (managedUserId) => {
    const bench = await established();
    const { emulator, stack } = bench;
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(
      stack.up({ a: jira({ managedUserId: "EA2300", adoptConnectionId: 1001 }) }, { deleteBeforeReplace: true }),
    );
    await expectMended(bench, jira({ managedUserId, adoptConnectionId: 1001 }), 1001);
  });

  test("refused, and the program then finds it by its name", async () => {
    const bench = await established();
    const { emulator, stack } = bench;
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(stack.up({ a }, REPLACED));
    await expectMended(bench, jira({ onExisting: "adopt" }), 1001);
  });

  test("refused, and another resource has it meanwhile: that one is named", async () => {
    const bench = await established();
    const { emulator, stack } = bench;
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(stack.up({ a }, REPLACED));
    const other = bare({ name: "other", adoptConnectionId: 1001 });
    await stack.up({ a, other }, { target: ["other"] });
    expect(await errorOf(stack.up({ other, a }, { sequential: true }))).toContain('"other"');
  });
});

describe("a replacement that deletes its connection, cut between its delete and its create", () => {
  test.each([...REFUSALS, ["the list: 403", { method: "GET", status: 403 }] as [string, Fault]])(
    "%s: the next up makes it, and says nothing of another resource",
    async (_title, fault) => {
      const bench = await established();
      const { emulator, stack } = bench;
      emulator.failNext({ method: "POST", path: "/connections", ...fault });
      await errorOf(stack.up({ a: jira() }, REPLACED));
      expect(emulator.connections()).toEqual([]);
      await expectMended(bench, jira(), 1002);
    },
  );

  test("killed: the next up makes it", async () => {
    const bench = await established();
    await upKilledAt(bench, { a: jira() }, { method: "POST", path: "/connections" }, REPLACED);
    await expectMended(bench, jira(), 1002);
  });

  test("refused, and a person makes it again: it is taken over", async () => {
    const bench = await established();
    const { emulator, stack } = bench;
    emulator.failNext({ method: "POST", status: 403 });
    await errorOf(stack.up({ a: jira() }, REPLACED));
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await expectMended(bench, jira({ onExisting: "adopt" }), 36);
  });

  test("its answer lost, after it was made: one connection", async () => {
    const bench = await established();
    bench.emulator.failNext({ method: "POST", cut: "after" });
    await bench.stack.up({ a: jira() }, REPLACED);
    await expectMended(bench, jira(), 1002);
  });

  test("killed after it was made: found, and taken over", async () => {
    const bench = await established();
    const { emulator } = bench;
    await upKilledAt(bench, { a: jira() }, { method: "POST", path: "/connections", execute: true }, REPLACED);
    expect(emulator.connections()).toHaveLength(1);
    await expectMended(bench, jira({ onExisting: "adopt" }), 1002);
  });
});

describe("replaceOnChanges, after refused credentials", () => {
  const every = { replaceOnChanges: ["*"] };

  test.each([true, false])(
    "of what it has adopted by its id: it stays its own (deleted first: %s)",
    async (deleteBeforeReplace) => {
      const bench = await startBench();
      const { emulator, stack } = bench;
      emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
      const args = { adoptConnectionId: 36 };
      await errorOf(stack.up({ a: jira({ ...args, input: WRONG }) }));
      expect(stack.of().id).toBe("98178/36");
      expect(await stack.up({ a: jira(args) }, { ...every, deleteBeforeReplace })).toEqual({ a: "replace" });
      await expectMended(bench, jira(args), 36);
    },
  );

  test("of what it has made, delete first: no orphan and no twin", async () => {
    const bench = await startBench();
    const { stack } = bench;
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.up({ a: jira() }, { ...every, deleteBeforeReplace: true });
    await expectMended(bench, jira(), 1002);
  });

  test("refused again and again, delete first: one connection in the end", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    const args = { adoptConnectionId: 36, input: WRONG };
    for (const _time of [1, 2, 3]) {
      const text = await errorOf(stack.up({ a: jira(args) }, { ...every, deleteBeforeReplace: true }));
      expect(text).not.toMatch(TAKEN);
      expect(connectionsIn(stack)).toEqual([36]);
    }
    await expectMended(bench, jira({ adoptConnectionId: 36 }), 36);
  });
});

describe("an assignment whose replacement was refused after the unassign", () => {
  const REFUSED: [string, Values, Fault | undefined][] = [
    ["a profile that is not there", { profileId: 999 }, undefined],
    ["a 403", { profileId: 323 }, { method: "POST", status: 403 }],
    ["a 403 for the other customer", { managedUserId: "98179" }, { method: "POST", status: 403 }],
  ];
  const cases = REFUSED.flatMap(([what, args, fault]) =>
    (["ok", "error"] as const).flatMap((assignTwice) =>
      [true, false].map((byHand) => [what, assignTwice, byHand, args, fault] as const),
    ),
  );
  test.each(cases)(
    "%s; assigning twice is %s; put back by hand: %s: the program put back assigns it, and it is its own",
    async (_what, assignTwice, byHand, args, fault) => {
      for (const others of [0, 1]) {
        const { emulator, stack } = await assigned({}, { behaviour: { assignTwice } });
        if (others > 0) emulator.assignByHand("98181", 322);
        if (fault !== undefined) emulator.failNext(fault);
        await errorOf(stack.up({ a: assignment(args) }));
        expect(emulator.assignments("98178")).toEqual([]);
        if (byHand) emulator.assignByHand("98178", 322);
        await stack.up({ a: assignment() });
        expect(emulator.assignments("98178")).toEqual([322]);
        expect(await stack.up({ a: assignment() })).toEqual({ a: "same" });
        await stack.destroy();
        expect(emulator.assignments("98178")).toEqual([]);
      }
    },
  );

  test.each<[string, Fault]>([
    ["cut after the work", { cut: "after" }],
    ["a 500 after the work", { status: 500, execute: true }],
    ["an empty answer", { body: "" }],
  ])("put back, and the answer lost (%s) where assigning twice is an error: it is its own", async (_title, fault) => {
    const { emulator, stack } = await assigned({}, { behaviour: { assignTwice: "error" } });
    await errorOf(stack.up({ a: assignment({ profileId: 999 }) }));
    emulator.failNext({ method: "POST", ...fault });
    await stack.up({ a: assignment() });
    expect(emulator.assignments("98178")).toEqual([322]);
    expect(await stack.up({ a: assignment() })).toEqual({ a: "same" });
  });

  test("killed between the unassign and the assign: the next up assigns it", async () => {
    const bench = await assigned();
    await upKilledAt(bench, { a: assignment({ profileId: 324 }) }, { method: "POST" });
    for (const profileId of [324, 322]) {
      await bench.stack.up({ a: assignment({ profileId }) });
      expect(bench.emulator.assignments("98178")).toEqual([profileId]);
    }
  });

  test("--replace, refused: the next up assigns it", async () => {
    const { emulator, stack } = await assigned();
    emulator.failNext({ method: "POST", status: 403 });
    await errorOf(stack.up({ a: assignment() }, REPLACED));
    await stack.up({ a: assignment() });
    expect(emulator.assignments("98178")).toEqual([322]);
  });

  test("refused, and another resource has it meanwhile: that one is named", async () => {
    const { stack } = await assigned();
    await errorOf(stack.up({ a: assignment({ profileId: 999 }) }));
    await stack.up({ a: assignment(), other: assignment() }, { target: ["other"] });
    const text = await errorOf(stack.up({ other: assignment(), a: assignment() }, { sequential: true }));
    expect(text).toContain('"other"');
  });
});

test("a replacement that the engine decides on, delete first, after refused credentials: no orphan and no twin", async () => {
  const { emulator, stack } = await startBench();
  await errorOf(stack.up({ a: jira({ input: WRONG }) }));
  const { id, inputs: olds, outputs } = stack.of();
  const process = stack.startProcess();
  // `replaceOnChanges`: diff says "update", and the engine makes it a replacement.
  const { inputs: signed } = await process.check("connection", olds, { name: "a", ...jira().args, __resource: "a" });
  const inputs = received(signed).values;
  expect(await process.diff("connection", id, outputs, inputs)).toMatchObject({ changes: true, replaces: [] });
  await process.delete("connection", id, outputs);
  expect(emulator.connections()).toEqual([]);
  const created = await process.create("connection", inputs);
  expect(emulator.connections().map((connection) => `98178/${connection.id}`)).toEqual([created.id]);
});
