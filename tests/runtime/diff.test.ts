import { startBench, UNKNOWN } from "./support/bench";
import type { Values } from "../support/engineModel";

const INPUT = { apitoken: "t", nested: { a: 1, b: [1, { c: 2 }] } };
const ARGS = { managedUserId: "98178", provider: "jira", name: "a", input: INPUT };
const OURS = "2026-01-01T00:00:00.000Z";
const STATE = {
  ...ARGS,
  holder: "0a1b2c3d",
  authorizationStatus: "success",
  authorizedAt: OURS,
  ourAuthorizedAt: OURS,
};

async function diffOf(olds: Values, news: Values, config: Readonly<Record<string, string>> = {}) {
  const { stack, emulator } = await startBench();
  const diff = await stack.startProcess(config).diff("connection", "98178/36", olds, news);
  expect(emulator.requests).toEqual([]);
  return diff;
}

const SAME = { changes: false, replaces: [], deleteBeforeReplace: false };
const UPDATE = { ...SAME, changes: true };

describe("no change", () => {
  test.each<[string, Values, Values]>([
    ["equal arguments", {}, {}],
    ["another order of keys in input", {}, { input: { nested: { b: [1, { c: 2 }], a: 1 }, apitoken: "t" } }],
    ["what the program does not set", { updatedAt: "now", identity: "me", tags: ["x"] }, {}],
    ["a flag that is absent now and was false", { forceDelete: false, disconnected: false }, {}],
    ["a flag that is false now and was absent", {}, { shellConnection: false, forceDisconnect: false }],
    ["null that is null", { parentId: null, externalId: null }, { parentId: null, externalId: null }],
    ["lost authorization", { authorizationStatus: "failed", connectionLostAt: "2026-01-02" }, {}],
    ["a status that was cleared", { authorizationStatus: undefined }, {}],
    ["another __provider", { __provider: "older" }, { __provider: "newer" }],
    ["another name of the resource, with aliases", { __resource: "a" }, { __resource: "acme:Customer::a" }],
    [
      "disconnected that is disconnected",
      { disconnected: true, authorizationStatus: undefined },
      { disconnected: true },
    ],
    ["disconnected that has failed", { disconnected: true, authorizationStatus: "failed" }, { disconnected: true }],
  ])("%s", async (_title, olds, news) => {
    expect(await diffOf(present({ ...STATE, ...olds }), { ...ARGS, ...news })).toEqual(SAME);
  });
});

describe("an update", () => {
  test.each<[string, Values, Values]>([
    ["name", {}, { name: "b" }],
    ["folderId", { folderId: "1" }, { folderId: "2" }],
    ["parentId set to null", { parentId: "1" }, { parentId: null }],
    ["externalId", {}, { externalId: "U" }],
    ["a value deep inside input", {}, { input: { ...INPUT, nested: { a: 1, b: [1, { c: 3 }] } } }],
    ["the order of a list in input", {}, { input: { ...INPUT, nested: { a: 1, b: [{ c: 2 }, 1] } } }],
    ["a number that became a text", {}, { input: { ...INPUT, nested: { a: "1", b: [1, { c: 2 }] } } }],
    ["an unknown inside input", {}, { input: { apitoken: UNKNOWN } }],
    ["credentialsVersion", { credentialsVersion: "1" }, { credentialsVersion: "2" }],
    ["inputFromEnvironment", {}, { inputFromEnvironment: { a: "B" } }],
    ["an argument that is taken out", { folderId: "1" }, {}],
    ["a flag that is taken out", { forceDelete: true }, {}],
    ["a flag", {}, { shellConnection: true }],
    ["a policy", {}, { onAuthorizationLost: "repair" }],
    ["adoptConnectionId", {}, { adoptConnectionId: "36" }],
    ["an unknown account", {}, { account: UNKNOWN }],
    ["an unknown customer: a replacement would delete first what may stay", {}, { managedUserId: UNKNOWN }],
    ["an unknown provider", {}, { provider: UNKNOWN }],
    ["disconnected found connected", { disconnected: true }, { disconnected: true }],
  ])("%s", async (_title, olds, news) => {
    expect(await diffOf({ ...STATE, ...olds }, { ...ARGS, ...news })).toEqual(UPDATE);
  });

  test("an input that is taken out", async () => {
    const { input: _input, ...args } = ARGS;
    expect(await diffOf(STATE, args)).toEqual(UPDATE);
  });

  test("a known account", async () => {
    const config = { accounts: '{"eu":{"apiToken":"t","region":"eu"}}' };
    expect(await diffOf(STATE, { ...ARGS, account: "eu" }, config)).toEqual(UPDATE);
  });
});

describe("a replacement", () => {
  test.each<[string, Values, string[]]>([
    ["another customer", { managedUserId: "98179" }, ["managedUserId"]],
    ["another provider", { provider: "zendesk", name: "b" }, ["provider"]],
    ["one known, one unknown", { managedUserId: UNKNOWN, provider: "zendesk" }, ["provider"]],
  ])("%s", async (_title, news, replaces) => {
    expect(await diffOf(STATE, { ...ARGS, ...news })).toEqual({ ...UPDATE, replaces });
  });
});

describe("credentials that were refused", () => {
  const REFUSED = { ...STATE, authorizationStatus: "failed", credentials: "refused" };
  const NEVER = { ...REFUSED, authorizedAt: undefined, ourAuthorizedAt: undefined };
  const THEIRS = { authorizationStatus: "success", authorizedAt: "2026-01-02T00:00:00.000Z" };
  const CLEARED = { ...REFUSED, authorizationStatus: undefined };
  const WARN = { onAuthorizationFailure: "warn" };
  test.each<[string, Values, Values, boolean]>([
    ["are sent again", REFUSED, {}, true],
    ["also when none were ever accepted", NEVER, {}, true],
    ["as exception, too", { ...REFUSED, authorizationStatus: "exception" }, {}, true],
    ["not with warn", { ...REFUSED, ...WARN }, WARN, false],
    ["of a shell, too, which shows no refusal", { ...CLEARED, shellConnection: true }, { shellConnection: true }, true],
    ["not while disconnected", { ...REFUSED, disconnected: true }, { disconnected: true }, false],
    ["also when our earlier ones work", { ...REFUSED, authorizationStatus: "success" }, {}, true],
    ["not when somebody else's work", { ...REFUSED, ...THEIRS }, {}, false],
    ["not when somebody else's work and none of ours ever did", { ...NEVER, ...THEIRS }, {}, false],
    ["not when the status was cleared: somebody has disconnected it", CLEARED, {}, false],
    ["not a failure of what was accepted", { ...REFUSED, credentials: undefined }, {}, false],
  ])("%s", async (_title, olds, news, changes) => {
    expect((await diffOf(present(olds), { ...ARGS, ...news })).changes).toBe(changes);
  });

  test("not without input, not with warn in the configuration", async () => {
    const { input: _input, ...args } = ARGS;
    const { input: _old, ...olds } = NEVER;
    expect((await diffOf(present(olds), args)).changes).toBe(false);
    expect((await diffOf(present(NEVER), ARGS, { onAuthorizationFailure: "warn" })).changes).toBe(false);
  });
});

describe("credentials of which nobody knows whether they arrived", () => {
  const UNCERTAIN = { ...STATE, credentials: "unknown" };
  test.each<[string, Values, Values, boolean]>([
    ["are sent again, whatever the status", UNCERTAIN, {}, true],
    ["with warn, too", { ...UNCERTAIN, onAuthorizationFailure: "warn" }, { onAuthorizationFailure: "warn" }, true],
    ["of a shell, too", { ...UNCERTAIN, shellConnection: true }, { shellConnection: true }, true],
    [
      "not while disconnected",
      { ...UNCERTAIN, disconnected: true, authorizationStatus: undefined },
      { disconnected: true },
      false,
    ],
  ])("%s", async (_title, olds, news, changes) => {
    expect((await diffOf(present(olds), { ...ARGS, ...news })).changes).toBe(changes);
  });
});

describe("credentials that the server does not have", () => {
  const UNSENT = { ...STATE, credentials: "unsent", authorizationStatus: undefined };
  const THEIRS = { authorizationStatus: "success", authorizedAt: "2026-01-02T00:00:00.000Z" };
  const OFF = { disconnected: true };
  test.each<[string, Values, Values, boolean]>([
    ["are sent", UNSENT, {}, true],
    ["when disconnected is taken out", { ...UNSENT, ...OFF }, {}, true],
    ["of a shell, too", { ...UNSENT, shellConnection: true }, { shellConnection: true }, true],
    ["not while disconnected", { ...UNSENT, ...OFF }, OFF, false],
    ["not when somebody else's work: that stays quiet", { ...UNSENT, ...THEIRS }, {}, false],
    ["again when those do not work any more", { ...UNSENT, ...THEIRS, authorizationStatus: "failed" }, {}, true],
  ])("%s", async (_title, olds, news, changes) => {
    expect((await diffOf(present(olds), { ...ARGS, ...news })).changes).toBe(changes);
  });
});

describe('lost authorization, with onAuthorizationLost: "repair"', () => {
  const REPAIR = { onAuthorizationLost: "repair" };
  const LOST = { ...STATE, ...REPAIR, authorizationStatus: "failed" };
  const STILL_GOOD = { ...STATE, ...REPAIR, connectionLostAt: "2026-01-02T00:00:00.000Z" };
  test.each<[string, Values, Values, boolean]>([
    ["failed", LOST, REPAIR, true],
    ["exception", { ...LOST, authorizationStatus: "exception" }, REPAIR, true],
    ["lost, although the status is good", STILL_GOOD, REPAIR, true],
    ["lost before the last authorization", { ...STILL_GOOD, connectionLostAt: "2025-12-31T00:00:00Z" }, REPAIR, false],
    [
      "lost before it, by another offset",
      { ...STILL_GOOD, connectionLostAt: "2026-01-01T01:00:00+02:00" },
      REPAIR,
      false,
    ],
    ["the network is to blame", { ...LOST, connectionLostReason: "network_failure" }, REPAIR, false],
    ["someone else's credentials are newer", { ...LOST, authorizedAt: "2026-01-02T00:00:00Z" }, REPAIR, false],
    [
      "nobody's are: one instant in two spellings",
      { ...LOST, authorizedAt: "2026-01-01T02:00:00+02:00" },
      REPAIR,
      true,
    ],
    ["a shell", { ...LOST, shellConnection: true }, { ...REPAIR, shellConnection: true }, false],
    ["nothing is lost", { ...STATE, ...REPAIR }, REPAIR, false],
  ])("%s", async (_title, olds, news, changes) => {
    expect((await diffOf(olds, { ...ARGS, ...news })).changes).toBe(changes);
  });

  test("the configuration says it for the stack", async () => {
    const { onAuthorizationLost: _policy, ...olds } = LOST;
    expect((await diffOf(olds, ARGS, { onAuthorizationLost: "repair" })).changes).toBe(true);
    expect((await diffOf(olds, ARGS)).changes).toBe(false);
  });
});

test("a malformed id is told with the expected form", async () => {
  const { stack } = await startBench();
  await expect(stack.startProcess().diff("connection", "36", STATE, ARGS)).rejects.toThrow(
    '"36" is not an id of this package: expected "<managedUserId>/<number>", the first part URI-encoded, such as',
  );
});

function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
