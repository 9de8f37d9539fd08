import { bare, errorOf, jira, startBench } from "./support/bench";
import { expectAgreement, expectQuiet, puts } from "./support/requests";

const COMPOSED = "Café Ångström Jira";
const DECOMPOSED = COMPOSED.normalize("NFD");
const FORMS = [
  ["composed", COMPOSED],
  ["decomposed", DECOMPOSED],
] as const;

const nameSent = (body: unknown) => (body as { name: string }).name;

test("the two forms are not equal as texts", () => {
  expect(DECOMPOSED).not.toBe(COMPOSED);
  expect(DECOMPOSED.normalize("NFC")).toBe(COMPOSED);
});

describe.each([true, false])("a server that keeps names composed: %s", (normalisesNames) => {
  test.each(FORMS)("a name that is written %s is sent composed, and gives no difference", async (_form, name) => {
    const bench = await startBench({ behaviour: { normalisesNames } });
    const { emulator, stack } = bench;
    await stack.up({ a: jira({ name }) });
    expect(nameSent(emulator.requestsOf("POST")[0]!.body)).toBe(COMPOSED);
    expect(stack.outputs()).toMatchObject({ name: COMPOSED });
    await expectQuiet(bench, jira({ name }));
  });

  test.each(FORMS)("a name that is written %s, and the answer lost: one connection", async (_form, name) => {
    const { emulator, stack } = await startBench({ behaviour: { normalisesNames } });
    emulator.failNext({ method: "POST", cut: "after" });
    await stack.up({ a: jira({ name }) });
    expect(emulator.requestsOf("POST", "/connections")).toHaveLength(1);
    expectAgreement(emulator, stack);
    expect(await stack.up({ a: jira({ name }) })).toEqual({ a: "same" });
  });

  test.each(FORMS)("changed to one that is written %s: once", async (_form, name) => {
    const bench = await startBench({ behaviour: { normalisesNames } });
    const { emulator, stack } = bench;
    await stack.up({ a: jira() });
    await stack.up({ a: jira({ name }) });
    expect(puts(emulator).map(nameSent)).toEqual([COMPOSED]);
    await expectQuiet(bench, jira({ name }));
  });
});

test("the logical name is the default, composed", async () => {
  const { emulator, stack } = await startBench();
  await stack.up({ [DECOMPOSED]: bare() });
  expect(emulator.connection(1001)?.name).toBe(COMPOSED);
  expect(await stack.up({ [DECOMPOSED]: bare() })).toEqual({ [DECOMPOSED]: "same" });
});

describe("what is there in one form and asked for in the other is the same", () => {
  const pairs = [
    ["decomposed", "composed", DECOMPOSED, COMPOSED],
    ["composed", "decomposed", COMPOSED, DECOMPOSED],
    ["decomposed", "decomposed", DECOMPOSED, DECOMPOSED],
  ] as const;
  test.each(pairs)("there %s, asked for %s: refused, and nothing is made", async (_there, _asked, there, asked) => {
    const { emulator, stack } = await startBench();
    emulator.addConnection("98178", { id: 36, name: there, provider: "jira" });
    expect(await errorOf(stack.up({ a: jira({ name: asked }) }))).toContain("36");
    expect(emulator.connections()).toHaveLength(1);
  });

  test.each(pairs)("there %s, asked for %s: taken over", async (_there, _asked, there, asked) => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.addConnection("98178", { id: 36, name: there, provider: "jira" });
    const a = bare({ name: asked, onExisting: "adopt" });
    await stack.up({ a });
    expect(stack.of().id).toBe("98178/36");
    await expectQuiet(bench, a);
  });

  test.each(FORMS)("a person writes it %s again: no difference", async (_form, name) => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    const a = bare({ name: COMPOSED });
    await stack.up({ a });
    emulator.edit(1001, { name });
    await stack.refresh();
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "same" });
    expect(puts(emulator)).toEqual([]);
  });

  test("two resources that differ in the form are foreseen to describe one connection", async () => {
    const { stack, lines } = await startBench({ config: { previewLookups: "true" } });
    await stack.preview({ a: bare({ name: COMPOSED }), b: bare({ name: DECOMPOSED }) });
    expect(lines.join("")).toContain("describe the same connection");
  });
});
