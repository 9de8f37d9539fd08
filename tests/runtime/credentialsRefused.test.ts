import { errorOf, established, GOOD, jira, startBench, writes, WRONG, besidesSends } from "./support/bench";
import { puts } from "./support/requests";
import { expectSettled, expectWord } from "./support/word";

const PUT = "PUT 98178/connections/1001";

const SENT_GOOD = `${PUT} ${JSON.stringify({ input: GOOD })}`;

const REPLACED =
  'connection 1001 "a": the credentials of the program replace those with which someone else authorized it';

const WARN = { onAuthorizationFailure: "warn" };

describe("a 4xx for the credentials that is only warned of", () => {
  test.each(["4xx", "4xx-created"] as const)(
    "(%s): what else changed is sent without them",
    async (refusedCredentials) => {
      const { emulator, stack, lines } = await established(WARN, { behaviour: { refusedCredentials } });
      const a = jira({ ...WARN, input: WRONG, name: "b", externalId: "u1" });
      expect(await stack.up({ a })).toEqual({ a: "update" });
      expect(lines.join("")).toMatch(/warning: .*1001.*refused.*Authentication failed/s);
      expect(emulator.connection(1001)).toMatchObject({ name: "b", externalId: "u1" });
      expect(stack.outputs()).toMatchObject({ name: "b", externalId: "u1", input: WRONG, credentials: "refused" });
      expect(await stack.up({ a })).toEqual({ a: "same" });
      await stack.refresh();
      expect(await stack.up({ a })).toEqual({ a: "same" });
    },
  );

  test("and no other change: one request, and a warning", async () => {
    const { emulator, stack, lines } = await established(WARN, { behaviour: { refusedCredentials: "4xx" } });
    await stack.up({ a: jira({ ...WARN, input: WRONG }) });
    expect(puts(emulator)).toEqual([{ input: WRONG }]);
    expect(lines.join("")).toMatch(/warning: .*1001.*refused/s);
  });

  test("at an adoption: it is taken over all the same", async () => {
    const { emulator, stack, lines } = await startBench({ behaviour: { refusedCredentials: "4xx" } });
    emulator.addConnection("98178", { id: 36, name: "old", provider: "jira" });
    const a = jira({ ...WARN, input: WRONG, adoptConnectionId: 36 });
    await stack.up({ a });
    expect(stack.of().id).toBe("98178/36");
    expect(emulator.connection(36)).toMatchObject({ name: "a" });
    expect(lines.join("")).toMatch(/warning: .*36.*refused/s);
    expect(stack.outputs()).toMatchObject({ input: WRONG, credentials: "refused" });
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

test("refused credentials of an adoption are in state, with the id of what was taken over", async () => {
  const bench = await startBench();
  bench.emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
  expect(await errorOf(bench.stack.up({ a: jira({ input: WRONG, adoptConnectionId: 36 }) }))).toContain("36");
  expect(bench.stack.of().id).toBe("98178/36");
  expectWord(bench, "refused", { input: WRONG });
  await bench.stack.up({ a: jira({ adoptConnectionId: 36 }) });
  await expectSettled(bench, { adoptConnectionId: 36 }, GOOD);
});

test("refused as a 4xx, an adoption is mended by good ones", async () => {
  const bench = await startBench({ behaviour: { refusedCredentials: "4xx" } });
  bench.emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
  expect(await errorOf(bench.stack.up({ a: jira({ input: WRONG, adoptConnectionId: 36 }) }))).toContain("36");
  await bench.stack.up({ a: jira({ adoptConnectionId: 36 }) });
  expect(bench.stack.of().id).toBe("98178/36");
  await expectSettled(bench, { adoptConnectionId: 36 }, GOOD);
});

describe("refused at create, then authorized by a person, and `input` is corrected", () => {
  test.each([[false], [true]])("they are sent (after a refresh, which lets a line say so: %s)", async (isRefreshed) => {
    const { emulator, stack, lines } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    if (isRefreshed) await stack.refresh();
    emulator.clearRequests();
    lines.length = 0;
    await stack.up({ a: jira() });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
    if (isRefreshed) expect(lines.join("")).toContain(REPLACED);
    expect(stack.outputs()).toMatchObject({ input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("credentials");
    expect(await stack.up({ a: jira() })).toEqual({ a: "same" });
  });

  test("not corrected: nothing is sent, and a line says so; with a version they are sent", async () => {
    const { emulator, stack, lines } = await startBench();
    const a = jira({ input: WRONG });
    await errorOf(stack.up({ a }));
    emulator.authorize(1001);
    emulator.clearRequests();
    lines.length = 0;
    await stack.up({ a });
    expect(writes(emulator)).toEqual([]);
    expect(lines.join("")).toMatch(/connection 1001 "a".*were not sent.*change credentialsVersion/);
    expect(await stack.up({ a })).toEqual({ a: "same" });
    await stack.up({ a: jira({ credentialsVersion: 1 }) });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
    expect(stack.outputs()).toMatchObject({ input: GOOD });
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("not authorized by anybody: they are sent", async () => {
    const { emulator, stack, lines } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    await stack.up({ a: jira() });
    expect(writes(emulator).slice(1)).toEqual([SENT_GOOD]);
    expect(besidesSends(lines)).toEqual([]);
  });
});

describe("onAuthorizationFailure turned from warn to error after a refusal", () => {
  test.each([[false], [true]])(
    "by the argument: the up fails until they are good (accepted before: %s)",
    async (wasGood) => {
      const { emulator, stack } = await startBench();
      if (wasGood) await stack.up({ a: jira() });
      await stack.up({ a: jira({ input: WRONG, onAuthorizationFailure: "warn" }) });
      const a = jira({ input: WRONG, onAuthorizationFailure: "error" });
      for (let time = 1; time <= 2; time++)
        expect(await errorOf(stack.up({ a }))).toContain("credentials were refused");
      await stack.refresh();
      expect(await errorOf(stack.up({ a }))).toContain("credentials were refused");
      await stack.up({ a: jira({ onAuthorizationFailure: "error" }) });
      expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: "success", input: GOOD });
    },
  );

  test("by the stack's default: the up fails, too", async () => {
    const { stack } = await established({}, { config: { onAuthorizationFailure: "warn" } });
    const a = jira({ input: WRONG });
    await stack.up({ a });
    const process = stack.startProcess({ onAuthorizationFailure: "error" });
    expect(await errorOf(stack.up({ a }, { process }))).toContain("credentials were refused");
  });

  test("back to warn: the next up is quiet", async () => {
    const { stack } = await startBench();
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    const a = jira({ input: WRONG, onAuthorizationFailure: "warn" });
    await stack.up({ a });
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});
