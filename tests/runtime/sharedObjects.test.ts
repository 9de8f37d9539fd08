import type { Fault } from "../../emulator";
import { assignment, bare, errorOf, established, GOOD, jira, startBench, type Bench } from "./support/bench";
import { connectionsIn, deletes } from "./support/requests";
import type { Stack } from "./support/stack";

describe("two resources on one object are told once, with both and the way out", () => {
  const same = bare({ name: "same", onExisting: "adopt" });

  async function shared(): Promise<Bench> {
    const bench = await startBench();
    await bench.stack.up({ first: same });
    await bench.stack.up({ first: same, second: same }, { target: ["second"] });
    expect(connectionsIn(bench.stack)).toEqual([1001, 1001]);
    bench.lines.length = 0;
    return bench;
  }

  function expectTold(lines: readonly string[]): void {
    const told = lines.filter((line) => line.includes("pulumi state delete"));
    expect(told).toHaveLength(1);
    for (const name of ["first", "second", "1001"]) expect(told[0]).toContain(name);
  }

  test.each<[string, (stack: Stack) => Promise<unknown>]>([
    ["an up", (stack) => stack.up({ first: same, second: same })],
    ["an up in the other order", (stack) => stack.up({ second: same, first: same })],
    ["a preview", (stack) => stack.preview({ first: same, second: same })],
    ["a refresh", (stack) => stack.refresh()],
  ])("at %s", async (_title, command) => {
    const { stack, lines } = await shared();
    await command(stack);
    expectTold(lines);
  });

  test("by two customers' spellings", async () => {
    const { stack, lines } = await startBench();
    const other = bare({ name: "same", managedUserId: "EA2300", onExisting: "adopt" });
    await stack.up({ first: same });
    await stack.up({ first: same, second: other }, { target: ["second"] });
    lines.length = 0;
    await stack.up({ first: same, second: other });
    expectTold(lines);
  });

  test("either may go: the other one keeps it, and the last one deletes it", async () => {
    for (const [stays, goes] of [
      ["first", "second"],
      ["second", "first"],
    ] as const) {
      const { emulator, stack, lines } = await shared();
      await stack.up({ [stays]: same });
      expect(deletes(emulator)).toBe(0);
      expect(lines.join("")).toContain("1001");
      expect([...stack.saved.keys()]).not.toContain(goes);
      await stack.up({});
      expect(emulator.connections()).toEqual([]);
    }
  });

  test("not told of one resource and its own past", async () => {
    const { emulator, stack, lines } = await established({ adoptConnectionId: undefined });
    const a = bare({ adoptConnectionId: 1001 });
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(
      stack.up({ a: bare({ adoptConnectionId: 1001, name: "b" }) }, { replace: ["a"], deleteBeforeReplace: true }),
    );
    lines.length = 0;
    await stack.up({ a });
    await stack.up({ a });
    expect(lines.join("")).not.toContain("pulumi state delete");
  });
});

describe("a create that fails gives its claim back", () => {
  const failures: [string, Fault][] = [
    ["a 403", { status: 403 }],
    ["a 422 for the folder", { status: 422, body: { message: "Validation failed", errors: { folder_id: ["no"] } } }],
  ];
  test.each(failures)(
    "of an adoption that meets %s: another resource takes it in the same process",
    async (_title, fault) => {
      const { emulator, stack } = await startBench();
      emulator.addConnection("98178", { id: 36, name: "old", provider: "jira" });
      const process = stack.startProcess();
      emulator.failNext({ method: "PUT", ...fault });
      await errorOf(stack.up({ first: bare({ adoptConnectionId: 36 }) }, { process }));
      await stack.up({ second: bare({ adoptConnectionId: 36 }) }, { process });
      expect([...stack.saved.keys()]).toEqual(["second"]);
      expect(stack.of("second").id).toBe("98178/36");
    },
  );

  test("of an assignment", async () => {
    const { emulator, stack } = await startBench();
    const process = stack.startProcess();
    emulator.failNext({ method: "POST", status: 403 });
    await errorOf(stack.up({ first: assignment() }, { process }));
    await stack.up({ second: assignment() }, { process });
    expect([...stack.saved.keys()]).toEqual(["second"]);
  });
});

test("plain removals, destroys and refreshes still delete", async () => {
  const program = { a: jira(), b: bare(), c: jira({ name: "same" }), d: jira({ name: "same" }), p: assignment() };
  const ends: ((stack: Stack) => Promise<unknown>)[] = [
    (stack) => stack.up({}),
    (stack) => stack.destroy(),
    (stack) => stack.destroy({ refresh: true }),
    (stack) => stack.up({}, { refresh: true }),
    async (stack) => {
      const process = stack.startProcess();
      await stack.refresh({ process });
      await stack.up({ p: assignment() }, { process });
      await stack.up({}, { process });
    },
  ];
  for (const end of ends) {
    const { emulator, stack } = await startBench();
    await stack.up(program);
    expect(emulator.connection(1001)).toMatchObject({ input: GOOD });
    await end(stack);
    expect(emulator.connections()).toEqual([]);
    expect(emulator.assignments("98178")).toEqual([]);
    expect(stack.saved.size).toBe(0);
  }
});
