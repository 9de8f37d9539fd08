import type { Emulator, Fault } from "../../emulator";
import {
  bare,
  type Bench,
  type BenchOptions,
  errorOf,
  established,
  GOOD,
  jira,
  NEW,
  startBench,
  writes,
} from "./support/bench";
import type { Declaration } from "./support/stack";

const PUT = "PUT 98178/connections/1001";

const SENT_NEW = `${PUT} ${JSON.stringify({ input: NEW })}`;

const WORDS = "the application said no to k3y-0815";
const LOST_AT = "2099-02-03T04:05:06.000Z";
const IMPATIENT: BenchOptions = { config: { retryTimeoutSeconds: "0.2" } };

/** The connection is lost, with words of the server's; a refresh follows. */
async function lostAndRefreshed({ emulator, stack, lines }: Bench, reason = WORDS): Promise<string> {
  emulator.loseAuthorization(1001, { reason, error: null, at: LOST_AT });
  lines.length = 0;
  await stack.refresh();
  return lines.join("");
}

/** That it is lost, since when, and where the reason stands. */
function expectHidden(said: string): void {
  expect(said).toMatch(/1001.*2099-02-03T04:05:06/s);
  expect(said).toContain("connectionLostReason");
  expect(said).not.toContain("k3y-0815");
}

type Before = (bench: Bench) => Promise<unknown>;
const up =
  (a: Declaration): Before =>
  ({ stack }) =>
    stack.up({ a });
const failing =
  (a: Declaration, fault?: Fault): Before =>
  async ({ emulator, stack }) => {
    const armed = fault === undefined ? undefined : emulator.failNext(fault);
    await stack.up({ a }).catch(() => undefined);
    armed?.cancel();
  };

describe("the server's reason for a loss is shown", () => {
  test("when the program's own credentials are at the server, without them", async () => {
    const bench = await startBench();
    await up(jira())(bench);
    const said = await lostAndRefreshed(bench, `${WORDS} and ${GOOD.apitoken}`);
    expect(said).toContain(`${WORDS} and [redacted]`);
  });

  test.each<[string, Before]>([
    ["of a connection without credentials", up(bare())],
    ["of a shell", up(jira({ shellConnection: true }))],
    ["of refused ones", failing(jira({ input: { apitoken: "wrong" } }))],
  ])("when it is a code of the API's own: %s", async (_title, before) => {
    const bench = await startBench();
    await before(bench);
    expect(await lostAndRefreshed(bench, "network_failure")).toContain("network_failure");
  });
});

describe("the server's reason for a loss is not shown, but where it stands", () => {
  const cases: [string, BenchOptions, Before[]][] = [
    ["the program names no credentials", {}, [up(bare())]],
    ["the program has taken them out", {}, [up(jira()), up(bare())]],
    [
      "a person has authorized it since",
      {},
      [up(jira()), ({ emulator, stack }) => (emulator.authorize(1001), stack.refresh())],
    ],
    [
      "a person has authorized the shell",
      {},
      [up(jira({ shellConnection: true })), ({ emulator, stack }) => (emulator.authorize(1001), stack.refresh())],
    ],
    ["they were refused", {}, [failing(jira({ input: { apitoken: "wrong" } }))]],
    [
      "they were refused with a warning",
      {},
      [up(jira({ input: { apitoken: "wrong" }, onAuthorizationFailure: "warn" }))],
    ],
    [
      "nobody knows which ones it has",
      IMPATIENT,
      [up(jira()), failing(jira({ input: NEW }), { method: "PUT", cut: "after", times: 10_000 })],
    ],
    [
      "they were not sent",
      {},
      [up(jira()), failing(jira({ input: NEW, disconnected: true }), { path: /disconnect/, status: 403 })],
    ],
    ["a variable is involved", {}, [up(jira({ inputFromEnvironment: { extra: "JIRA_EXTRA" } }))]],
    ["a variable was involved", {}, [up(bare({ inputFromEnvironment: { extra: "JIRA_EXTRA" } }))]],
  ];
  test.each(cases)("where %s", async (_title, options, before) => {
    process.env.JIRA_EXTRA = "extra";
    const bench = await startBench(options);
    for (const step of before) await step(bench);
    expectHidden(await lostAndRefreshed(bench));
    expect(bench.stack.outputs()).toMatchObject({ connectionLostReason: WORDS });
  });

  test("a later change of the name does not show it either", async () => {
    const bench = await startBench();
    const { emulator, stack, shown } = bench;
    await stack.up({ a: bare() });
    emulator.loseAuthorization(1001, { reason: WORDS, error: WORDS });
    await stack.up({ a: bare({ name: "b" }) });
    await stack.up({ a: bare({ name: "c" }) });
    expect(shown()).not.toContain("k3y-0815");
  });
});

describe("the server's answer to credentials that were sent just now is shown", () => {
  test.each([
    ["error", {}],
    ["warn", { onAuthorizationFailure: "warn" }],
  ])("with %s, at a create and at an update, without them", async (_policy, args) => {
    const behaviour = { echoCredentials: true };
    const wrong = jira({ ...args, input: { apitoken: "wrong-4711" } });
    for (const isUpdate of [false, true]) {
      const bench = await startBench({ behaviour });
      if (isUpdate) await bench.stack.up({ a: jira(args) });
      await bench.stack.up({ a: wrong }).catch(() => undefined);
      expect(bench.shown()).toContain("401 Unauthorized to [redacted]");
      expect(bench.shown()).not.toContain("wrong-4711");
    }
  });

  test("from a variable, too", async () => {
    process.env.JIRA_TOKEN = "wrong-4711";
    const { stack, shown } = await startBench({ behaviour: { echoCredentials: true } });
    expect(await errorOf(stack.up({ a: bare({ inputFromEnvironment: { apitoken: "JIRA_TOKEN" } }) }))).toContain(
      "401 Unauthorized to [redacted]",
    );
    expect(shown()).not.toContain("wrong-4711");
  });
});

describe("words that may quote credentials which nobody here knows any more", () => {
  const OLD = { apitoken: "first-secret-AAAA" };
  const quoted = (emulator: Emulator, quote: string) => {
    emulator.loseAuthorization(1001, { reason: `401 for token ${quote}` });
  };

  test("those of a loss before the credentials were replaced", async () => {
    const { emulator, stack, shown } = await startBench({ behaviour: { keepsLostAt: true } });
    await stack.up({ a: jira({ input: OLD }) });
    quoted(emulator, OLD.apitoken);
    await stack.refresh();
    await stack.up({ a: jira({ input: GOOD }) });
    await stack.refresh();
    expect(shown() + stack.history.join("\n")).not.toContain(OLD.apitoken);
  });

  test("those of a loss before the credentials were replaced, when the new ones fail, too", async () => {
    const { emulator, stack, shown } = await startBench({ behaviour: { keepsLostAt: true, retestOnPut: true } });
    await stack.up({ a: jira({ input: OLD }) });
    quoted(emulator, OLD.apitoken);
    await stack.up({ a: jira({ input: GOOD }) });
    emulator.behaviour.refuses = () => "revoked";
    await stack.up({ a: jira({ input: GOOD, name: "b" }) });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationStatus: "failed" });
    expect(shown() + stack.history.join("\n")).not.toContain(OLD.apitoken);
  });

  test("a person's", async () => {
    const { emulator, stack, shown } = await established();
    emulator.edit(1001, { authorizedAt: "2030-01-01T00:00:00.000Z" });
    quoted(emulator, "persons-own-token");
    await stack.refresh();
    expect(shown() + stack.history.join("\n")).not.toContain("persons-own-token");
  });
});

describe("the server's reason for a lost connection", () => {
  const lost = (text: string) => ({
    authorizationStatus: "failed" as const,
    authorizationError: text,
    connectionLostReason: text,
    connectionLostAt: null,
  });

  test("is shown without connection_lost_at, and so is every later one", async () => {
    const { emulator, stack, lines } = await established();
    for (const text of ["the first reason", "the second reason"]) {
      emulator.edit(1001, lost(text));
      lines.length = 0;
      await stack.refresh();
      expect(stack.outputs()).toMatchObject({ authorizationError: text, connectionLostReason: text });
      expect(lines.join("")).toContain(text);
    }
    emulator.loseAuthorization(1001, { error: "the third reason" });
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationError: "the third reason" });
  });

  test("is hidden while the credentials are not known, and shown again once they are", async () => {
    const { emulator, stack, lines } = await established({}, IMPATIENT);
    const fault = emulator.failNext({ method: "PUT", cut: "after", times: 10_000 });
    await errorOf(stack.up({ a: jira({ input: NEW }) }));
    fault.cancel();
    emulator.edit(1001, lost(`refused ${NEW.apitoken}`));
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationError: "refused [redacted]" });
    expect(lines.join("")).toContain(
      "the reason may quote credentials: see the output connectionLostReason and the output authorizationError, or Workato",
    );
    expect(lines.join("")).not.toContain("refused [redacted]");
    expect(stack.history.join("\n")).not.toContain(NEW.apitoken);
    await stack.up({ a: jira({ input: NEW }) });
    expect(writes(emulator).at(-1)).toBe(SENT_NEW);
    emulator.edit(1001, lost("the last reason"));
    await stack.refresh();
    expect(stack.outputs()).toMatchObject({ authorizationError: "the last reason" });
    expect(lines.at(-1)).toContain("the last reason");
  });
});
