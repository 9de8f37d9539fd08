import { bare, errorOf, established, GOOD, jira, startBench, type Bench, type BenchOptions } from "./support/bench";
import type { Values } from "../support/engineModel";
import { deletes, expectAgreement } from "./support/requests";

describe("a name that is taken, in a replacement", () => {
  const taken: BenchOptions = { behaviour: { uniqueNames: true } };

  test.each<[string, Values, object]>([
    ["--replace, with onExisting: create", { onExisting: "create" }, { replace: ["a"] }],
    ["another spelling, with onExisting: create", { onExisting: "create", managedUserId: "EA2300" }, {}],
    ["--replace", {}, { replace: ["a"] }],
    ["another spelling", { managedUserId: "EA2300" }, {}],
  ])("(%s): the error names deleteBeforeReplace, and with it the replacement works", async (_title, args, options) => {
    const { emulator, stack } = await established({}, taken);
    const text = await errorOf(stack.up({ a: jira(args) }, options));
    expect(text).toContain("deleteBeforeReplace");
    expectAgreement(emulator, stack);
    await stack.up({ a: jira(args) }, { ...options, deleteBeforeReplace: true });
    expectAgreement(emulator, stack);
    expect(emulator.connections()).toHaveLength(1);
  });

  test.each([422, 409])("said with %d and other words", async (status) => {
    const { emulator, stack } = await established();
    emulator.failNext({ method: "POST", status, body: { message: "Name has already been taken" } });
    const text = await errorOf(stack.up({ a: jira({ onExisting: "create" }) }, { replace: ["a"] }));
    expect(text).toContain("has already been taken");
    expect(text).toContain("deleteBeforeReplace");
  });
});

describe("a forced disconnect after which the delete is still refused", () => {
  const stuck: BenchOptions = { behaviour: { forceDisconnectFreesDelete: false } };

  async function refused(args: Values): Promise<Bench & { text: string }> {
    const bench = await established(args, stuck);
    bench.emulator.useInRecipe(1001);
    const text = await errorOf(bench.stack.destroy());
    expect(bench.emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
    expect(bench.stack.saved.size).toBe(1);
    return { ...bench, text };
  }

  test("says that it is disconnected now, and how to connect it again", async () => {
    const { emulator, stack, text } = await refused({ forceDelete: true });
    expect(text).toMatch(/1001.*disconnected/s);
    expect(text).toMatch(/[Ss]top the recipes/);
    expect(text).toContain("credentialsVersion");
    // What it says works.
    await stack.up({ a: jira({ forceDelete: true, credentialsVersion: 1 }) });
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", receivedInput: GOOD });
  });

  test("of a connection without credentials says who can connect it again", async () => {
    const bench = await startBench(stuck);
    const { emulator, stack } = bench;
    await stack.up({ a: bare({ forceDelete: true }) });
    emulator.authorize(1001);
    emulator.useInRecipe(1001);
    const text = await errorOf(stack.destroy());
    expect(text).toMatch(/1001.*disconnected/s);
    expect(text).toMatch(/person|authorize/);
  });

  test("by WORKATO_FORCE_DELETE, too", async () => {
    process.env.WORKATO_FORCE_DELETE = "98178/1001";
    const { text } = await refused({});
    expect(text).toContain("credentialsVersion");
  });

  test("in a replacement, whose delete is left over: the new one is not what is to be connected again", async () => {
    const { emulator, stack } = await established({ forceDelete: true }, stuck);
    emulator.useInRecipe(1001);
    const text = await errorOf(stack.up({ a: jira({ forceDelete: true, managedUserId: "98179" }) }));
    expect(text).toMatch(/1001.*disconnected/s);
    expect(emulator.connection(1002)).toMatchObject({ authorizationStatus: "success" });
    emulator.stopRecipes(1001);
    await stack.up({ a: jira({ forceDelete: true, managedUserId: "98179" }) });
    expectAgreement(emulator, stack);
  });

  test("a second refusal of another kind says that it is disconnected, as well", async () => {
    const { emulator, stack } = await established({ forceDelete: true });
    emulator.useInRecipe(1001);
    emulator.failNext({ method: "DELETE", skip: 1, status: 403 });
    const text = await errorOf(stack.destroy());
    expect(text).toContain("403");
    expect(text).toMatch(/1001.*disconnected/s);
  });

  test("a delete that is refused without force says nothing of a disconnect that was not made", async () => {
    const { emulator, stack } = await established();
    emulator.useInRecipe(1001);
    const text = await errorOf(stack.destroy());
    expect(text).toContain("nothing was deleted");
    expect(text).not.toMatch(/was disconnected|is disconnected/);
    expect(deletes(emulator)).toBe(1);
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success" });
  });
});

describe("an error names its way out", () => {
  test("a disconnect that is refused, with credentials that were not sent", async () => {
    const { emulator, stack } = await established();
    emulator.useInRecipe(1001);
    const text = await errorOf(stack.up({ a: jira({ disconnected: true, credentialsVersion: 2 }) }));
    expect(text).toContain("forceDisconnect: true");
  });

  test("refused credentials: `input`, and `pulumi up`", async () => {
    const { stack } = await established();
    const text = await errorOf(stack.up({ a: jira({ input: { apitoken: "wrong" } }) }));
    expect(text).toMatch(/1001 "a".*refused.*`input`.*`pulumi up`/s);
  });

  test.each(["4xx", "4xx-created"] as const)("refused credentials as %s: the same", async (refusedCredentials) => {
    const { stack } = await established({}, { behaviour: { refusedCredentials } });
    const text = await errorOf(stack.up({ a: jira({ input: { apitoken: "wrong" } }) }));
    expect(text).toMatch(/1001/);
    expect(text).toMatch(/`input`.*`pulumi up`/s);
  });

  test("what another resource of the stack has: its name, and what may be done", async () => {
    const { stack } = await startBench();
    const first = jira({ name: "same" });
    await stack.up({ first });
    const second = bare({ name: "x", adoptConnectionId: 1001 });
    const text = await errorOf(stack.up({ first, second }, { sequential: true }));
    expect(text).toMatch(/"first".*adoptConnectionId|adoptConnectionId.*"first"/s);
    expect(text).toContain("aliases");
  });
});
