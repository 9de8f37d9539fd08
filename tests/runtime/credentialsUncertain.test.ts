import { errorOf, established, GOOD, jira, NEW, startBench, writes, WRONG } from "./support/bench";

const PUT = "PUT 98178/connections/1001";
const UNCERTAIN = { credentialsUncertain: true };

describe("credentials that may have arrived although the PUT failed", () => {
  async function cutDuringUpdate() {
    const bench = await established({}, { config: { retryTimeoutSeconds: "0.2" } });
    const fault = bench.emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    await errorOf(bench.stack.up({ a: jira({ input: NEW }) }));
    fault.cancel();
    bench.emulator.clearRequests();
    return bench;
  }

  test("are replaced by the old ones when the program puts those back, also after a refresh", async () => {
    const { emulator, stack } = await cutDuringUpdate();
    expect(stack.outputs()).toMatchObject({ ...UNCERTAIN, input: GOOD });
    expect(emulator.connection(1001)).toMatchObject({ input: NEW });
    await stack.refresh();
    await stack.refresh();
    expect(stack.outputs()).toMatchObject(UNCERTAIN);
    expect(await stack.up({ a: jira() })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: GOOD })}`]);
    expect(stack.outputs()).not.toHaveProperty("credentialsUncertain");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("are sent again when the program keeps them", async () => {
    const { emulator, stack } = await cutDuringUpdate();
    expect(await stack.up({ a: jira({ input: NEW }) })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([`${PUT} ${JSON.stringify({ input: NEW })}`]);
    expect(stack.outputs()).not.toHaveProperty("credentialsUncertain");
  });
});

describe("nothing is uncertain after", () => {
  test("a PUT without credentials that was cut", async () => {
    const { emulator, stack } = await established({}, { config: { retryTimeoutSeconds: "0.2" } });
    emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    await errorOf(stack.up({ a: jira({ name: "b" }) }));
    expect(stack.outputs()).not.toHaveProperty("credentialsUncertain");
  });

  test("a PUT with credentials that the token may not send", async () => {
    const { emulator, stack } = await established();
    emulator.failNext({ method: "PUT", status: 403 });
    await errorOf(stack.up({ a: jira({ input: NEW }) }));
    expect(stack.outputs()).not.toHaveProperty("credentialsUncertain");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });
});

describe("refused credentials", () => {
  test("of a connection that is gone since: an error that says how to make it again", async () => {
    const { emulator, stack } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.remove(1001);
    expect(await errorOf(stack.up({ a: jira({ input: WRONG }) }))).toContain("Run `pulumi up --refresh`");
  });

  test("are no more when a person has authorized the connection, which had accepted ones before", async () => {
    const { emulator, stack } = await established();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ credentialsRefused: true });
    emulator.authorize(1001);
    await stack.refresh();
    expect(stack.outputs()).not.toHaveProperty("credentialsRefused");
    expect(stack.outputs()).toMatchObject({ reauthorizedElsewhere: true });
  });

  test("at create are no authorization by somebody else", async () => {
    const { stack } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.refresh();
    expect(stack.outputs()).not.toHaveProperty("reauthorizedElsewhere");
  });
});
