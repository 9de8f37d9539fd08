import { assignment, bare, errorOf, jira, startBench, type Bench } from "./support/bench";
import { connectionsIn, expectAgreement } from "./support/requests";
import type { Stack } from "./support/stack";

const FORGET = /WORKATO_FORGET_CUSTOMERS=98178\b/;
/** Two connections in each of two projects. */
const PROGRAM = {
  a: bare({ name: "A", folderId: 7 }),
  b: bare({ name: "B", folderId: 7 }),
  c: bare({ name: "C", folderId: 8 }),
  d: bare({ name: "D", folderId: 8 }),
};
const ALL = [1001, 1002, 1003, 1004];

/** Ways in which the token stops to see the customer's connections, although each answer is a 200. */
const BLIND: [string, (bench: Bench) => void][] = [
  ["every list is empty", ({ emulator }) => void (emulator.behaviour.emptyLists = 10_000)],
  ["it sees no project", ({ emulator }) => void (emulator.behaviour.visibleFolders = [])],
  ["it sees another project", ({ emulator }) => void (emulator.behaviour.visibleFolders = [99])],
];

async function made(): Promise<Bench> {
  const bench = await startBench();
  await bench.stack.up(PROGRAM, { sequential: true });
  bench.emulator.clearRequests();
  bench.lines.length = 0;
  return bench;
}

describe("a token that sees none of a customer's connections any more", () => {
  const commands: [string, (stack: Stack) => Promise<unknown>][] = [
    ["a refresh", (stack) => stack.refresh()],
    ["up --refresh", (stack) => stack.up(PROGRAM, { refresh: true })],
    ["destroy --refresh", (stack) => stack.destroy({ refresh: true })],
  ];
  test.each(BLIND.flatMap(([why, blind]) => commands.map(([what, command]) => [why, what, blind, command] as const)))(
    "%s: %s is an error with the way out, and nothing is lost or made",
    async (_why, _what, blind, command) => {
      const bench = await made();
      const { emulator, stack } = bench;
      blind(bench);
      const text = await errorOf(command(stack));
      expect(text).toMatch(FORGET);
      expect(text).toMatch(/token/);
      expect(connectionsIn(stack)).toEqual(ALL);
      expect(emulator.connections()).toHaveLength(4);
      // And the program goes on as before.
      emulator.clearRequests();
      await stack.up(PROGRAM);
      expect(emulator.connections()).toHaveLength(4);
    },
  );

  test("it sees no project: destroy is an error, too, and nothing is forgotten", async () => {
    const { emulator, stack } = await made();
    emulator.behaviour.visibleFolders = [];
    const text = await errorOf(stack.destroy());
    expect(text).toMatch(FORGET);
    expect(connectionsIn(stack).length).toBeGreaterThan(0);
    emulator.behaviour.visibleFolders = undefined;
    await stack.destroy();
    expect(emulator.connections()).toEqual([]);
  });

  test.each(BLIND)("%s: with WORKATO_FORGET_CUSTOMERS they are forgotten", async (_why, blind) => {
    const bench = await made();
    blind(bench);
    process.env.WORKATO_FORGET_CUSTOMERS = "98178";
    await bench.stack.refresh();
    expect(bench.stack.saved.size).toBe(0);
  });

  test("the way out names the customer as the program does", async () => {
    const { emulator, stack } = await startBench();
    const program = { a: bare({ managedUserId: "EB/23 00" }), b: bare({ managedUserId: "EB/23 00" }) };
    await stack.up(program);
    emulator.behaviour.visibleFolders = [];
    expect(await errorOf(stack.refresh())).toContain("WORKATO_FORGET_CUSTOMERS=EB%2F23%2000");
    process.env.WORKATO_FORGET_CUSTOMERS = "EB%2F23%2000";
    await stack.refresh();
    expect(stack.saved.size).toBe(0);
  });

  test("another customer's connections are not held back by it", async () => {
    const { emulator, stack } = await startBench();
    const other = { x: bare({ managedUserId: "98179" }), y: bare({ managedUserId: "98179" }) };
    await stack.up({ ...PROGRAM, ...other });
    emulator.failNext({ method: "GET", path: /98178\/connections/, status: 200, body: { result: [] }, times: 10_000 });
    emulator.edit(Number(stack.of("x").id.split("/")[1]), { name: "renamed" });
    expect(await errorOf(stack.refresh())).toMatch(FORGET);
    expect(stack.saved.size).toBe(6);
    expect(stack.outputs("x")).toMatchObject({ name: "renamed" });
  });

  test("of another connector each: all of them are missing all the same", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: jira(), b: bare({ provider: "zendesk" }) });
    emulator.behaviour.visibleFolders = [];
    expect(await errorOf(stack.refresh())).toMatch(FORGET);
    expect(connectionsIn(stack)).toEqual([1001, 1002]);
  });

  test("a single connection is believed to be gone after two looks, and is said", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: bare({ name: "A", folderId: 7 }), p: assignment() });
    emulator.behaviour.visibleFolders = [];
    lines.length = 0;
    await stack.refresh();
    expect([...stack.saved.keys()]).toEqual(["p"]);
    expect(lines.join("")).toMatch(/1001.*"A".*7/s);
  });
});

describe("a token that does not see what it makes", () => {
  test.each([[[]], [[99]]])(
    "(sees %j) and a lost create: a line says that there may be another one",
    async (visibleFolders) => {
      const { emulator, stack, lines } = await startBench();
      emulator.behaviour.visibleFolders = visibleFolders;
      emulator.failNext({ method: "POST", path: "/connections", cut: "after" });
      await stack.up({ a: jira({ folderId: 7 }) });
      expect(emulator.connections()).toHaveLength(2);
      expect(lines.join("")).toMatch(
        /connection 1002 "a".*98178.*Whether an earlier request made another one is not known/s,
      );
    },
  );

  test("where it sees what it makes, nothing is said", async () => {
    const { emulator, stack, lines } = await startBench();
    emulator.failNext({ method: "POST", path: "/connections", cut: "before" });
    await stack.up({ a: jira() });
    expect(emulator.connections()).toHaveLength(1);
    expect(lines.join("")).not.toContain("earlier request");
  });

  test.each([["EA2300"], ["98178"]])(
    "nothing is deleted that the program names, although no list shows it (customer %s)",
    async (managedUserId) => {
      for (const previewLookups of ["true", "false"]) {
        const { emulator, stack, lines } = await startBench({ config: { previewLookups } });
        emulator.behaviour.visibleFolders = [];
        await stack.up({ a: jira() });
        const a = jira({ managedUserId, adoptConnectionId: 1001 });
        const how = { deleteBeforeReplace: true, replace: ["a"] };
        expect(await errorOf(stack.up({ a }, how))).toContain("adoptConnectionId");
        expect(emulator.connections().map(({ id }) => id)).toEqual([1001]);
        expect(lines.join("")).toMatch(/1001.*was not deleted: adoptConnectionId names it/s);
      }
    },
  );
});

describe("a connection that is gone is said, with what it was", () => {
  test("one of several: its id, its name, its folder, and that a token that does not see its project looks the same", async () => {
    const { emulator, stack, lines } = await made();
    emulator.remove(1003);
    await stack.refresh();
    expect(connectionsIn(stack)).toEqual([1001, 1002, 1004]);
    const said = lines.filter((line) => line.includes("1003"));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/"C"/);
    expect(said[0]).toMatch(/folder 8/);
    expect(said[0]).toMatch(/token.*project|project.*token/s);
  });

  test("those of a project that the token does not see any more: a line each", async () => {
    const { emulator, stack, lines } = await made();
    emulator.behaviour.visibleFolders = [7];
    await stack.refresh();
    expect(connectionsIn(stack)).toEqual([1001, 1002]);
    for (const [id, name] of [
      ["1003", "C"],
      ["1004", "D"],
    ]) {
      expect(lines.join("")).toMatch(new RegExp(`${id!}.*"${name!}".*folder 8`, "s"));
    }
    expect(lines.join("")).not.toMatch(/"A"|"B"/);
  });

  test("where the program names no folder: its id and its name", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: bare(), b: bare() }, { sequential: true });
    emulator.remove(1001);
    lines.length = 0;
    await stack.refresh();
    expect(lines.join("")).toMatch(/1001.*"a"/s);
  });

  test("what is there is said nothing of", async () => {
    const { stack, lines } = await made();
    await stack.refresh();
    expect(lines).toEqual([]);
  });

  test("a destroy of what is gone says nothing is wrong", async () => {
    const { emulator, stack } = await made();
    emulator.remove(1003);
    await stack.destroy();
    expect(stack.saved.size).toBe(0);
    expectAgreement(emulator, stack);
  });
});

describe("an answer that counts more than it lists proves nothing", () => {
  const commands: [string, (stack: Stack) => Promise<unknown>][] = [
    ["a refresh", (stack) => stack.refresh()],
    ["up --refresh", (stack) => stack.up(PROGRAM, { refresh: true })],
    ["destroy --refresh", (stack) => stack.destroy({ refresh: true })],
  ];
  test.each(commands)(
    "%s with two of four: an error for those that are missing, and nothing is lost",
    async (_what, command) => {
      const { emulator, stack } = await made();
      Object.assign(emulator.behaviour, { countsAll: true, visibleFolders: [7] });
      const text = await errorOf(command(stack));
      expect(text.split("\n---\n")).toHaveLength(2);
      expect(text).toContain("98178");
      expect(connectionsIn(stack)).toEqual(ALL);
      expect(emulator.connections()).toHaveLength(4);
    },
  );

  test("count 3 and two elements", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare(), b: bare(), c: bare() }, { sequential: true });
    emulator.edit(1003, { folderId: 8 });
    Object.assign(emulator.behaviour, { countsAll: true, visibleFolders: [emulator.connection(1001)!.folderId] });
    expect(await errorOf(stack.refresh())).toMatch(/98178.*3/s);
    expect(connectionsIn(stack)).toEqual([1001, 1002, 1003]);
  });

  test("one connection", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: bare() });
    Object.assign(emulator.behaviour, { countsAll: true, visibleFolders: [] });
    await errorOf(stack.refresh());
    expect(connectionsIn(stack)).toEqual([1001]);
  });

  test("an answer that counts what it lists is a proof like any other", async () => {
    const { emulator, stack } = await made();
    emulator.behaviour.countsAll = true;
    emulator.remove(1003);
    await stack.refresh();
    expect(connectionsIn(stack)).toEqual([1001, 1002, 1004]);
  });

  test("a delete that meets a 404 is not believed", async () => {
    const { emulator, stack } = await made();
    Object.assign(emulator.behaviour, { countsAll: true, visibleFolders: [7] });
    await errorOf(stack.up({ a: PROGRAM.a, b: PROGRAM.b }));
    emulator.behaviour.visibleFolders = undefined;
    expectAgreement(emulator, stack);
  });
});

test("what was made where the token does not see it keeps its id, although it cannot be disconnected", async () => {
  const { emulator, stack } = await startBench({ behaviour: { visibleFolders: [] } });
  expect(await errorOf(stack.up({ a: jira({ disconnected: true }) }))).toContain("is still connected");
  expect(stack.of().id).toBe("98178/1001");
  emulator.behaviour.visibleFolders = undefined;
  await stack.up({ a: jira({ disconnected: true }) });
  expect(emulator.connections()).toEqual([expect.objectContaining({ authorizationStatus: null })]);
});
