import type { Fault } from "../../emulator";
import { received } from "../support/engineModel";
import { assignment, bare, type Bench, errorOf, established, GOOD, jira, startBench, writes } from "./support/bench";
import type { PluginProcess } from "../support/pluginProcess";
import { connectionsIn, deletes } from "./support/requests";
import { type Declaration, Stack } from "./support/stack";

/** What the engine has of a resource when it calls `create`. */
async function checked(process: PluginProcess, name: string, { type, args }: Declaration) {
  const { inputs, failures } = await process.check(type, {}, { name, ...args, __resource: name });
  expect(failures).toEqual([]);
  return received(inputs).values;
}

/** The ids of the objects in state; one that stands there twice is listed twice. */
const idsIn = (stack: Stack) => [...stack.saved.values()].map(({ id }) => id).sort();

/** `up --target` of this one resource: the others are neither checked nor diffed. */
async function upTargeted(stack: Stack, name: string, declaration: Declaration): Promise<void> {
  const targeted = new Stack(stack.config);
  await targeted.up({ [name]: declaration });
  stack.saved.set(name, targeted.of(name));
}

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

describe("two spellings of one customer", () => {
  test("and one cut create: no connection has two resources", async () => {
    const { emulator, stack } = await startBench();
    const first = { method: "POST", path: /98178\/connections/ };
    const second = { method: "POST", path: /EA2300\/connections/ };
    const program = { a: jira({ name: "same" }), b: jira({ name: "same", managedUserId: "EA2300" }) };
    const process = stack.startProcess();
    const [ofA, ofB] = [await checked(process, "a", program.a), await checked(process, "b", program.b)];
    // a is about to be sent; b is made, and its answer is still on the way, when a is cut and looks.
    const beforeA = emulator.hold(first);
    const afterB = emulator.hold({ ...second, phase: "after" });
    emulator.failNext({ ...first, cut: "before" });
    const a = process.create("connection", ofA);
    await beforeA.waitForArrival();
    const b = process.create("connection", ofB).catch((error: unknown) => error as Error);
    await afterB.waitForArrival();
    beforeA.release();
    const written = await a;
    afterB.release();
    expect(await b).toMatchObject({
      message: expect.stringMatching(/already managed by another resource.*name one customer in two ways/s) as string,
    });
    const outputs = received(written.outputs).values;
    stack.saved.set("a", { type: "connection", inputs: ofA, ...written, outputs });

    await stack.up(program);
    const [idOfA, idOfB] = ["a", "b"].map((name) => stack.of(name).id.split("/")[1]);
    expect(idOfA).not.toBe(idOfB);
    expect(emulator.connections().map(({ id }) => String(id))).toEqual([idOfA, idOfB]);
  });

  test("do not adopt one connection twice", async () => {
    const { emulator, stack } = await startBench({ config: { onExisting: "adopt" } });
    emulator.addConnection("98178", { id: 36, name: "same", provider: "jira" });
    await stack.up({ a: bare({ name: "same" }), b: bare({ name: "same", managedUserId: "EA2300" }) });
    expect(new Set(idsIn(stack).map((id) => id.split("/")[1])).size).toBe(2);
    expect(emulator.connections()).toHaveLength(2);
  });
});

describe("a connection that `up --target` took over although another resource has it", () => {
  const a = bare({ name: "same" });
  const b = bare({ name: "same", onExisting: "adopt" });

  async function takenTwice() {
    const bench = await startBench();
    await bench.stack.up({ a });
    await upTargeted(bench.stack, "b", b);
    expect(idsIn(bench.stack)).toEqual(["98178/1001", "98178/1001"]);
    bench.emulator.clearRequests();
    bench.lines.length = 0;
    return bench;
  }

  test("is told at the next up, once, with both resources and the way out", async () => {
    const { emulator, stack, lines } = await takenTwice();
    await stack.up({ a, b });
    expect(lines).toEqual([expect.stringMatching(/connection 1001 of customer 98178 .*`pulumi state delete/s)]);
    expect(lines[0]).toContain('2 resources ("a", "b")');
    expect(writes(emulator)).toEqual([]);
  });

  test("is told at a preview and at a refresh, too", async () => {
    const { stack, lines } = await takenTwice();
    await stack.preview({ a, b });
    expect(lines.splice(0).join("")).toContain("pulumi state delete");
    const process = stack.startProcess();
    await stack.refresh({ process });
    process.end();
    expect(lines.join("")).toContain("pulumi state delete");
  });

  test("stays when one of the two is removed, and goes with the other", async () => {
    const { emulator, stack } = await takenTwice();
    await stack.up({ b });
    expect(emulator.connections()).toHaveLength(1);
    await stack.up({});
    expect(emulator.connections()).toEqual([]);
  });

  test("is not told of resources that have one connection each", async () => {
    const { stack, lines } = await startBench();
    const program = { a: bare(), b: bare(), c: assignment() };
    await stack.up(program);
    lines.length = 0;
    await stack.up(program);
    expect(lines).toEqual([]);
  });
});
