import { bare, type Bench, errorOf, established, jira, startBench, writes } from "./support/bench";
import type { Values } from "../support/engineModel";
import { connectionsIn, deletes, expectAgreement } from "./support/requests";
import type { Declaration } from "./support/stack";

const FIRST_DELETED = { deleteBeforeReplace: true };
const LOOK_UPS = [["true"], ["false"]] as const;
const KEPT = /1001.*not deleted/s;

/** The id of connection 1001 for a resource with these arguments. */
const idIn = ({ managedUserId = "98178" }: { managedUserId?: string }) => `${managedUserId}/1001`;

/** It was handed over: nothing was deleted, and its new resource deletes it at last. */
async function expectHandedOver({ emulator, stack }: Bench, id: string): Promise<void> {
  expect(deletes(emulator)).toBe(0);
  expect(emulator.connections().map((connection) => connection.id)).toEqual([1001]);
  expect([...stack.saved.values()].map((saved) => saved.id)).toEqual([id]);
  expect(stack.pendingDeletes).toEqual([]);
  await stack.destroy();
  expect(emulator.connections()).toEqual([]);
}

describe("a replacement that names its own connection by adoptConnectionId takes it over, and nothing is deleted", () => {
  const edits: [string, (bench: Bench) => Promise<void>][] = [
    ["as it was", () => Promise.resolve()],
    [
      "renamed by a person",
      ({ emulator }) => {
        emulator.edit(1001, { name: "a person's name" });
        return Promise.resolve();
      },
    ],
    [
      "renamed by a person, as a refresh has seen",
      async ({ emulator, stack }) => {
        emulator.edit(1001, { name: "a person's name" });
        await stack.refresh();
      },
    ],
    [
      "moved by a person, as a refresh has seen",
      async ({ emulator, stack }) => {
        emulator.edit(1001, { folderId: 77, externalId: "theirs" });
        await stack.refresh();
      },
    ],
  ];
  const replacements: [string, Values, boolean][] = [
    ["another spelling of the customer", { managedUserId: "EA2300" }, false],
    ["another spelling, and another name", { managedUserId: "EA2300", name: "new" }, false],
    ["--replace", {}, true],
    ["--replace, and another name", { name: "new" }, true],
    ["--replace, another name and the spelling", { name: "new", managedUserId: "EA2300" }, true],
  ];
  const cases = edits.flatMap(([edited, edit]) =>
    replacements.flatMap(([what, args, forced]) =>
      LOOK_UPS.map(([previewLookups]) => [what, edited, previewLookups, edit, args, forced] as const),
    ),
  );
  test.each(cases)("%s, %s (previewLookups %s)", async (_what, _edited, previewLookups, edit, args, forced) => {
    for (const deleteBeforeReplace of [true, false]) {
      const bench = await established({}, { config: { previewLookups } });
      const { emulator, stack, lines } = bench;
      await edit(bench);
      emulator.clearRequests();
      const a = jira({ ...args, adoptConnectionId: 1001 });
      const options = { deleteBeforeReplace, ...(forced ? { replace: ["a"] } : {}) };
      expect(await stack.up({ a }, options)).toEqual({ a: "replace" });
      expect(lines.join("")).toMatch(KEPT);
      expect(emulator.connection(1001)).toMatchObject({ name: args.name ?? "a", authorizationStatus: "success" });
      expect(await stack.up({ a })).toEqual({ a: "same" });
      await expectHandedOver(bench, idIn(args));
    }
  });

  test("also when the argument was in state before", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.addConnection("98178", { id: 1001, name: "a", provider: "jira" });
    const args = { adoptConnectionId: 1001 };
    await stack.up({ a: jira(args) });
    await stack.up({ a: jira({ ...args, managedUserId: "EA2300" }) }, FIRST_DELETED);
    await expectHandedOver(bench, "EA2300/1001");
  });

  test("also when the preview ran in the same process", async () => {
    const bench = await established({}, { config: { previewLookups: "true" } });
    const { stack } = bench;
    const process = stack.startProcess();
    const a = jira({ managedUserId: "EA2300", adoptConnectionId: 1001 });
    await stack.preview({ a }, { process, ...FIRST_DELETED });
    await stack.up({ a }, { process, ...FIRST_DELETED });
    await expectHandedOver(bench, "EA2300/1001");
  });
});

describe("adoptConnectionId that names nothing there keeps nothing from a delete", () => {
  const others: [string, Values][] = [
    ["another customer", { managedUserId: "98179" }],
    ["another connector", { provider: "zendesk", input: undefined }],
  ];
  test.each(others.flatMap(([what, args]) => LOOK_UPS.map(([look]) => [what, look, args] as const)))(
    "%s (previewLookups %s): what is replaced is deleted, and not said to be taken over",
    async (_what, previewLookups, args) => {
      for (const wasNamed of [true, false]) {
        const { emulator, stack, lines } = await startBench({ config: { previewLookups } });
        emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
        const before = wasNamed ? { adoptConnectionId: 36 } : { onExisting: "adopt" };
        await stack.up({ a: jira(before) });
        lines.length = 0;
        const a = jira({ ...args, adoptConnectionId: 36 });
        expect(await errorOf(stack.up({ a }, FIRST_DELETED))).toContain("adoptConnectionId");
        expect(emulator.connections()).toEqual([]);
        expect(lines.join("")).not.toContain("not deleted");
        await stack.destroy();
        expectAgreement(emulator, stack);
      }
    },
  );

  test("another customer that has a connection of its own by that id is not confused with it", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    emulator.addConnection("98179", { id: 37, name: "a", provider: "jira" });
    await stack.up({ a: jira({ adoptConnectionId: 36 }) });
    await stack.up({ a: jira({ managedUserId: "98179", adoptConnectionId: 37 }) }, FIRST_DELETED);
    expect(emulator.connections().map(({ id }) => id)).toEqual([37]);
    expect(stack.of().id).toBe("98179/37");
  });

  test("with create first, nothing is deleted before the error", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await stack.up({ a: jira({ adoptConnectionId: 36 }) });
    await errorOf(stack.up({ a: jira({ managedUserId: "98179", adoptConnectionId: 36 }) }));
    expectAgreement(emulator, stack);
    expect(emulator.connections()).toHaveLength(1);
  });
});

describe("a connection goes from one resource to another", () => {
  const by = (args: Values): Declaration => jira({ name: "same", ...args });
  const ways: [string, Values][] = [
    ["adoptConnectionId", { adoptConnectionId: 1001 }],
    ["adoptConnectionId, with another name", { adoptConnectionId: 1001, name: "new" }],
    ["adoptConnectionId, with another spelling", { adoptConnectionId: 1001, managedUserId: "EA2300" }],
    ["onExisting", { onExisting: "adopt" }],
    ["onExisting, with another spelling", { onExisting: "adopt", managedUserId: "EA2300" }],
  ];
  test.each(ways)("when the first is removed: by %s", async (_way, args) => {
    for (const isSeenBefore of [false, true]) {
      const bench = await startBench();
      const { stack, lines } = bench;
      await stack.up({ old: by({}) });
      const process = stack.startProcess();
      // `up --refresh` in one process with the update after it.
      if (isSeenBefore) await stack.refresh({ process });
      await stack.up({ new: by(args) }, { process });
      expect(lines.join("")).toMatch(KEPT);
      await expectHandedOver(bench, idIn(args));
    }
  });

  test.each(ways)("over two runs: by %s", async (_way, args) => {
    const bench = await startBench();
    const { stack } = bench;
    await stack.up({ old: by({}) });
    await stack.up({ old: by({}), new: by(args) }, { target: ["new"] });
    expect(connectionsIn(stack)).toEqual([1001, 1001]);
    await stack.up({ new: by(args) });
    await expectHandedOver(bench, idIn(args));
  });

  test.each([true, false])(
    "to one that comes before the first in the program, which is replaced (deleted first: %s)",
    async (deleteBeforeReplace) => {
      const bench = await startBench();
      const { emulator, stack } = bench;
      await stack.up({ a: by({}) });
      const program = { b: by({ adoptConnectionId: 1001, name: "b" }), a: bare({ provider: "zendesk" }) };
      await stack.up(program, { deleteBeforeReplace, sequential: true });
      expect(deletes(emulator)).toBe(0);
      expect(stack.of("b").id).toBe("98178/1001");
      expectAgreement(emulator, stack);
      expect(await stack.up(program)).toEqual({ a: "same", b: "same" });
    },
  );

  test("whose create fails: the old resource's delete goes on, and state and server agree", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ old: by({}) });
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(stack.up({ new: by({ adoptConnectionId: 1001, name: "new" }) }, { continueOnError: true }));
    expectAgreement(emulator, stack);
  });

  test("whose create has refused credentials: it has it all the same, and it is not deleted", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ old: by({}) });
    const wrong = by({ adoptConnectionId: 1001, name: "new", input: { apitoken: "wrong" } });
    await errorOf(stack.up({ new: wrong }, { continueOnError: true }));
    expect(deletes(emulator)).toBe(0);
    expect(stack.of("new").id).toBe("98178/1001");
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });
});

test("a replacement without adoptConnectionId deletes what it replaces, in both orders", async () => {
  for (const deleteBeforeReplace of [true, false]) {
    for (const args of [{ managedUserId: "98179" }, { provider: "zendesk" }, { onExisting: "create", replace: true }]) {
      const { replace, ...changes } = { replace: false, ...args };
      const { emulator, stack } = await established();
      const options = { deleteBeforeReplace, ...(replace ? { replace: ["a"] } : {}) };
      expect(await stack.up({ a: jira(changes) }, options)).toEqual({ a: "replace" });
      expect(writes(emulator).filter((line) => line.startsWith("DELETE"))).toEqual(["DELETE 98178/connections/1001"]);
      expect(emulator.connections()).toHaveLength(1);
      expectAgreement(emulator, stack);
    }
  }
});

describe("a connection that the program takes over by its id", () => {
  test.each(["EA2300", "98178"])("is not deleted before its replacement in customer %s", async (managedUserId) => {
    const { emulator, stack, lines } = await established();
    const options = { deleteBeforeReplace: true };
    const replaced = { ...jira({ managedUserId, adoptConnectionId: 1001 }), options };
    const replace = managedUserId === "98178" ? { replace: ["a"] } : {};
    expect(await stack.up({ a: replaced }, replace)).toEqual({ a: "replace" });
    expect(lines.join("")).toContain(
      "connection 1001 of customer 98178 was not deleted: adoptConnectionId takes it over.",
    );
    expect(emulator.connections()).toMatchObject([{ id: 1001 }]);
    expect(stack.of().id).toBe(`${managedUserId}/1001`);
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test("its own authorization is not called somebody else's", async () => {
    const { stack, lines } = await established();
    const a = { ...jira({ managedUserId: "EA2300", adoptConnectionId: 1001 }), options: { deleteBeforeReplace: true } };
    await stack.up({ a });
    expect(lines.join("")).not.toContain("someone else");
  });

  test("is foreseen to be refused when another resource has it, or will", async () => {
    const { stack, lines } = await established();
    const adopting = (name: string) => jira({ name, adoptConnectionId: 1001 });
    const process = stack.startProcess({ previewLookups: "true" });
    await stack.preview({ a: jira(), b: adopting("b") }, { process });
    process.end();
    expect(lines.join("")).toContain(
      "`pulumi up` will fail for 1 connection, because adoptConnectionId is one that another resource of this stack has: " +
        '"b" (id 1001) of customer 98178',
    );
  });
});
