import type { ConnectionState } from "../../provider/resources/connection/state";
import { warnOfLostAuthorization } from "../../provider/resources/connection/texts";
import type { Operation } from "../../provider/resources/session";
import { ARGS, OURS, present, T0, T1, T2, without } from "./support/authorizations";
import { established, GOOD, jira, writes } from "./support/bench";

const PUT = "PUT 98178/connections/1001";

const SENT_GOOD = `${PUT} ${JSON.stringify({ input: GOOD })}`;

/** What is said of a connection in this state. */
function saidOf(state: ConnectionState, defaults: object = {}): string {
  const lines: string[] = [];
  const policies = { onAuthorizationFailure: "error", onAuthorizationLost: "report", ...defaults };
  const say = (line: string) => lines.push(line);
  warnOfLostAuthorization({ defaults: policies, say } as unknown as Operation, "36", present(state));
  expect(lines.length).toBeLessThan(2);
  return lines.join("");
}

const FAILED = { ...OURS, authorizationStatus: "failed" } as const;
const LOST = { ...FAILED, connectionLostAt: T2 } as const;
const VARIABLE = { inputFromEnvironment: { apitoken: "JIRA_TOKEN" } };
const SHELL = { shellConnection: true };
const REPAIR = { onAuthorizationLost: "repair" } as const;

describe("nothing is said", () => {
  test.each<[string, ConnectionState]>([
    ["of a connection that works", OURS],
    ["of one that works again after a loss", { ...OURS, connectionLostAt: T0, connectionLostReason: "revoked" }],
    ["of one that shall be disconnected, whatever it says", { ...LOST, disconnected: true }],
    ["of a shell that nobody has authorized yet", { ...ARGS, ...SHELL }],
    ["of one without credentials that nobody has authorized yet", without(ARGS, "input")],
  ])("%s", (_title, state) => {
    expect(saidOf(state)).toBe("");
  });
});

test.each<[string, ConnectionState, string]>([
  ["failed", FAILED, 'is not authorized (status "failed"). '],
  ["exception", { ...FAILED, authorizationStatus: "exception" }, 'is not authorized (status "exception"). '],
  ["lost", LOST, `is not authorized since ${T2} (status "failed"). `],
  ["lost, which the status does not tell", { ...OURS, connectionLostAt: T2 }, `since ${T2} (status "success"). `],
  [
    "lost, without a status",
    { ...without(LOST, "authorizationStatus", "authorizedAt") },
    `is not authorized since ${T2}. `,
  ],
  ["another status", { ...OURS, authorizationStatus: "invalid" }, 'has the authorization status "invalid". '],
  [
    "none",
    without(OURS, "authorizationStatus", "authorizedAt"),
    "has no authorization: somebody disconnected it, or nobody authorized it yet. ",
  ],
])("what there is, and since when: %s", (_title, state, what) => {
  expect(saidOf(state)).toMatch(/^warning: connection 36 "a" /);
  expect(saidOf(state)).toContain(what);
});

describe("the server's words", () => {
  const WORDS = { authorizationError: "bad token x", connectionLostReason: "revoked by y" };
  const ELSEWHERE = /; the reason may quote credentials: see the output (\w+)(?: and the output (\w+))?, or Workato\. /;

  /** Shown are words of ours; else, it is said in which output they are. */
  const shownOf = (state: ConnectionState) => {
    const said = saidOf(state);
    const [, ...outputs] = (ELSEWHERE.exec(said) ?? []) as (string | undefined)[];
    const shown = Object.values(WORDS).filter((words) => said.includes(words));
    return [...shown, ...outputs.filter((output) => output !== undefined)];
  };

  const NOT_SHOWN = ["connectionLostReason", "authorizationError"];
  test.each<[string, ConnectionState, string[]]>([
    ["of ours are shown", {}, ["bad token x", "revoked by y"]],
    [
      "of ours, where nothing was ever authorized",
      { authorizedAt: undefined, ourAuthorizedAt: undefined } as never,
      ["bad token x", "revoked by y"],
    ],
    ["of what was refused are not", { credentials: "refused" }, NOT_SHOWN],
    ["of what may have arrived are not", { credentials: "unknown" }, NOT_SHOWN],
    ["of what it does not have are not", { credentials: "unsent" }, NOT_SHOWN],
    ["where a variable is involved are not", VARIABLE, NOT_SHOWN],
    ["of variables alone are not", { ...VARIABLE, input: undefined } as never, NOT_SHOWN],
    ["where the program names no credentials are not", { input: undefined } as never, NOT_SHOWN],
    ["of a shell are not", SHELL, NOT_SHOWN],
    ["of a person's are not", { authorizedAt: T2 }, NOT_SHOWN],
  ])("%s", (_title, args, shown) => {
    expect(shownOf({ ...LOST, ...WORDS, ...args })).toEqual(shown);
  });

  test("on a loss that is over are on other credentials, and not shown", () => {
    expect(shownOf({ ...FAILED, ...WORDS, connectionLostAt: T0 })).toEqual(["bad token x", "connectionLostReason"]);
    expect(shownOf({ ...FAILED, ...WORDS, connectionLostAt: T1 })).toEqual(["bad token x", "connectionLostReason"]);
    // Whether it is over is not known.
    expect(shownOf({ ...FAILED, ...WORDS, connectionLostAt: "soon" })).toEqual(["bad token x", "revoked by y"]);
    expect(shownOf({ ...FAILED, ...WORDS })).toEqual(["bad token x", "revoked by y"]);
  });

  test("that are not shown are in the output that has them", () => {
    const { authorizationError } = WORDS;
    expect(shownOf({ ...FAILED, authorizationError, credentials: "refused" })).toEqual(["authorizationError"]);
  });

  test.each(["network_failure", "authentication_failure", "revoked"])(
    "that are a code are always shown: %s",
    (code) => {
      for (const args of [{}, { credentials: "refused" }, VARIABLE, SHELL, { authorizedAt: T1 }] as const) {
        expect(saidOf({ ...LOST, ...args, connectionLostReason: code })).toContain(`(status "failed"): ${code}. `);
        expect(saidOf({ ...LOST, ...args, connectionLostReason: code })).not.toMatch(ELSEWHERE);
      }
    },
  );

  test("that are a code are shown beside those that are not", () => {
    const state = {
      ...LOST,
      ...WORDS,
      connectionLostReason: "authentication_failure",
      credentials: "refused",
    } as const;
    expect(saidOf(state)).toContain(
      '(status "failed"): authentication_failure; the reason may quote credentials: see the output ' +
        "authorizationError, or Workato. ",
    );
    const other = { ...state, authorizationError: "expired_token", connectionLostReason: "revoked by y" };
    expect(saidOf(other)).toContain(
      '(status "failed"): expired_token; the reason may quote credentials: see the output connectionLostReason, or ' +
        "Workato. ",
    );
  });

  test.each(["sk-live-0815", "Revoked", "token_1", "network failure", "a_b c"])(
    "that are no code are words: %s",
    (text) => {
      expect(saidOf({ ...LOST, connectionLostReason: text, credentials: "refused" })).not.toContain(text);
    },
  );

  test("that are the same are shown once", () => {
    const state = { ...LOST, authorizationError: "revoked by y", connectionLostReason: "revoked by y" };
    expect(saidOf(state)).toContain('(status "failed"): revoked by y. ');
  });
});

describe("what makes it work again", () => {
  const AGAIN = "Send the credentials again by changing credentialsVersion";
  const NEXT = "The next `pulumi up` sends the credentials again.";
  const SOMEONE = "Someone at the customer must authorize it in Workato.";

  test.each<[string, ConnectionState, object, string]>([
    ["ours, only reported", LOST, {}, `${AGAIN}, or set onAuthorizationLost: "repair".`],
    ["ours, to be repaired", { ...LOST, ...REPAIR }, {}, NEXT],
    ["ours, to be repaired by the configuration", LOST, REPAIR, NEXT],
    ["ours, where the argument says otherwise", { ...LOST, onAuthorizationLost: "report" }, REPAIR, AGAIN],
    ["refused", { ...LOST, credentials: "refused" }, {}, NEXT],
    ["refused, only warned of", { ...LOST, credentials: "refused", onAuthorizationFailure: "warn" }, {}, `${AGAIN}.`],
    [
      "refused, only warned of, to be repaired",
      { ...LOST, ...REPAIR, credentials: "refused", onAuthorizationFailure: "warn" },
      {},
      "Correct them, or send the credentials again by changing credentialsVersion.",
    ],
    ["unknown", { ...LOST, credentials: "unknown" }, {}, NEXT],
    ["unsent", { ...LOST, credentials: "unsent" }, {}, NEXT],
    ["no credentials", without(LOST, "input"), REPAIR, SOMEONE],
    ["a shell", { ...LOST, ...SHELL }, REPAIR, SOMEONE],
    [
      "the network",
      { ...LOST, ...REPAIR, connectionLostReason: "network_failure" },
      {},
      "It is not repaired by itself, because the network is to blame: send the credentials again by changing",
    ],
    [
      "a person's",
      { ...LOST, ...REPAIR, authorizedAt: T2 },
      {},
      "It is not repaired by itself, because somebody else's credentials are newer: send the credentials again by",
    ],
    ["disconnected by hand", without(OURS, "authorizationStatus", "authorizedAt"), REPAIR, `${AGAIN}.`],
  ])("%s", (_title, state, defaults, remedy) => {
    expect(saidOf(state, defaults)).toContain(`. ${remedy}`);
  });
});

test("a write after which the credentials do not work any more says so", async () => {
  const { emulator, stack, lines } = await established({}, { behaviour: { retestOnPut: true } });
  emulator.behaviour.refuses = () => "revoked";
  await stack.up({ a: jira({ name: "b" }) });
  expect(lines.join("")).toMatch(
    /^warning: connection 1001 "b" is not authorized \(status "failed"\): .*changing credentialsVersion/,
  );
  expect(stack.outputs()).toMatchObject({ authorizationStatus: "failed" });
});

describe("onAuthorizationLost: repair", () => {
  const repair = { onAuthorizationLost: "repair" };

  test("sends once where the server keeps connection_lost_at after the connection works again", async () => {
    const { emulator, stack, lines } = await established(repair);
    emulator.loseAuthorization(1001);
    const { connectionLostAt, connectionLostReason } = emulator.connection(1001)!;
    await stack.refresh();
    await stack.up({ a: jira(repair) });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
    lines.length = 0;
    for (let time = 1; time <= 2; time++) {
      emulator.edit(1001, { connectionLostAt, connectionLostReason });
      await stack.refresh();
      expect(await stack.up({ a: jira(repair) })).toEqual({ a: "same" });
    }
    expect(writes(emulator)).toHaveLength(1);
    expect(lines).toEqual([]);

    emulator.loseAuthorization(1001);
    await stack.refresh();
    await stack.up({ a: jira(repair) });
    expect(writes(emulator)).toEqual([SENT_GOOD, SENT_GOOD]);
  });

  test("goes by instants: a loss before the authorization is over, also when its text sorts later", async () => {
    const { emulator, stack } = await established(repair);
    const authorizedAt = "2026-11-24T10:00:00-08:00";
    emulator.edit(1001, { authorizedAt });
    emulator.failNext({
      method: "PUT",
      body: { id: 1001, authorization_status: "success", authorized_at: authorizedAt },
    });
    await stack.up({ a: jira({ ...repair, credentialsVersion: 1 }) });
    emulator.edit(1001, { authorizedAt: "2026-11-24T18:00:00.000Z", connectionLostAt: "2026-11-24T11:00:00Z" });
    await stack.refresh();
    expect(await stack.up({ a: jira({ ...repair, credentialsVersion: 1 }) })).toEqual({ a: "same" });
    emulator.edit(1001, { connectionLostAt: "2026-11-24T10:00:01-08:00" });
    await stack.refresh();
    expect(await stack.up({ a: jira({ ...repair, credentialsVersion: 1 }) })).toEqual({ a: "update" });
  });

  test.each([
    ["sparse answers", { retestOnPut: true, sparseAnswers: true }],
    ["sparse answers in a wrapper", { retestOnPut: true, sparseAnswers: true, wrapAnswers: true }],
    ["full answers", { retestOnPut: true }],
  ])("stays on after a PUT of a name that was tested again (%s)", async (_title, behaviour) => {
    const { emulator, stack } = await established(repair, { behaviour });
    const a = jira({ ...repair, name: "b" });
    await stack.up({ a });
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    emulator.clearRequests();
    expect(await stack.up({ a })).toEqual({ a: "update" });
    expect(writes(emulator)).toEqual([SENT_GOOD]);
  });

  test("is off where a person authorizes after such a PUT", async () => {
    const { emulator, stack } = await established(repair, { behaviour: { retestOnPut: true, sparseAnswers: true } });
    const a = jira({ ...repair, name: "b" });
    await stack.up({ a });
    emulator.authorize(1001);
    await stack.refresh();
    emulator.loseAuthorization(1001);
    await stack.refresh();
    expect(await stack.up({ a })).toEqual({ a: "same" });
  });
});
