import type { Fault } from "../../emulator";
import { bare, errorOf, jira, startBench, type Bench, type BenchOptions } from "./support/bench";
import type { Values } from "../support/engineModel";

const MARKER = "MARKER-of-the-program";
const SECOND = "MARKER-of-a-rotation";
const PERSONS = "MARKER-typed-by-a-person";
const INPUT = { apitoken: MARKER, deep: { er: [{ pin: "MARKER-nested" }] }, port: 74839201 };
const ROTATED = { ...INPUT, apitoken: SECOND };
const CLEAR = [MARKER, SECOND, PERSONS, "MARKER-nested", "74839201"];

interface InFile {
  readonly inputs: Values;
  readonly outputs: Values;
}

/** The resource as the state file has it now. */
function inFile({ stack }: Bench): InFile {
  const { resources } = JSON.parse(stack.stateText()) as { resources: InFile[] };
  return resources[0]!;
}

/** No file of a state that was ever written, and nothing that was ever said, has one of them in clear. */
function expectSealed({ stack, shown }: Bench): void {
  const written = [...stack.history, stack.stateText()].join("\n");
  for (const marker of CLEAR) {
    expect(written).not.toContain(marker);
    expect(shown()).not.toContain(marker);
  }
}

/** Refreshes make inputs of what `read` answers: twice, and an up between. */
async function refreshed(bench: Bench): Promise<void> {
  await bench.stack.refresh();
  expectSealed(bench);
  await bench.stack.refresh();
  expectSealed(bench);
}

const IMPATIENT: BenchOptions = { config: { retryTimeoutSeconds: "0.2" } };
const ECHOES: BenchOptions = {
  behaviour: { echoCredentials: true, refuses: (_provider, { apitoken }) => String(apitoken) },
};

describe("`input` that comes to a connection which had none, and fails, is in no file of the state in clear", () => {
  const failures: [string, BenchOptions, (bench: Bench) => void, Values][] = [
    [
      "a disconnect that recipes keep from being done",
      {},
      ({ emulator }) => {
        emulator.useInRecipe(1001);
      },
      { disconnected: true },
    ],
    [
      "a disconnect that the token may not do",
      {},
      ({ emulator }) => void emulator.failNext({ path: /disconnect/, status: 403 }),
      { disconnected: true },
    ],
    [
      "a disconnect of which nothing is known",
      IMPATIENT,
      ({ emulator }) => void emulator.failNext({ path: /disconnect/, cut: "after", times: 10_000 }),
      { disconnected: true },
    ],
    ["a refusal", ECHOES, () => undefined, {}],
    ["a refusal that is only warned of", ECHOES, () => undefined, { onAuthorizationFailure: "warn" }],
    ["a refusal as 4xx", { behaviour: { ...ECHOES.behaviour, refusedCredentials: "4xx" } }, () => undefined, {}],
    [
      "a refusal as 4xx, done",
      { behaviour: { ...ECHOES.behaviour, refusedCredentials: "4xx-created" } },
      () => undefined,
      {},
    ],
    ["a refusal of another field", { behaviour: { missingFolders: [9] } }, () => undefined, { folderId: 9 }],
    [
      "a PUT that the token may not send",
      {},
      ({ emulator }) => void emulator.failNext({ method: "PUT", status: 403 }),
      {},
    ],
    [
      "a PUT of which nothing is known",
      IMPATIENT,
      ({ emulator }) => void emulator.failNext({ method: "PUT", cut: "after", times: 10_000 }),
      {},
    ],
  ];
  const before: [string, Values][] = [
    ["nothing before", {}],
    ["a shell before", { shellConnection: true }],
  ];
  test.each(
    failures.flatMap(([why, ...others]) => before.map(([what, args]) => [why, what, args, ...others] as const)),
  )("%s, %s", async (_why, _what, args, options, provoke, more) => {
    const bench = await startBench(options);
    const { emulator, stack } = bench;
    await stack.up({ a: bare(args) });
    // There is something to disconnect.
    emulator.authorize(1001);
    await stack.refresh();
    provoke(bench);
    const a = jira({ ...args, ...more, input: INPUT });
    await stack.up({ a }).catch(() => undefined);
    expectSealed(bench);
    await refreshed(bench);
    await stack.up({ a }).catch(() => undefined);
    expectSealed(bench);
    await stack.destroy().catch(() => undefined);
    expectSealed(bench);
  });

  test("of a variable, too, whose value is in no state at all", async () => {
    process.env.JIRA_TOKEN = MARKER;
    const bench = await startBench(ECHOES);
    const { stack } = bench;
    await stack.up({ a: bare() });
    const a = bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" } });
    await errorOf(stack.up({ a }));
    await refreshed(bench);
    expect(JSON.stringify([...stack.saved])).not.toContain(MARKER);
    await errorOf(stack.up({ a }));
    await refreshed(bench);
  });
});

describe("`input` at create", () => {
  const failures: [string, Fault | undefined, BenchOptions, Values][] = [
    ["accepted", undefined, {}, {}],
    ["refused", undefined, ECHOES, {}],
    ["refused, only warned of", undefined, ECHOES, { onAuthorizationFailure: "warn" }],
    ["refused as 4xx, made", undefined, { behaviour: { ...ECHOES.behaviour, refusedCredentials: "4xx-created" } }, {}],
    ["a lost answer", { method: "POST", cut: "after" }, {}, {}],
    ["a lost answer of what is refused", { method: "POST", cut: "after" }, ECHOES, {}],
    ["a status that nobody tells", { method: "GET", skip: 1, status: 403 }, { behaviour: { sparseAnswers: true } }, {}],
    ["to be disconnected", undefined, {}, { disconnected: true }],
  ];
  test.each(failures)("%s: in no file in clear", async (_title, fault, options, args) => {
    const bench = await startBench(options);
    const { emulator, stack } = bench;
    if (fault !== undefined) emulator.failNext(fault);
    await stack.up({ a: jira({ ...args, input: INPUT }) }).catch(() => undefined);
    expect(stack.saved.size).toBe(1);
    expect(inFile(bench).outputs.input).toBe("[secret]");
    await refreshed(bench);
    await stack.up({ a: jira({ ...args, input: ROTATED }) }).catch(() => undefined);
    await refreshed(bench);
    expect(inFile(bench)).toMatchObject({ inputs: { input: "[secret]" }, outputs: { input: "[secret]" } });
  });

  test.each<[string, Fault | undefined]>([
    ["accepted", undefined],
    ["of which nothing is known", { method: "PUT", cut: "after", times: 10_000 }],
  ])("of an adoption that is %s", async (_title, fault) => {
    const bench = await startBench(IMPATIENT);
    const { emulator, stack } = bench;
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    const armed = fault === undefined ? undefined : emulator.failNext(fault);
    await stack.up({ a: jira({ onExisting: "adopt", input: INPUT }) }).catch(() => undefined);
    armed?.cancel();
    expectSealed(bench);
    await refreshed(bench);
    expect(inFile(bench)).toMatchObject({ inputs: { input: "[secret]" }, outputs: { input: "[secret]" } });
  });

  test("and what the plugin gets back is plain: nothing is a difference", async () => {
    const bench = await startBench();
    const { stack } = bench;
    await stack.up({ a: jira({ input: INPUT }) });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ input: INPUT });
    expect(await stack.up({ a: jira({ input: INPUT }) })).toEqual({ a: "same" });
    await stack.up({ a: jira({ input: ROTATED }) });
    expect(bench.emulator.connection(1001)).toMatchObject({ receivedInput: ROTATED });
  });
});

describe("the server's words in state", () => {
  const lose = ({ emulator }: Bench, words: string): void => {
    emulator.loseAuthorization(1001, { error: `401 for ${words}`, reason: `the key ${words} was revoked` });
  };

  test.each<[string, Values]>([
    ["no input", { input: undefined }],
    ["credentials of its own", { input: INPUT }],
    ["a shell", { input: undefined, shellConnection: true }],
    ["a shell with settings", { input: INPUT, shellConnection: true }],
  ])("of a connection with %s that quote what a person typed: kept, and encrypted", async (_title, args) => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    await stack.up({ a: jira(args) });
    emulator.authorize(1001);
    await stack.refresh();
    lose(bench, PERSONS);
    await refreshed(bench);
    expect(stack.outputs()).toMatchObject({
      authorizationError: `401 for ${PERSONS}`,
      connectionLostReason: `the key ${PERSONS} was revoked`,
    });
    expect(inFile(bench).outputs).toMatchObject({ authorizationError: "[secret]", connectionLostReason: "[secret]" });
    await stack.up({ a: jira({ ...args, name: "b" }) });
    expectSealed(bench);
    expect(inFile(bench).outputs).toMatchObject({ authorizationError: "[secret]", connectionLostReason: "[secret]" });
  });

  test("what is known is taken out of them besides", async () => {
    const bench = await startBench();
    await bench.stack.up({ a: jira({ input: INPUT }) });
    lose(bench, MARKER);
    await refreshed(bench);
    expect(bench.stack.outputs()).toMatchObject({
      authorizationError: "401 for [redacted]",
      connectionLostReason: "the key [redacted] was revoked",
    });
  });

  test("of a connection that is looked up", async () => {
    const { emulator, stack, lines } = await startBench();
    emulator.addConnection("98178", {
      id: 36,
      name: "n",
      provider: "jira",
      authorizationStatus: "failed",
      authorizationError: `401 for ${PERSONS}`,
    });
    const { outputs } = await stack.startProcess().read("connection", "98178/36", {});
    expect(outputs.authorizationError).toMatchObject({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: `401 for ${PERSONS}`,
    });
    expect(lines.join("")).not.toContain(PERSONS);
  });

  test("of an adopted connection", async () => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.addConnection("98178", {
      ...{ id: 36, name: "a", provider: "jira", authorizationStatus: "failed" as const },
      authorizationError: `401 for ${PERSONS}`,
    });
    await stack.up({ a: bare({ onExisting: "adopt" }) });
    expectSealed(bench);
    expect(inFile(bench).outputs.authorizationError).toBe("[secret]");
  });

  test("of a refusal that is an error or a warning", async () => {
    for (const args of [{}, { onAuthorizationFailure: "warn" }]) {
      const bench = await startBench(ECHOES);
      await bench.stack.up({ a: jira({ ...args, input: INPUT }) }).catch(() => undefined);
      expectSealed(bench);
      expect(inFile(bench).outputs.authorizationError).toBe("[secret]");
      expect(bench.stack.outputs().authorizationError).toContain("[redacted]");
    }
  });
});
