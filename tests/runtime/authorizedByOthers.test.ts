import { bare, jira, startBench, type Bench } from "./support/bench";

describe("someone else authorized it", () => {
  const repair = (args = {}) => jira({ onAuthorizationLost: "repair", ...args });

  /** Is a loss repaired by the next up? It is left alone where the authorization is somebody else's. */
  async function isRepaired({ emulator, stack }: Bench, args = {}): Promise<boolean> {
    emulator.loseAuthorization(1001);
    await stack.refresh();
    return (await stack.preview({ a: repair(args) })).a === "update";
  }

  test("is seen by the time, until credentials of ours are accepted again", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    await stack.up({ a: repair() });
    const { ourAuthorizedAt } = stack.outputs();
    emulator.authorize(1001);
    await stack.refresh();
    await stack.up({ a: repair({ name: "b" }) });
    expect(stack.outputs()).toMatchObject({ ourAuthorizedAt, authorizedAt: emulator.connection(1001)?.authorizedAt });
    expect(await isRepaired(bench, { name: "b" })).toBe(false);
    await stack.up({ a: repair({ name: "b", credentialsVersion: 2 }) });
    expect(stack.outputs().ourAuthorizedAt).toBe(emulator.connection(1001)?.authorizedAt);
    expect(await isRepaired(bench, { name: "b", credentialsVersion: 2 })).toBe(true);
  });

  test("half a minute before a change of ours that sends no credentials: it stays theirs", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    await stack.up({ a: repair() });
    const authorizedAt = new Date(Date.now() - 30_000).toISOString();
    emulator.edit(1001, { authorizedAt, authorizedBy: "person" });
    await stack.up({ a: repair({ name: "b" }) });
    expect(await isRepaired(bench, { name: "b" })).toBe(false);
  });

  test("is not so where the server tests what it holds at every write", async () => {
    const bench = await startBench({ behaviour: { retestOnPut: true } });
    await bench.stack.up({ a: repair() });
    await bench.stack.up({ a: repair({ name: "b" }) });
    await bench.stack.refresh();
    expect(await isRepaired(bench, { name: "b" })).toBe(true);
  });

  test("nor where it does so at the write that makes a shell of it", async () => {
    const { stack } = await startBench({ behaviour: { retestOnPut: true } });
    await stack.up({ a: repair() });
    await stack.up({ a: repair({ name: "b", shellConnection: true }) });
    await stack.refresh();
    const { authorizedAt, ourAuthorizedAt } = stack.outputs();
    expect(ourAuthorizedAt).toBe(authorizedAt);
  });

  test.each([{ sparseAnswers: true }, { wrapAnswers: true }])(
    "is not so after an answer with %j, whatever it leaves out",
    async (behaviour) => {
      const bench = await startBench({ behaviour });
      await bench.stack.up({ a: repair() });
      await bench.stack.up({ a: repair({ credentialsVersion: 2 }) });
      await bench.stack.refresh();
      expect(await isRepaired(bench, { credentialsVersion: 2 })).toBe(true);
    },
  );

  test.each(["POST", "PUT"])("is not so after a %s that answers the status without its time", async (method) => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    const arrival = { method, path: /connections(\/1001)?$/ };
    const body = { id: 1001, authorization_status: "success" };
    if (method === "PUT") await stack.up({ a: repair() });
    emulator.failNext({ ...arrival, body });
    await stack.up({ a: repair({ credentialsVersion: 2 }) });
    expect(emulator.connection(1001)).toBeDefined();
    await stack.refresh();
    expect(await isRepaired(bench, { credentialsVersion: 2 })).toBe(true);
  });

  test("after a disconnect by hand, too: repair does not put ours over theirs", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    await stack.up({ a: repair() });
    emulator.disconnectByHand(1001);
    await stack.refresh();
    emulator.authorize(1001);
    await stack.refresh();
    expect(await isRepaired(bench)).toBe(false);
  });

  test("is no drift, and no line", async () => {
    const { emulator, stack, lines } = await startBench();
    await stack.up({ a: bare({ shellConnection: true }) });
    lines.length = 0;
    emulator.authorize(1001);
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success" });
    expect(stack.outputs()).not.toHaveProperty("ourAuthorizedAt");
    expect(await stack.preview({ a: bare({ shellConnection: true }) })).toEqual({ a: "same" });
    expect(lines).toEqual([]);
  });
});
