import type { ConnectionArguments } from "../../provider/runtime/connection/arguments";
import type { Authorization, Sending, SendReason } from "../../provider/runtime/connection/authorization";
import {
  authorizationAfter,
  hasCredentials,
  hasTestedCredentials,
  isEveryCredentialKnown,
  isFailed,
  isLost,
  isTheirs,
  isToLookFirst,
  sendReason,
  whyNotRepaired,
} from "../../provider/runtime/connection/authorization";
import type { ConnectionState } from "../../provider/runtime/connection/state";
import { emptyConnection } from "../../provider/runtime/connection/state";
import type { StackDefaults } from "../../provider/settings";

type Arguments = Partial<ConnectionArguments>;
type Credentials = Authorization["credentials"];

const [T0, T1, T2] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z"] as const;
/** The instant of T1, as another server writes it. */
const T1_ELSEWHERE = "2026-01-02T02:00:00.000+02:00";
const secondsAfter = (time: string, seconds: number) => new Date(Date.parse(time) + seconds * 1000).toISOString();

const ARGS: Arguments = { managedUserId: "98178", provider: "jira", name: "a", input: { apitoken: "good" } };
const OURS: ConnectionState = { ...ARGS, authorizationStatus: "success", authorizedAt: T1, ourAuthorizedAt: T1 };
const EVERY: readonly Credentials[] = [undefined, "refused", "unknown", "released"];

const DEFAULTS: StackDefaults = {
  onExisting: "error",
  onAuthorizationFailure: "error",
  onAuthorizationLost: "report",
  connectorWarnings: true,
};

/** Without the keys that are undefined: state has none. */
function present<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

function without<T extends object>(values: T, ...names: (keyof T)[]): T {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name as keyof T))) as T;
}

describe("what state knows after a write", () => {
  /** The connection as the server has it after the write; long untouched, unless the test says otherwise. */
  const serverSays = (facts: object = {}) => ({
    ...emptyConnection("1001"),
    authorizationStatus: "success",
    authorizedAt: T1,
    updatedAt: T2,
    ...facts,
  });

  const after = (sending: Sending, olds: ConnectionState, news: Arguments, facts: object = {}) =>
    present(authorizationAfter(sending, olds, news, serverSays(facts)));

  test.each(EVERY)(
    "an accepted send ends %j: the server holds those in input, and the authorization is ours",
    (was) => {
      const olds = present({ ...OURS, authorizedAt: T0, ourAuthorizedAt: T0, credentials: was });
      expect(after("accepted", olds, ARGS)).toEqual({ ourAuthorizedAt: T1 });
    },
  );

  test("an accepted send of a shell, which nobody has authorized yet, leaves no time of ours", () => {
    expect(after("accepted", OURS, ARGS, { authorizedAt: null, authorizationStatus: null })).toEqual({});
  });

  test.each(EVERY)("a refused send after %j: refused, and the last accepted one stays ours", (was) => {
    expect(after("refused", present({ ...OURS, credentials: was }), ARGS)).toEqual({
      credentials: "refused",
      ourAuthorizedAt: T1,
    });
  });

  test.each(EVERY)("a send or a disconnect that may have been done after %j: unknown", (was) => {
    expect(after("unknown", present({ ...OURS, credentials: was }), ARGS)).toEqual({
      credentials: "unknown",
      ourAuthorizedAt: T1,
    });
  });

  test.each(["refused", "unknown"] as const)("the first send, %s: nothing was ever ours", (sending) => {
    expect(after(sending, {}, ARGS)).toEqual({ credentials: sending });
  });

  const VARIABLE = { inputFromEnvironment: { apitoken: "JIRA_TOKEN" } };
  test.each<[string, Credentials, ConnectionState, Arguments, Credentials]>([
    ["nothing changed", undefined, OURS, ARGS, undefined],
    ["another name", undefined, OURS, { ...ARGS, name: "b" }, undefined],
    ["another version, recorded while disconnected", undefined, OURS, { ...ARGS, credentialsVersion: "2" }, undefined],
    ["input taken out", undefined, OURS, without(ARGS, "input"), "released"],
    ["variables taken out", undefined, { ...OURS, ...VARIABLE }, ARGS, "released"],
    ["input recorded while disconnected", undefined, OURS, { ...ARGS, input: { apitoken: "new" } }, "released"],
    ["variables recorded while disconnected", undefined, OURS, { ...ARGS, ...VARIABLE }, "released"],
    ["refused, nothing changed", "refused", OURS, ARGS, "refused"],
    ["refused, input taken out", "refused", OURS, without(ARGS, "input"), "refused"],
    ["unknown, nothing changed", "unknown", OURS, ARGS, "unknown"],
    ["unknown, input taken out", "unknown", OURS, without(ARGS, "input"), "unknown"],
    ["released, and still so", "released", without(OURS, "input"), without(ARGS, "input"), "released"],
  ])("nothing was sent: %s", (_title, was, olds, news, is) => {
    expect(after("notSent", present({ ...olds, credentials: was }), news)).toEqual(
      present({ credentials: is, ourAuthorizedAt: T1 }),
    );
  });

  describe("a server that tests again at any write", () => {
    const tested = { authorizedAt: T2, updatedAt: secondsAfter(T2, 1) };

    test("what it tested was ours, and so is its new time", () => {
      expect(after("notSent", OURS, { ...ARGS, name: "b" }, tested)).toEqual({ ourAuthorizedAt: T2 });
    });

    test.each<[string, ConnectionState, object]>([
      ["theirs stay theirs", { ...OURS, authorizedAt: secondsAfter(T1, 1) }, tested],
      ["a time long before the write is not of it", OURS, { authorizedAt: secondsAfter(T1, 60), updatedAt: T2 }],
      ["a time that did not move is not of it", OURS, { authorizedAt: T1_ELSEWHERE, updatedAt: secondsAfter(T1, 1) }],
      ["an authorization that is gone is not of it", OURS, { authorizedAt: null, updatedAt: T2 }],
      ["nor one whose write has no time", OURS, { authorizedAt: T2, updatedAt: null }],
    ])("%s", (_title, olds, facts) => {
      expect(after("notSent", olds, { ...ARGS, name: "b" }, facts)).toEqual({ ourAuthorizedAt: T1 });
    });

    test.each<[string, ConnectionState]>([
      ["nothing of ours was ever accepted", { ...ARGS, credentials: "refused", authorizationStatus: "failed" }],
      ["nothing was ever sent", without(ARGS, "input")],
      ["it is taken over as it is", {}],
    ])("is none where %s: the authorization is a person's", (_title, olds) => {
      expect(after("notSent", olds, ARGS, tested)).not.toHaveProperty("ourAuthorizedAt");
    });
  });
});

describe("the authorization is theirs", () => {
  test.each<[string, ConnectionState, boolean]>([
    ["not when it is that of our last accepted send", OURS, false],
    ["not when it is written with another offset", { ...OURS, authorizedAt: T1_ELSEWHERE }, false],
    ["when it is later", { ...OURS, authorizedAt: T2 }, true],
    ["when it is earlier: clocks of two machines", { ...OURS, authorizedAt: T0 }, true],
    ["when nothing of ours was ever accepted", without(OURS, "ourAuthorizedAt"), true],
    ["not when there is none", without(OURS, "authorizedAt"), false],
    ["not when there never was one", without(OURS, "authorizedAt", "ourAuthorizedAt"), false],
  ])("%s", (_title, state, is) => {
    expect(isTheirs(state)).toBe(is);
    expect(isTheirs({ ...state, credentials: "refused" })).toBe(is);
    expect(isTheirs({ ...state, credentials: "released" })).toBe(is);
    // What we sent last may be what was authorized.
    expect(isTheirs({ ...state, credentials: "unknown" })).toBe(false);
  });
});

describe("the credentials are sent", () => {
  const why = (olds: object, news: object, defaults: Partial<StackDefaults> = {}) =>
    sendReason(present({ ...OURS, ...olds }), present({ ...ARGS, ...news }), { ...DEFAULTS, ...defaults });

  const NEW = { input: { apitoken: "new" } };
  const VARIABLE = { inputFromEnvironment: { apitoken: "JIRA_TOKEN" } };
  const VERSION = { credentialsVersion: "2" };
  const NONE = { input: undefined };

  test.each<[string, object, object, SendReason | undefined]>([
    ["nothing changed", {}, {}, undefined],
    ["another name", {}, { name: "b" }, undefined],
    ["a policy", {}, { onAuthorizationLost: "repair" }, undefined],
    ["input", {}, NEW, "changed"],
    ["input for the first time", NONE, {}, "changed"],
    ["variables", {}, VARIABLE, "changed"],
    ["variables, with others before", { inputFromEnvironment: { a: "B" } }, VARIABLE, "changed"],
    ["the version", {}, VERSION, "changed"],
    ["the version of variables alone", { ...NONE, ...VARIABLE }, { ...NONE, ...VARIABLE, ...VERSION }, "changed"],
    ["input taken out", {}, NONE, undefined],
    ["input taken out, variables stay", VARIABLE, { ...NONE, ...VARIABLE }, undefined],
    ["variables taken out, input stays", VARIABLE, {}, undefined],
    ["the version taken out", VERSION, {}, undefined],
    ["the version, without credentials", NONE, { ...NONE, ...VERSION }, undefined],
    ["input of a shell", { shellConnection: true }, { shellConnection: true, ...NEW }, "changed"],
  ])("because they changed: %s", (_title, olds, news, reason) => {
    expect(why(olds, news)).toBe(reason);
  });

  test("never while the program wants the connection disconnected, and never without any", () => {
    const everyReason = {
      ...{ disconnected: true, shellConnection: true, credentials: "unknown", authorizationStatus: "failed" },
      ...{ connectionLostAt: T2, credentialsVersion: "1" },
    };
    const wanted = { ...NEW, ...VERSION, onAuthorizationLost: "repair" };
    expect(why(everyReason, wanted)).toBeDefined();
    expect(why(everyReason, { ...wanted, disconnected: true })).toBeUndefined();
    expect(why(everyReason, { ...wanted, ...NONE })).toBeUndefined();
  });

  test.each<[string, object, object, SendReason | undefined]>([
    ["at a reconnect", { disconnected: true, authorizationStatus: undefined }, {}, "reconnect"],
    [
      "at a reconnect of a shell",
      { disconnected: true, shellConnection: true },
      { shellConnection: true },
      "reconnect",
    ],
    ["when a shell becomes real", { shellConnection: true }, {}, "madeReal"],
    ["when a shell becomes real, in so many words", { shellConnection: true }, { shellConnection: false }, "madeReal"],
    ["not when it becomes a shell", {}, { shellConnection: true }, undefined],
    ["not when a flag is written out", { shellConnection: false }, {}, undefined],
    ["when a flag may have arrived", { shellConnection: null }, {}, "madeReal"],
  ])("%s", (_title, olds, news, reason) => {
    expect(why(olds, news)).toBe(reason);
  });

  const WARN = { onAuthorizationFailure: "warn" };
  const REPAIR = { onAuthorizationLost: "repair" };
  const SHELL = { shellConnection: true };
  const GOOD = { authorizationStatus: "success" };
  const FAILED = { authorizationStatus: "failed" };
  const EXCEPTION = { authorizationStatus: "exception" };
  const CLEARED = { authorizationStatus: undefined };

  test.each([GOOD, FAILED, EXCEPTION, CLEARED])(
    "when nobody knows what the server holds, whatever it says: %j",
    (status) => {
      for (const policy of [{}, WARN, REPAIR, SHELL]) {
        expect(why({ ...status, ...policy, credentials: "unknown" }, policy)).toBe("unknown");
      }
    },
  );

  test.each<[object, object, SendReason | undefined]>([
    [FAILED, {}, "refused"],
    [EXCEPTION, {}, "refused"],
    [GOOD, {}, undefined],
    [CLEARED, {}, undefined],
    [FAILED, WARN, undefined],
    [FAILED, REPAIR, "refused"],
    [FAILED, { ...WARN, ...REPAIR }, undefined],
    [FAILED, SHELL, undefined],
    // A loss says nothing of credentials that were never accepted.
    [{ ...GOOD, connectionLostAt: T2 }, REPAIR, undefined],
  ])("when ours were refused and the server says %j, with %j: %j", (status, policy, reason) => {
    const olds = { ...status, ...policy, credentials: "refused" };
    expect(why(olds, policy)).toBe(reason);
    // Also when nothing was ever accepted, and when what works or fails is somebody else's.
    expect(why({ ...olds, authorizedAt: undefined, ourAuthorizedAt: undefined }, policy)).toBe(reason);
    expect(why({ ...olds, authorizedAt: T2 }, policy)).toBe(reason);
  });

  test.each<[string, object, object, SendReason | undefined]>([
    ["failed", FAILED, REPAIR, "lost"],
    ["exception", EXCEPTION, REPAIR, "lost"],
    ["a loss that the status does not tell", { ...GOOD, connectionLostAt: T2 }, REPAIR, "lost"],
    ["a loss before the last authorization", { ...GOOD, connectionLostAt: T0 }, REPAIR, undefined],
    ["a loss at that very instant", { ...GOOD, connectionLostAt: T1_ELSEWHERE }, REPAIR, undefined],
    ["nothing is lost", GOOD, REPAIR, undefined],
    ["a disconnect by hand", CLEARED, REPAIR, undefined],
    ["with report", FAILED, {}, undefined],
    ["the network is to blame", { ...FAILED, connectionLostReason: "network_failure" }, REPAIR, undefined],
    ["another reason", { ...FAILED, connectionLostReason: "authentication_failure" }, REPAIR, "lost"],
    ["theirs are newer", { ...FAILED, authorizedAt: T2 }, REPAIR, undefined],
    ["nothing of ours was ever accepted", { ...FAILED, ourAuthorizedAt: undefined }, REPAIR, undefined],
    ["no authorization at all any more", { ...FAILED, authorizedAt: undefined }, REPAIR, "lost"],
    ["a shell", { ...FAILED, ...SHELL }, { ...REPAIR, ...SHELL }, undefined],
    ["the server holds released ones", { ...FAILED, credentials: "released" }, REPAIR, "lost"],
  ])("when they are lost and to be repaired: %s", (_title, facts, policy, reason) => {
    expect(why({ ...facts, ...policy }, policy)).toBe(reason);
  });

  test("by the policies of the stack, where the program says nothing; its own win", () => {
    const lost = { onAuthorizationLost: "repair" } as const;
    const warn = { onAuthorizationFailure: "warn" } as const;
    const refused = { ...FAILED, credentials: "refused" };
    expect(why(FAILED, {}, lost)).toBe("lost");
    expect(why({ ...FAILED, onAuthorizationLost: "report" }, { onAuthorizationLost: "report" }, lost)).toBeUndefined();
    expect(why(refused, {}, warn)).toBeUndefined();
    expect(why({ ...refused, onAuthorizationFailure: "error" }, { onAuthorizationFailure: "error" }, warn)).toBe(
      "refused",
    );
  });
});

describe("the server is looked at first", () => {
  const VERSION = { credentialsVersion: "1" };
  test.each<[string, boolean, Credentials, Arguments, Arguments]>([
    ["refused, and nothing changed", true, "refused", {}, {}],
    ["refused, the same version", true, "refused", VERSION, VERSION],
    ["refused, other input", true, "refused", VERSION, { ...VERSION, input: { apitoken: "new" } }],
    ["refused, another version", false, "refused", VERSION, { credentialsVersion: "2" }],
    ["refused, a first version", false, "refused", {}, VERSION],
    ["accepted", false, undefined, {}, {}],
    ["unknown", false, "unknown", {}, {}],
    ["released", false, "released", {}, {}],
  ])("%s: %s", (_title, is, credentials, olds, news) => {
    expect(isToLookFirst(present({ ...OURS, ...olds, credentials }), { ...ARGS, ...news })).toBe(is);
  });

  test("also when the version is taken out: that is no new one", () => {
    expect(isToLookFirst({ ...OURS, ...VERSION, credentials: "refused" }, ARGS)).toBe(true);
  });
});

describe("a connection is lost", () => {
  test.each<[string, boolean, object]>([
    ["works", false, {}],
    ["failed", true, { authorizationStatus: "failed" }],
    ["exception", true, { authorizationStatus: "exception" }],
    ["no authorization", false, { authorizationStatus: undefined, authorizedAt: undefined }],
    ["works, lost later", true, { connectionLostAt: T2 }],
    ["works, lost earlier", false, { connectionLostAt: T0 }],
    ["works, lost at that instant", false, { connectionLostAt: T1_ELSEWHERE }],
    ["works, lost at a time that cannot be read", false, { connectionLostAt: "yesterday" }],
    ["failed, lost earlier as well", true, { authorizationStatus: "failed", connectionLostAt: T0 }],
    ["lost, never authorized", true, { authorizationStatus: undefined, authorizedAt: undefined, connectionLostAt: T0 }],
  ])("%s: %s", (_title, is, facts) => {
    expect(isLost(present({ ...OURS, ...facts }))).toBe(is);
  });

  test.each<[object, string | undefined]>([
    [{}, undefined],
    [{ connectionLostReason: "authentication_failure" }, undefined],
    [{ connectionLostReason: "network_failure" }, "the network is to blame"],
    [{ authorizedAt: T2 }, "somebody else's credentials are newer"],
    [{ authorizedAt: T2, connectionLostReason: "network_failure" }, "somebody else's credentials are newer"],
  ])("why it is not repaired, with %j: %s", (facts, reason) => {
    expect(whyNotRepaired({ ...OURS, authorizationStatus: "failed", ...facts })).toBe(reason);
  });
});

describe("the server's words may be shown", () => {
  const VARIABLE = { inputFromEnvironment: { apitoken: "JIRA_TOKEN" } };
  test.each<[Credentials, boolean]>([
    [undefined, true],
    ["refused", false],
    ["unknown", false],
    ["released", false],
  ])("with %j and no variable: %s; never with a variable", (credentials, is) => {
    for (const args of [{}, ARGS]) {
      expect(isEveryCredentialKnown(present({ ...args, credentials }))).toBe(is);
      expect(isEveryCredentialKnown(present({ ...args, ...VARIABLE, credentials }))).toBe(false);
    }
  });
});

test.each<[Arguments, boolean, boolean]>([
  [{}, false, false],
  [{ credentialsVersion: "1" }, false, false],
  [{ input: {} }, true, true],
  [{ inputFromEnvironment: {} }, true, true],
  [{ input: {}, shellConnection: false }, true, true],
  [{ input: {}, shellConnection: true }, true, false],
  [{ shellConnection: true }, false, false],
])("credentials of %j: managed %s, tested by the server %s", (args, isManaged, isTested) => {
  expect(hasCredentials(args)).toBe(isManaged);
  expect(hasTestedCredentials(args)).toBe(isTested);
});

test.each([
  ["failed", true],
  ["exception", true],
  ["success", false],
  ["something new", false],
  [null, false],
  [undefined, false],
])("the status %j means failed: %s", (authorizationStatus, is) => {
  expect(isFailed(present({ authorizationStatus }))).toBe(is);
});
