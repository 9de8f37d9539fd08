import {
  bare,
  type Bench,
  errorOf,
  established,
  GOOD,
  jira,
  NEW,
  startBench,
  writes,
  WRONG,
  besidesSends,
} from "./support/bench";
import type { Values } from "../support/engineModel";
import { begin, expectQuiet, puts, sentInputs } from "./support/requests";

const REPAIR = { onAuthorizationLost: "repair" };
const WARN = { onAuthorizationFailure: "warn" };
const REFRESHED = [[false], [true]];

describe("a change beside a disconnect that is refused, which is then taken back, is sent", () => {
  const refusals: [string, (bench: Bench) => void][] = [
    [
      "recipes use it",
      ({ emulator }) => {
        emulator.useInRecipe(emulator.connections()[0]!.id);
      },
    ],
    ["a 401", ({ emulator }) => void emulator.failNext({ path: /disconnect/, status: 401 })],
    ["a 403", ({ emulator }) => void emulator.failNext({ path: /disconnect/, status: 403 })],
  ];
  const kinds: [string, (bench: Bench) => Promise<Values>][] = [
    ["made", () => Promise.resolve({})],
    [
      "adopted",
      ({ emulator }) => {
        emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
        return Promise.resolve({ onExisting: "adopt" });
      },
    ],
  ];
  test.each(refusals.flatMap(([why, refuse]) => kinds.map(([kind, begun]) => [why, kind, refuse, begun] as const)))(
    "%s, %s",
    async (_why, _kind, refuse, begun) => {
      for (const isRefreshed of [false, true]) {
        const bench = await startBench();
        const { emulator, stack } = bench;
        const args = await begun(bench);
        await stack.up({ a: jira(args) });
        refuse(bench);
        await errorOf(stack.up({ a: jira({ ...args, input: NEW, disconnected: true }) }));
        if (isRefreshed) await stack.refresh();
        begin(bench);
        const a = jira({ ...args, input: NEW });
        expect(await stack.up({ a })).toEqual({ a: "update" });
        expect(sentInputs(emulator)).toEqual([NEW]);
        expect(emulator.connections()).toMatchObject([{ receivedInput: NEW, authorizationStatus: "success" }]);
        await expectQuiet(bench, a);
      }
    },
  );

  test.each([[{ credentialsVersion: 2 }], [{ name: "b", credentialsVersion: 2 }], [{ folderId: 7, input: NEW }]])(
    "with %j",
    async (change: Values) => {
      const bench = await established({ credentialsVersion: 1 });
      const { emulator, stack } = bench;
      emulator.useInRecipe(1001);
      await errorOf(stack.up({ a: jira({ credentialsVersion: 1, ...change, disconnected: true }) }));
      emulator.clearRequests();
      const a = jira({ credentialsVersion: 1, ...change });
      await stack.up({ a });
      expect(sentInputs(emulator)).toEqual([change.input ?? GOOD]);
      await expectQuiet(bench, a);
    },
  );

  test.each(REFRESHED)("when an adoption was to disconnect it at once (refreshed: %s)", async (isRefreshed) => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    emulator.addConnection("98178", { id: 36, name: "a", provider: "jira", activeRecipes: [1] });
    await errorOf(stack.up({ a: jira({ adoptConnectionId: 36, disconnected: true }) }));
    expect(stack.of().id).toBe("98178/36");
    if (isRefreshed) await stack.refresh();
    emulator.clearRequests();
    const a = jira({ adoptConnectionId: 36, credentialsVersion: 1 });
    await stack.up({ a });
    expect(sentInputs(emulator)).toEqual([GOOD]);
    await expectQuiet(bench, a);
  });

  test("a variable's new value is sent, too", async () => {
    process.env.JIRA_TOKEN = "of-yesterday";
    const args = { inputFromEnvironment: { apitoken: "JIRA_TOKEN" }, input: { host_name: "h" } };
    const { emulator, stack } = await established({ ...args, credentialsVersion: 1 });
    process.env.JIRA_TOKEN = "of-today";
    emulator.useInRecipe(1001);
    await errorOf(stack.up({ a: jira({ ...args, credentialsVersion: 2, disconnected: true }) }));
    emulator.clearRequests();
    await stack.up({ a: jira({ ...args, credentialsVersion: 2 }) });
    expect(sentInputs(emulator)).toEqual([{ host_name: "h", apitoken: "of-today" }]);
  });
});

describe("after a refusal under `error`, the good ones are sent although another argument changes with them", () => {
  test.each<[string, Values, Values]>([
    ["the policy", WARN, { input: GOOD }],
    ["shellConnection", { shellConnection: true }, { input: GOOD, shell_connection: true }],
    ["both", { ...WARN, shellConnection: true }, { input: GOOD, shell_connection: true }],
    ["the name", { name: "b" }, { name: "b", input: GOOD }],
    ["onAuthorizationLost", REPAIR, { input: GOOD }],
    ["forceDelete", { forceDelete: true }, { input: GOOD }],
  ])("%s", async (_title, args, body) => {
    for (const isRefreshed of [false, true]) {
      const bench = await established();
      const { emulator, stack } = bench;
      await errorOf(stack.up({ a: jira({ input: WRONG }) }));
      if (isRefreshed) await stack.refresh();
      begin(bench);
      const a = jira(args);
      expect(await stack.up({ a })).toEqual({ a: "update" });
      expect(puts(emulator)).toEqual([body]);
      expect(stack.outputs()).not.toHaveProperty("credentials");
      await expectQuiet(bench, a);
    }
  });

  test.each(REFRESHED)("refused at the first create, and warn (refreshed: %s)", async (isRefreshed) => {
    const bench = await startBench();
    const { emulator, stack } = bench;
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    if (isRefreshed) await stack.refresh();
    begin(bench);
    await stack.up({ a: jira(WARN) });
    expect(puts(emulator)).toEqual([{ input: GOOD }]);
    await expectQuiet(bench, jira(WARN));
  });

  test.each(REFRESHED)("refused under `warn`, the good ones put back (refreshed: %s)", async (isRefreshed) => {
    const bench = await established(WARN);
    const { emulator, stack } = bench;
    await stack.up({ a: jira({ ...WARN, input: WRONG }) });
    if (isRefreshed) await stack.refresh();
    begin(bench);
    await stack.up({ a: jira(WARN) });
    expect(puts(emulator)).toEqual([{ input: GOOD }]);
    await expectQuiet(bench, jira(WARN));
  });
});

describe("what the program changes is sent, also after a person has repaired the connection", () => {
  const changes: [string, Values, Values][] = [
    ["a rotation", { input: NEW }, NEW],
    ["a second rotation, with a version", { input: NEW, credentialsVersion: 2 }, NEW],
    ["a new version alone", { input: WRONG, credentialsVersion: 2 }, WRONG],
    ["the ones before, put back", { input: GOOD }, GOOD],
    ["a rotation, and a name", { input: NEW, name: "b" }, NEW],
  ];
  test.each(changes.flatMap(([what, args, sent]) => REFRESHED.map(([is]) => [what, is, args, sent] as const)))(
    "%s (refreshed: %s)",
    async (_what, isRefreshed, args, sent) => {
      const bench = await established();
      const { emulator, stack, lines } = bench;
      await errorOf(stack.up({ a: jira({ input: WRONG }) }));
      emulator.authorize(1001);
      // Skipped and said: the same program.
      await stack.up({ a: jira({ input: WRONG }) });
      if (isRefreshed) await stack.refresh();
      begin(bench);
      emulator.behaviour.refuses = () => undefined;
      await stack.up({ a: jira(args) });
      expect(sentInputs(emulator)).toEqual([sent]);
      // It goes over somebody's authorization.
      expect(lines.join("")).toMatch(/1001.*authoriz/s);
      expect(stack.outputs()).not.toHaveProperty("credentials");
      await expectQuiet(bench, jira(args));
    },
  );

  test("every later rotation is sent, too, and without a word: it replaces our own", async () => {
    const bench = await established();
    const { emulator, stack, lines } = bench;
    await errorOf(stack.up({ a: jira({ input: WRONG }) }));
    emulator.authorize(1001);
    await stack.up({ a: jira({ input: WRONG }) });
    await stack.up({ a: jira({ input: NEW }) });
    for (const apitoken of ["third-secret", "fourth-secret"]) {
      begin(bench);
      await stack.up({ a: jira({ input: { apitoken } }) });
      expect(sentInputs(emulator)).toEqual([{ apitoken }]);
      expect(besidesSends(lines)).toEqual([]);
    }
  });

  test("a person's authorization that nobody refused before: a rotation goes over it, and says so", async () => {
    const bench = await established();
    const { emulator, stack, lines } = bench;
    emulator.authorize(1001);
    await stack.refresh();
    begin(bench);
    await stack.up({ a: jira({ input: NEW }) });
    expect(sentInputs(emulator)).toEqual([NEW]);
    expect(lines.join("")).toMatch(/1001.*authoriz/s);
  });

  test("a connection of our own: a rotation says nothing", async () => {
    const bench = await established();
    begin(bench);
    await bench.stack.up({ a: jira({ input: NEW }) });
    expect(besidesSends(bench.lines)).toEqual([]);
  });
});

describe("a send that is left out is said", () => {
  test.each<[string, Values]>([
    ["changed input", { input: NEW }],
    ["a new version", { credentialsVersion: 2 }],
  ])("%s of what is to be disconnected", async (_title, args) => {
    const { stack, lines } = await established({ disconnected: true });
    lines.length = 0;
    await stack.up({ a: jira({ ...args, disconnected: true }) });
    expect(lines.join("")).toMatch(/1001.*disconnected.*not sent/s);
  });

  test("and a version without any credentials", async () => {
    const { stack, lines } = await established({ input: undefined });
    lines.length = 0;
    await stack.up({ a: jira({ input: undefined, credentialsVersion: 2 }) });
    expect(lines.join("")).toMatch(/1001.*input.*credentialsVersion/s);
  });
});

describe("credentials that are not sent are never silent", () => {
  test("those of a connection that is to be disconnected", async () => {
    const { emulator, stack, lines } = await established({ disconnected: true });
    lines.length = 0;
    await stack.up({ a: jira({ disconnected: true, credentialsVersion: "2" }) });
    expect(lines.join("")).toContain("is to be disconnected, so its credentials were not sent");
    expect(writes(emulator)).toEqual([]);
  });

  test("those that are not there", async () => {
    const { emulator, stack, lines } = await established({ input: undefined });
    lines.length = 0;
    await stack.up({ a: bare({ credentialsVersion: "2" }) });
    expect(lines.join("")).toContain("has no `input`, so a new credentialsVersion sends nothing.");
    expect(writes(emulator)).toEqual([]);
  });
});
