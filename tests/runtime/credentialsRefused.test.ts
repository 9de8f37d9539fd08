import { errorOf, established, GOOD, jira, startBench, WRONG } from "./support/bench";
import { puts } from "./support/requests";
import { expectSettled, expectWord } from "./support/word";

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
