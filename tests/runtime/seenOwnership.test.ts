import { received } from "../support/engineModel";
import {
  assigned,
  assignment,
  bare,
  errorOf,
  established,
  GOOD,
  jira,
  startBench,
  writes,
  WRONG,
} from "./support/bench";
import { Stack, type Declaration } from "./support/stack";
import type { PluginProcess } from "./support/pluginProcess";

const POST = { method: "POST", path: "/connections" };

/** The ids of the objects in state; one that stands there twice is listed twice. */
const idsIn = (stack: Stack) => [...stack.saved.values()].map(({ id }) => id).sort();

/** `up --target` of this one resource: the others are neither checked nor diffed. */
async function upTargeted(stack: Stack, name: string, declaration: Declaration): Promise<void> {
  const targeted = new Stack(stack.config);
  await targeted.up({ [name]: declaration });
  stack.saved.set(name, targeted.of(name));
}

/** What the engine has of a resource when it calls `create`. */
async function checked(process: PluginProcess, name: string, { type, args }: Declaration) {
  const { inputs, failures } = await process.check(type, {}, { name, ...args, __resource: name });
  expect(failures).toEqual([]);
  return received(inputs).values;
}

describe("an assignment stays assigned", () => {
  test("under a new logical name", async () => {
    const { emulator, stack, lines } = await assigned();
    await stack.up({ renamed: assignment() });
    expect(emulator.assignments("98178")).toEqual([322]);
    expect([...stack.saved.keys()]).toEqual(["renamed"]);
    expect(lines.join("")).toContain("profile 322 was not unassigned from customer 98178");
    await stack.up({});
    expect(emulator.assignments("98178")).toEqual([]);
  });

  test.each([false, true])("when it is replaced by force (deleted first: %s)", async (deleteBeforeReplace) => {
    const { emulator, stack } = await assigned();
    await stack.up({ a: assignment() }, { replace: ["a"], deleteBeforeReplace });
    expect(emulator.assignments("98178")).toEqual([322]);
    await stack.destroy();
    expect(emulator.assignments("98178")).toEqual([]);
  });

  test("when one of two resources on it is removed, and both are told of each other before", async () => {
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

  test("with one resource, when a program has two for it: the second is refused", async () => {
    const { emulator, stack } = await startBench();
    const text = await errorOf(stack.up({ a: assignment(), b: assignment() }));
    expect(text).toContain("the assignment of profile 322 to customer 98178 is already managed by another resource");
    expect(stack.saved.size).toBe(1);
    expect(emulator.assignments("98178")).toEqual([322]);
  });
});

describe("an error hook that calls create again", () => {
  test.each(["failed", "4xx-created"] as const)(
    "after refused credentials (%s) goes on with the connection that is there",
    async (refusedCredentials) => {
      const { emulator, stack } = await startBench({ behaviour: { refusedCredentials } });
      const process = stack.startProcess();
      const inputs = await checked(process, "a", jira({ input: WRONG }));
      for (let attempt = 1; attempt <= 3; attempt++) {
        const { id, initErrors } = await process.create("connection", inputs);
        expect(id).toBe("98178/1001");
        expect(initErrors).toHaveLength(1);
      }
      expect(emulator.connections()).toHaveLength(1);
      expect(emulator.requestsOf("POST")).toHaveLength(1);
      emulator.behaviour.refuses = () => undefined;
      const accepted = await process.create("connection", inputs);
      expect(accepted).toMatchObject({ id: "98178/1001", initErrors: [], outputs: { authorizationStatus: "success" } });
      expect(emulator.connections()).toMatchObject([{ input: WRONG, authorizationStatus: "success" }]);
    },
  );

  test("is told from a second resource with the same arguments: each has a connection of its own", async () => {
    const { emulator, stack } = await startBench();
    const twin = jira({ name: "same", input: WRONG });
    await errorOf(stack.up({ a: twin, b: twin }));
    expect(idsIn(stack)).toEqual(["98178/1001", "98178/1002"]);
    expect(emulator.connections()).toHaveLength(2);
  });

  test("and is given up at last leaves a resource that can be repaired and deleted", async () => {
    const { emulator, stack } = await startBench();
    const process = stack.startProcess();
    const inputs = await checked(process, "a", jira({ input: WRONG }));
    await process.create("connection", inputs);
    const written = await process.create("connection", inputs);
    const outputs = received(written.outputs).values;
    stack.saved.set("a", { type: "connection", inputs, ...written, outputs });
    await stack.up({ a: jira() });
    expect(emulator.connections()).toMatchObject([{ id: 1001, input: GOOD, authorizationStatus: "success" }]);
    await stack.up({});
    expect(emulator.connections()).toEqual([]);
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

describe("an adoption that fails", () => {
  test("lets the old resource of the connection delete it: state and server agree", async () => {
    const { emulator, stack } = await established({ name: "same" });
    const process = stack.startProcess();
    const inputs = await checked(process, "b", jira({ name: "same", externalId: "u1", adoptConnectionId: 1001 }));
    emulator.failNext({ method: "PUT", status: 422, body: { message: "Validation failed" } });
    await expect(process.create("connection", inputs)).rejects.toThrow("Validation failed");
    // `--continue-on-error`: the engine goes on and deletes what the program does not have any more.
    await process.delete("connection", "98178/1001", stack.of().outputs);
    expect(emulator.connections()).toEqual([]);
  });

  test("lets another create of the same process take the connection over", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    emulator.failNext({ method: "PUT", status: 422, body: { message: "Validation failed" } });
    const process = stack.startProcess();
    const a = jira({ onExisting: "adopt" });
    await errorOf(stack.up({ a }, { process }));
    await stack.up({ a }, { process });
    expect(idsIn(stack)).toEqual(["98178/36"]);
  });
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

test("a POST that is refused gives no claim: another resource makes the connection in the same process", async () => {
  const { emulator, stack } = await startBench();
  emulator.failNext({ ...POST, status: 403 });
  const process = stack.startProcess();
  await errorOf(stack.up({ a: jira() }, { process }));
  await stack.up({ a: jira() }, { process });
  expect(emulator.connections()).toHaveLength(1);
});
