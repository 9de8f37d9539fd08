import type { Emulator, Fault } from "../../emulator";
import { received } from "../support/engineModel";
import { assignment, bare, errorOf, established, GOOD, jira, startBench, WRONG } from "./support/bench";
import type { PluginProcess } from "../support/pluginProcess";
import { connectionsIn, expectAgreement, sentInputs } from "./support/requests";
import { type Declaration } from "./support/stack";

/** What the engine has of a resource when it calls `create`. */
async function checked(process: PluginProcess, name: string, { type, args }: Declaration) {
  const { inputs, failures } = await process.check(type, {}, { name, ...args, __resource: name });
  expect(failures).toEqual([]);
  return received(inputs).values;
}

/** The application refuses the credentials so many times from now on, and then lets in whatever comes. */
function refuseTimes(emulator: Emulator, times: number): void {
  const before = sentInputs(emulator).length;
  emulator.behaviour.refuses = () => (sentInputs(emulator).length - before <= times ? "refused" : undefined);
}

const retried = (declaration: Declaration, retries = 2): Declaration => ({ ...declaration, options: { retries } });

describe("a create that an error hook has called again", () => {
  test.each(["failed", "4xx-created"] as const)(
    "after refused credentials (%s) goes on with the connection that is there",
    async (refusedCredentials) => {
      const { emulator, stack } = await startBench({ behaviour: { refusedCredentials } });
      const text = await errorOf(stack.up({ a: retried(jira({ input: WRONG })) }));
      expect(text).toMatch(/refused|Authentication failed/);
      expect(connectionsIn(stack)).toEqual([1001]);
      expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
      expectAgreement(emulator, stack);
      await stack.up({ a: jira() });
      expect(emulator.connections()).toMatchObject([{ id: 1001, receivedInput: GOOD, authorizationStatus: "success" }]);
      await stack.up({});
      expect(emulator.connections()).toEqual([]);
    },
  );

  test("succeeds once the application lets it in", async () => {
    const { emulator, stack } = await startBench();
    refuseTimes(emulator, 2);
    await stack.up({ a: retried(jira()) });
    expect(emulator.connections()).toMatchObject([{ id: 1001, authorizationStatus: "success" }]);
    expect(sentInputs(emulator)).toEqual([GOOD, GOOD, GOOD]);
    expect(stack.outputs()).toMatchObject({ input: GOOD, authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("of two resources with the same arguments: each has a connection of its own, however they take turns", async () => {
    for (const sequential of [true, false]) {
      for (const refused of [2, 3, 4]) {
        const { emulator, stack } = await startBench();
        refuseTimes(emulator, refused);
        const twin = retried(jira({ name: "same" }), 4);
        await stack.up({ a: twin, b: twin, c: twin }, { sequential });
        expect(connectionsIn(stack)).toEqual([1001, 1002, 1003]);
        expectAgreement(emulator, stack);
        expect(emulator.connections().map(({ authorizationStatus }) => authorizationStatus)).toEqual(
          Array(3).fill("success"),
        );
      }
    }
  });

  test("of two resources with the same arguments, refused for good: each has its own", async () => {
    const { emulator, stack } = await startBench();
    const twin = retried(jira({ name: "same", input: WRONG }));
    await errorOf(stack.up({ a: twin, b: twin }, { continueOnError: true }));
    expect(connectionsIn(stack)).toEqual([1001, 1002]);
    expectAgreement(emulator, stack);
  });

  test.each<[string, Fault]>([
    ["a POST that the token may not send", { method: "POST", status: 403 }],
    ["a list that fails", { method: "GET", status: 403 }],
    ["a POST of which nothing is known", { method: "POST", cut: "after" }],
  ])("after %s makes one connection", async (_title, fault) => {
    const { emulator, stack } = await startBench();
    emulator.failNext(fault);
    await stack.up({ a: retried(jira()) });
    expect(connectionsIn(stack)).toEqual([1001]);
    expectAgreement(emulator, stack);
  });

  test("after a POST whose settling failed finds what it made, when the program says so", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", cut: "after" });
    emulator.failNext({ method: "GET", skip: 1, status: 403 });
    await stack.up({ a: retried(jira({ onExisting: "adopt" })) });
    expect(connectionsIn(stack)).toEqual([1001]);
    expectAgreement(emulator, stack);
  });

  test("after an adoption with refused credentials goes on with the adopted one", async () => {
    const { emulator, stack } = await startBench();
    refuseTimes(emulator, 1);
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    await stack.up({ a: retried(jira({ adoptConnectionId: 36 })) });
    expect(connectionsIn(stack)).toEqual([36]);
    expect(emulator.connection(36)).toMatchObject({ authorizationStatus: "success", receivedInput: GOOD });
    await stack.up({});
    expect(emulator.connections()).toEqual([]);
  });

  test("after a disconnect that was refused disconnects", async () => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    emulator.failNext({ path: /disconnect/, status: 403 });
    await stack.up({ a: retried(bare({ adoptConnectionId: 36, disconnected: true })) });
    expect(emulator.connection(36)).toMatchObject({ authorizationStatus: null });
    expect(stack.outputs()).toMatchObject({ disconnected: true });
  });

  test.each([true, false])("in a replacement has one connection (deleted first: %s)", async (deleteBeforeReplace) => {
    const { emulator, stack } = await established();
    refuseTimes(emulator, 2);
    await stack.up({ a: retried(jira({ managedUserId: "98179" })) }, { deleteBeforeReplace });
    expect(connectionsIn(stack)).toEqual([1002]);
    expectAgreement(emulator, stack);
  });

  test("of an assignment assigns it", async () => {
    const { emulator, stack } = await startBench();
    emulator.failNext({ method: "POST", status: 403, times: 2 });
    await stack.up({ a: retried(assignment()) });
    expect(emulator.assignments("98178")).toEqual([322]);
    await stack.up({});
    expect(emulator.assignments("98178")).toEqual([]);
  });

  test("of an assignment goes on where assigning twice is an error and the answer was lost for good", async () => {
    const { emulator, stack } = await startBench({
      behaviour: { assignTwice: "error" },
      config: { retryTimeoutSeconds: "0.2" },
    });
    const fault = emulator.failNext({ method: "POST", cut: "after", times: 10_000 });
    const up = stack.up({ a: retried(assignment(), 20) });
    await emulator.waitForRequest({ method: "POST" }, 2, { finished: true });
    fault.cancel();
    await up;
    expect(emulator.assignments("98178")).toEqual([322]);
  });
});

describe("an update that an error hook has called again", () => {
  test("after refused credentials sends them again, and keeps the mark", async () => {
    const { emulator, stack } = await established();
    const { holder } = stack.outputs();
    refuseTimes(emulator, 2);
    await stack.up({ a: retried(jira({ input: WRONG })) });
    expect(sentInputs(emulator)).toEqual([WRONG, WRONG, WRONG]);
    expect(stack.outputs()).toMatchObject({ holder, input: WRONG, authorizationStatus: "success" });
  });
});

test("a replacement that deletes first, after a partial failure, and its create retried: one connection", async () => {
  const { emulator, stack } = await startBench();
  await errorOf(stack.up({ a: jira({ input: WRONG }) }));
  const replaced = { deleteBeforeReplace: true, replaceOnChanges: ["*"] };
  refuseTimes(emulator, 1);
  await stack.up({ a: retried(jira()) }, replaced);
  expect(connectionsIn(stack)).toEqual([1002]);
  expectAgreement(emulator, stack);
});

test("a create that a hook called again, and that is given up at last, leaves a resource that can be repaired and deleted", async () => {
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
