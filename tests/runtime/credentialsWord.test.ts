import type { Fault } from "../../emulator";
import { bare, errorOf, established, GOOD, jira, NEW, startBench, WRONG } from "./support/bench";
import type { Values } from "../support/engineModel";
import { puts, sentInputs } from "./support/requests";
import { expectSettled, expectWord } from "./support/word";

const IMPATIENT = { config: { retryTimeoutSeconds: "0.2" } };
const PUT = { method: "PUT" };
const DISCONNECT = { path: /disconnect/ };
const WARN = { onAuthorizationFailure: "warn" };

describe("`input` in state is what the program said last, and the word says what became of it", () => {
  test("accepted: no word", async () => {
    const bench = await established();
    expectWord(bench, undefined, { input: GOOD });
    await expectSettled(bench, {}, GOOD);
  });

  test.each<[string, Values, Record<string, unknown>]>([
    ["as a status", {}, {}],
    ["as exception", {}, { refusedStatus: "exception" }],
    ["as a status that is only warned of", WARN, {}],
    ["as a 4xx although it was made", {}, { refusedCredentials: "4xx-created" }],
    ["as a 4xx although it was made, only warned of", WARN, { refusedCredentials: "4xx-created" }],
  ])("refused at create %s", async (_title, policy, behaviour) => {
    const bench = await startBench({ behaviour });
    const a = jira({ ...policy, input: WRONG, credentialsVersion: 1 });
    await bench.stack.up({ a }).catch(() => undefined);
    expectWord(bench, "refused", { input: WRONG, credentialsVersion: "1" });
    await bench.stack.refresh();
    expectWord(bench, "refused", { input: WRONG, credentialsVersion: "1" });
    await bench.stack.up({ a: jira({ ...policy, credentialsVersion: 1 }) });
    await expectSettled(bench, { ...policy, credentialsVersion: 1 }, GOOD);
  });

  test.each<[string, Values, Record<string, unknown>]>([
    ["as a status", {}, {}],
    ["as a status that is only warned of", WARN, {}],
    ["as a 4xx without any effect", {}, { refusedCredentials: "4xx" }],
    ["as a 4xx without any effect, only warned of", WARN, { refusedCredentials: "4xx" }],
    ["as a 4xx although it was done", {}, { refusedCredentials: "4xx-created" }],
    ["as a 4xx although it was done, only warned of", WARN, { refusedCredentials: "4xx-created" }],
  ])(
    "refused at update %s: also the ones before are sent when they are put back",
    async (_title, policy, behaviour) => {
      for (const input of [GOOD, NEW]) {
        for (const isRefreshed of [false, true]) {
          const bench = await established({ ...policy, credentialsVersion: 1 }, { behaviour });
          const { ourAuthorizedAt } = bench.stack.outputs();
          const wrong = jira({ ...policy, input: WRONG, credentialsVersion: 2 });
          await bench.stack.up({ a: wrong }).catch(() => undefined);
          expectWord(bench, "refused", { input: WRONG, credentialsVersion: "2", ourAuthorizedAt });
          if (isRefreshed) await bench.stack.refresh();
          bench.emulator.clearRequests();
          expect(await bench.stack.up({ a: jira({ ...policy, input, credentialsVersion: 2 }) })).toEqual({
            a: "update",
          });
          expect(puts(bench.emulator)).toEqual([{ input }]);
          await expectSettled(bench, { ...policy, credentialsVersion: 2 }, input);
        }
      }
    },
  );

  test.each<[string, Fault]>([
    ["done, and its answer cut", { cut: "after" }],
    ["not done, and cut", { cut: "before" }],
    ["a 500, done", { status: 500, execute: true }],
    ["an empty answer", { body: "" }],
  ])("unknown after a PUT that was %s", async (_title, fault) => {
    for (const [input, version] of [[NEW, 2] as const, [NEW, 1] as const, [GOOD, 1] as const, [GOOD, 2] as const]) {
      const bench = await established({ credentialsVersion: 1 }, IMPATIENT);
      const armed = bench.emulator.failNext({ ...PUT, ...fault, times: 10_000 });
      await errorOf(bench.stack.up({ a: jira({ input: NEW, credentialsVersion: 2 }) }));
      armed.cancel();
      for (const _refresh of [1, 2]) {
        expectWord(bench, "unknown", { input: NEW, credentialsVersion: "2" });
        await bench.stack.refresh();
      }
      bench.emulator.clearRequests();
      await bench.stack.up({ a: jira({ input, credentialsVersion: version }) });
      expect(puts(bench.emulator)).toEqual([{ input }]);
      await expectSettled(bench, { credentialsVersion: version }, input);
    }
  });

  test("unknown after a create whose status could not be seen", async () => {
    const bench = await startBench({ behaviour: { sparseAnswers: true } });
    bench.emulator.failNext({ method: "GET", skip: 1, status: 403 });
    await errorOf(bench.stack.up({ a: jira({ credentialsVersion: 1 }) }));
    expectWord(bench, "unknown", { input: GOOD, credentialsVersion: "1" });
    await bench.stack.refresh();
    expectWord(bench, "unknown", { input: GOOD, credentialsVersion: "1" });
    bench.emulator.clearRequests();
    expect(await bench.stack.up({ a: jira({ credentialsVersion: 1 }) })).toEqual({ a: "update" });
    expect(sentInputs(bench.emulator)).toEqual([GOOD]);
    await expectSettled(bench, { credentialsVersion: 1 }, GOOD);
  });

  test("unknown after an adoption that may have been done", async () => {
    const bench = await startBench(IMPATIENT);
    bench.emulator.addConnection("98178", { id: 36, name: "a", provider: "jira" });
    const fault = bench.emulator.failNext({ ...PUT, cut: "before", times: 10_000 });
    await errorOf(bench.stack.up({ a: jira({ onExisting: "adopt" }) }));
    fault.cancel();
    expectWord(bench, "unknown", { input: GOOD });
    expect(bench.stack.of().id).toBe("98178/36");
    await bench.stack.up({ a: jira({ onExisting: "adopt" }) });
    await expectSettled(bench, { onExisting: "adopt" }, GOOD);
  });

  test.each([[{}], [WARN]])(
    "unsent after a write that failed before it carried them: the token may not write (%j)",
    async (policy) => {
      for (const input of [GOOD, NEW]) {
        const bench = await established(policy);
        bench.emulator.failNext({ ...PUT, status: 403 });
        await errorOf(bench.stack.up({ a: jira({ ...policy, input: NEW }) }));
        await bench.stack.refresh();
        await bench.stack.up({ a: jira({ ...policy, input }) });
        await expectSettled(bench, policy, input);
      }
    },
  );

  test.each<[string, Values]>([
    ["error", {}],
    ["warn", WARN],
  ])(
    "unsent after a refusal of another field, which is an error with %s: everything is sent again",
    async (_title, policy) => {
      for (const input of [GOOD, NEW]) {
        for (const isRefreshed of [false, true]) {
          const bench = await established(policy, { behaviour: { missingFolders: [9] } });
          const a = jira({ ...policy, input: NEW, name: "b", folderId: 9 });
          expect(await errorOf(bench.stack.up({ a }))).toContain("folder_id");
          expect(bench.emulator.connection(1001)).toMatchObject({ name: "a", input: GOOD });
          expectWord(bench, "unsent", { input: NEW });
          if (isRefreshed) await bench.stack.refresh();
          bench.emulator.clearRequests();
          const corrected = { ...policy, name: "b", folderId: 8 };
          await bench.stack.up({ a: jira({ ...corrected, input }) });
          expect(bench.emulator.connection(1001)).toMatchObject({ name: "b", folderId: 8 });
          await expectSettled(bench, corrected, input);
        }
      }
    },
  );

  test("unsent while it is to be disconnected, and sent when that is taken out", async () => {
    const bench = await established({ credentialsVersion: 1 });
    const off = { disconnected: true };
    await bench.stack.up({ a: jira({ ...off, credentialsVersion: 1 }) });
    expectWord(bench, "unsent", { input: GOOD, ...off });
    bench.emulator.clearRequests();
    await bench.stack.up({ a: jira({ ...off, input: NEW, credentialsVersion: 2 }) });
    expectWord(bench, "unsent", { input: NEW, credentialsVersion: "2", ...off });
    await bench.stack.refresh();
    expect(await bench.stack.up({ a: jira({ ...off, input: NEW, credentialsVersion: 2 }) })).toEqual({ a: "same" });
    expect(bench.emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await bench.stack.up({ a: jira({ input: NEW, credentialsVersion: 2 }) });
    expect(sentInputs(bench.emulator)).toEqual([NEW]);
    await expectSettled(bench, { credentialsVersion: 2 }, NEW);
  });

  test("unsent from the start, when it is made disconnected", async () => {
    const bench = await startBench();
    await bench.stack.up({ a: jira({ disconnected: true }) });
    expectWord(bench, "unsent", { input: GOOD, disconnected: true });
    expect(bench.emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
    expect(await bench.stack.up({ a: jira({ disconnected: true }) })).toEqual({ a: "same" });
    await bench.stack.up({ a: jira() });
    await expectSettled(bench, {}, GOOD);
  });
});

describe("a disconnect", () => {
  test("that is refused leaves `unsent` and no `disconnected`: put back, the program is sent again", async () => {
    for (const input of [GOOD, NEW]) {
      const bench = await established();
      bench.emulator.failNext({ ...DISCONNECT, status: 403 });
      await errorOf(bench.stack.up({ a: jira({ input: NEW, disconnected: true }) }));
      expectWord(bench, "unsent", { input: NEW });
      expect(bench.stack.outputs()).not.toHaveProperty("disconnected");
      await bench.stack.up({ a: jira({ input }) });
      await expectSettled(bench, {}, input);
    }
  });

  test.each<[string, Fault]>([
    ["done, and its answer cut", { cut: "after" }],
    ["not done, and cut", { cut: "before" }],
  ])("that was %s leaves `unknown`", async (_title, fault) => {
    for (const input of [GOOD, NEW]) {
      const bench = await established({}, IMPATIENT);
      const armed = bench.emulator.failNext({ ...DISCONNECT, ...fault, times: 10_000 });
      await errorOf(bench.stack.up({ a: jira({ input: NEW, disconnected: true }) }));
      armed.cancel();
      expectWord(bench, "unknown", { input: NEW });
      expect(bench.stack.outputs().disconnected).not.toBe(true);
      await bench.stack.refresh();
      await bench.stack.up({ a: jira({ input }) });
      await expectSettled(bench, {}, input);
    }
  });

  test("that is refused and kept by the program is asked for again, and nothing is sent meanwhile", async () => {
    const { emulator, stack } = await established();
    emulator.useInRecipe(1001);
    const a = jira({ input: NEW, disconnected: true });
    for (const _time of [1, 2]) {
      expect(await errorOf(stack.up({ a }))).toContain("forceDisconnect");
      await stack.refresh();
    }
    emulator.stopRecipes(1001);
    await stack.up({ a });
    expect(sentInputs(emulator)).toEqual([]);
    expect(emulator.connection(1001)).toMatchObject({ authorizationStatus: null });
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});

describe("what was uncertain of the attributes leaves the state", () => {
  test("beside credentials: both are sent again, also when the program is put back", async () => {
    for (const [args, input] of [
      [{ name: "b", folderId: 2 }, NEW] as const,
      [{ name: "a", folderId: 1 }, GOOD] as const,
    ]) {
      const bench = await established({ folderId: 1 }, IMPATIENT);
      const fault = bench.emulator.failNext({ ...PUT, cut: "after", times: 10_000 });
      await errorOf(bench.stack.up({ a: jira({ name: "b", folderId: 2, input: NEW }) }));
      fault.cancel();
      for (const name of ["name", "folderId"]) expect(bench.stack.outputs()).not.toHaveProperty(name);
      expectWord(bench, "unknown", { input: NEW });
      await bench.stack.up({ a: jira({ ...args, input }) });
      expect(bench.emulator.connection(1001)).toMatchObject(args);
      await expectSettled(bench, args, input);
    }
  });

  test("a PUT that carried no credentials leaves no word", async () => {
    const { emulator, stack } = await established({}, IMPATIENT);
    const fault = emulator.failNext({ ...PUT, cut: "after", times: 10_000 });
    await errorOf(stack.up({ a: jira({ name: "b" }) }));
    fault.cancel();
    expect(stack.outputs()).not.toHaveProperty("credentials");
    emulator.clearRequests();
    await stack.up({ a: jira() });
    expect(puts(emulator)).toEqual([{ name: "a" }]);
  });
});

describe("credentials that the program takes out", () => {
  test.each([
    ["after accepted ones", GOOD],
    ["after refused ones", WRONG],
  ])("%s: nothing is sent, they leave the state, and put back they are sent", async (_title, input) => {
    const bench = await startBench();
    await bench.stack.up({ a: jira({ input }) }).catch(() => undefined);
    bench.emulator.clearRequests();
    await bench.stack.up({ a: bare() });
    expect(bench.stack.outputs()).not.toHaveProperty("input");
    expect(sentInputs(bench.emulator)).toEqual([]);
    await bench.stack.refresh();
    expect(await bench.stack.up({ a: bare() })).toEqual({ a: "same" });
    await bench.stack.up({ a: jira() });
    expect(sentInputs(bench.emulator)).toEqual([GOOD]);
    await expectSettled(bench, {}, GOOD);
  });
});
