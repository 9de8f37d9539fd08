import { bare, GOOD, jira, startBench, type Bench, besidesSends } from "./support/bench";
import type { Values } from "../support/engineModel";
import { begin, expectQuiet, puts, sentInputs } from "./support/requests";
import { expectUntouched, OTHER, SETTINGS, shell } from "./support/shells";

/** Which connection, that somebody has authorized it, and what sends `input` all the same. */
const SAID = /^(?=.*1001)(?=.*authoriz).*credentialsVersion/s;

/** A shell that somebody has authorized, as a refresh has seen or not; journal and lines begin after it. */
async function authorizedShell(args: Values = {}, isRefreshed = false): Promise<Bench> {
  const bench = await startBench();
  await bench.stack.up({ a: shell(args) });
  bench.emulator.authorize(1001);
  if (isRefreshed) await bench.stack.refresh();
  begin(bench);
  return bench;
}

describe("what someone authorized in a shell is not wiped", () => {
  const changes: [string, Values, Values, Values | undefined][] = [
    ["another setting", {}, { input: OTHER }, undefined],
    ["a setting more", {}, { input: { ...SETTINGS, api_version: "3" } }, undefined],
    ["input for the first time", { input: undefined }, {}, undefined],
    ["another setting, and a name", {}, { input: OTHER, name: "b" }, { name: "b" }],
    ["another setting, and the policies", {}, { input: OTHER, onAuthorizationLost: "repair" }, undefined],
    [
      "a setting of what OAuth authorizes",
      { provider: "salesforce" },
      { provider: "salesforce", input: OTHER },
      undefined,
    ],
  ];
  test.each(
    changes.flatMap(([what, olds, news, body]) => [true, false].map((is) => [what, is, olds, news, body] as const)),
  )("%s (refreshed: %s): not sent, unsent, and said", async (_what, isRefreshed, olds, news, body) => {
    const bench = await authorizedShell(olds, isRefreshed);
    const { emulator, stack, lines } = bench;
    const a = shell(news);
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expectUntouched(bench);
    expect(puts(emulator)).toEqual(body === undefined ? [] : [body]);
    expect(lines.join("")).toMatch(SAID);
    expect(stack.outputs()).toMatchObject({ input: a.args.input, credentials: "unsent" });
    await expectQuiet(bench, a);
  });

  test("a list that does not show the connection once proves nothing", async () => {
    const bench = await authorizedShell();
    bench.emulator.behaviour.emptyLists = 1;
    await bench.stack.up({ a: shell({ input: OTHER }) });
    expectUntouched(bench);
    expect(bench.lines.join("")).toMatch(SAID);
  });

  test("the preview says so, once a refresh has seen the authorization", async () => {
    const bench = await authorizedShell({}, true);
    await bench.stack.preview({ a: shell({ input: OTHER }) });
    expect(bench.lines.join("")).toMatch(SAID);
  });

  test.each([true, false])("from a variable (refreshed: %s)", async (isRefreshed) => {
    process.env.JIRA_HOST = "umbrella";
    const bench = await authorizedShell({}, isRefreshed);
    const { stack, lines } = bench;
    const a = shell({ input: undefined, inputFromEnvironment: { host_name: "JIRA_HOST" } });
    await stack.up({ a });
    expectUntouched(bench);
    expect(lines.join("")).toMatch(SAID);
  });

  test("again and again: a second change is not sent either", async () => {
    const bench = await authorizedShell();
    const { stack, lines } = bench;
    await stack.up({ a: shell({ input: OTHER }) });
    await stack.refresh();
    begin(bench);
    const third = shell({ input: { host_name: "third" } });
    await stack.up({ a: third });
    expectUntouched(bench);
    expect(lines.join("")).toMatch(SAID);
    expect(stack.outputs()).toMatchObject({ input: { host_name: "third" }, credentials: "unsent" });
    await expectQuiet(bench, third);
  });

  test("put back, nothing is sent either", async () => {
    const bench = await authorizedShell();
    await bench.stack.up({ a: shell({ input: OTHER }) });
    await bench.stack.up({ a: shell() });
    expectUntouched(bench);
    await expectQuiet(bench, shell());
  });
});

describe("a new credentialsVersion sends it all the same", () => {
  test.each<[string, Values, Values]>([
    ["with the change", { input: OTHER, credentialsVersion: 1 }, OTHER],
    ["without any", { credentialsVersion: 1 }, SETTINGS],
  ])("%s", async (_title, args, input) => {
    for (const isRefreshed of [false, true]) {
      const bench = await authorizedShell({}, isRefreshed);
      const { emulator, stack } = bench;
      await stack.up({ a: shell(args) });
      expect(puts(emulator)).toEqual([{ input, shell_connection: true }]);
      expect(stack.outputs()).not.toHaveProperty("credentials");
      await expectQuiet(bench, shell(args));
    }
  });

  test("after a change that was left out", async () => {
    const bench = await authorizedShell();
    const { emulator, stack } = bench;
    await stack.up({ a: shell({ input: OTHER }) });
    begin(bench);
    await stack.up({ a: shell({ input: OTHER, credentialsVersion: 1 }) });
    expect(puts(emulator)).toEqual([{ input: OTHER, shell_connection: true }]);
    expect(stack.outputs()).not.toHaveProperty("credentials");
  });

  test("and says that it goes over somebody's authorization", async () => {
    const bench = await authorizedShell({}, true);
    await bench.stack.up({ a: shell({ credentialsVersion: 1 }) });
    expect(bench.lines.join("")).toMatch(/1001.*authoriz/s);
  });
});

describe("a shell that nobody has authorized gets what changes", () => {
  test.each<[string, (bench: Bench) => void]>([
    ["from the start", () => undefined],
    [
      "any more: a person has disconnected it",
      ({ emulator }) => {
        emulator.authorize(1001);
        emulator.disconnectByHand(1001);
      },
    ],
  ])("%s", async (_title, edit) => {
    for (const isRefreshed of [false, true]) {
      const bench = await startBench();
      const { emulator, stack, lines } = bench;
      await stack.up({ a: shell() });
      edit(bench);
      if (isRefreshed) await stack.refresh();
      begin(bench);
      await stack.up({ a: shell({ input: OTHER }) });
      expect(puts(emulator)).toEqual([{ input: OTHER, shell_connection: true }]);
      expect(besidesSends(lines)).toEqual([]);
      await expectQuiet(bench, shell({ input: OTHER }));
    }
  });

  test("what was left out is sent once the authorization is gone", async () => {
    const bench = await authorizedShell();
    const { emulator, stack } = bench;
    await stack.up({ a: shell({ input: OTHER }) });
    emulator.disconnectByHand(1001);
    await stack.refresh();
    begin(bench);
    expect(await stack.up({ a: shell({ input: OTHER }) })).toEqual({ a: "update" });
    expect(puts(emulator)).toEqual([{ input: OTHER, shell_connection: true }]);
    await expectQuiet(bench, shell({ input: OTHER }));
  });
});

describe("a shell that becomes real after someone has authorized it", () => {
  const reals: [string, Values, Values][] = [
    ["shellConnection taken out", {}, {}],
    ["shellConnection: false", {}, { shellConnection: false }],
    ["with another setting", {}, { input: OTHER }],
    ["of what OAuth authorizes", { provider: "salesforce" }, { provider: "salesforce" }],
  ];
  test.each(reals.flatMap(([what, olds, news]) => [true, false].map((is) => [what, is, olds, news] as const)))(
    "%s (refreshed: %s): what it holds stays, and a line says so",
    async (_what, isRefreshed, olds, news) => {
      const bench = await authorizedShell(olds, isRefreshed);
      const { stack, lines } = bench;
      const a = jira({ input: SETTINGS, ...news });
      await stack.up({ a });
      expectUntouched(bench);
      expect(lines.join("")).toMatch(SAID);
      expect(stack.outputs()).toMatchObject({ credentials: "unsent" });
      await expectQuiet(bench, a);
    },
  );

  test("the preview says so", async () => {
    const bench = await authorizedShell({}, true);
    await bench.stack.preview({ a: jira({ input: SETTINGS }) });
    expect(bench.lines.join("")).toMatch(SAID);
  });

  test("with a new version it is sent, and tested", async () => {
    const bench = await authorizedShell();
    const { emulator, stack } = bench;
    await stack.up({ a: jira({ credentialsVersion: 1 }) });
    expect(sentInputs(emulator)).toEqual([GOOD]);
    expect(emulator.connection(1001)).toMatchObject({ shell: false, authorizedBy: "api" });
  });

  test("nobody has authorized it: it is sent, and tested", async () => {
    const { emulator, stack } = await startBench();
    await stack.up({ a: shell({ input: GOOD }) });
    emulator.clearRequests();
    await stack.up({ a: jira() });
    expect(puts(emulator)).toEqual([{ shell_connection: false, input: GOOD }]);
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "success" });
  });

  test("later changes are those of a real connection: they are sent", async () => {
    const bench = await authorizedShell({}, true);
    const { emulator, stack } = bench;
    await stack.up({ a: jira({ input: SETTINGS }) });
    begin(bench);
    await stack.up({ a: jira() });
    expect(sentInputs(emulator)).toEqual([GOOD]);
    expect(emulator.connection(1001)).toMatchObject({ authorizedBy: "api" });
  });
});

test("a shell that was made, and whose look fails, is not written to blindly", async () => {
  const bench = await authorizedShell();
  const { emulator, stack } = bench;
  emulator.failNext({ method: "GET", status: 403, times: 9 });
  await stack.up({ a: shell({ input: OTHER }) }).catch(() => undefined);
  expectUntouched(bench);
});

test("a bare shell that someone authorized is quiet", async () => {
  const bench = await startBench();
  const { emulator, stack } = bench;
  const a = bare({ shellConnection: true });
  await stack.up({ a });
  emulator.authorize(1001);
  await expectQuiet(bench, a);
});
