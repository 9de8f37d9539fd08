import { isFailed } from "../../provider/api";
import { changeOf, knownConnection } from "../../provider/resources/connection/state";
import type { Outcome } from "../../provider/resources/connection/credentials";
import {
  credentialsAfter,
  hasCredentials,
  hasTestedCredentials,
  isAuthorizedByOthers,
  isLost,
  isTheirs,
  whyNotRepaired,
} from "../../provider/resources/connection/credentials";
import type { ConnectionState, Credentials } from "../../provider/resources/connection/state";
import {
  ARGS,
  OURS,
  present,
  T0,
  T1,
  T1_ELSEWHERE,
  T2,
  without,
  whole,
  type Arguments,
} from "./support/authorizations";

type Word = Credentials["credentials"];

const EVERY: readonly Word[] = [undefined, "refused", "unknown", "unsent"];
const secondsAfter = (time: string, seconds: number) => new Date(Date.parse(time) + seconds * 1000).toISOString();

describe("what state knows after a write", () => {
  /** The connection as the server has it after the write; long untouched, unless the test says otherwise. */
  const serverSays = (facts: object = {}) => ({
    ...knownConnection("1001", {}),
    authorizationStatus: "success",
    authorizedAt: T1,
    updatedAt: T2,
    ...facts,
  });

  /** @param seen what a look right before the write has found otherwise than the state */
  const after = (outcome: Outcome, olds: ConnectionState, news: Arguments, facts: object = {}, seen: object = {}) => {
    const change = changeOf({ identity: "a", mark: "0a1b2c3d" }, olds, whole(news));
    const known = knownConnection("1001", { ...olds, ...seen });
    return present(credentialsAfter(change, outcome, serverSays(facts), known));
  };

  test.each(EVERY)("an accepted send ends %j: the server has what the program said, and it is ours", (was) => {
    const olds = present({ ...OURS, authorizedAt: T0, ourAuthorizedAt: T0, credentials: was });
    expect(after("accepted", olds, ARGS)).toEqual({ ourAuthorizedAt: T1 });
  });

  test("an accepted send that leaves no authorization leaves no time of ours", () => {
    expect(after("accepted", OURS, ARGS, { authorizedAt: null, authorizationStatus: null })).toEqual({});
  });

  describe("an accepted send of a shell, which is not tested", () => {
    const SHELL = { ...ARGS, shellConnection: true };

    test.each(EVERY)("ends %j, too", (was) => {
      expect(after("accepted", present({ ...OURS, credentials: was }), SHELL)).not.toHaveProperty("credentials");
    });

    test.each<[string, ConnectionState, object, Credentials]>([
      ["nobody has authorized it", SHELL, { authorizedAt: null, authorizationStatus: null }, {}],
      ["a person has", SHELL, {}, {}],
      ["a person has, after ours when it was none", { ...SHELL, ourAuthorizedAt: T0 }, {}, { ourAuthorizedAt: T0 }],
    ])("what is authorized in it is never ours: %s", (_title, olds, facts, kept) => {
      expect(after("accepted", olds, SHELL, facts)).toEqual(kept);
    });
  });

  test.each(EVERY)("a refused send after %j: refused, and the last accepted one stays ours", (was) => {
    expect(after("refused", present({ ...OURS, credentials: was }), ARGS)).toEqual({
      credentials: "refused",
      ourAuthorizedAt: T1,
    });
  });

  test.each(EVERY)("a send or a disconnect that may have been done after %j: unknown", (was) => {
    for (const facts of [{}, { authorizedAt: T2 }, { authorizedAt: null }]) {
      expect(after("unknown", present({ ...OURS, credentials: was }), ARGS, facts)).toEqual({
        credentials: "unknown",
        ourAuthorizedAt: T1,
      });
    }
  });

  test.each(EVERY)("a send that is left out after %j, because of somebody's authorization: unsent", (was) => {
    expect(after("left", present({ ...OURS, credentials: was }), ARGS, { authorizedAt: T2 })).toEqual({
      credentials: "unsent",
      ourAuthorizedAt: T1,
    });
  });

  test.each<[Outcome, Word]>([
    ["refused", "refused"],
    ["unknown", "unknown"],
    ["unsent", "unsent"],
    ["left", "unsent"],
  ])("the first write, %s, of what nobody has authorized: nothing was ever ours", (outcome, word) => {
    const facts = { authorizationStatus: null, authorizedAt: null };
    expect(after(outcome, {}, ARGS, facts)).toEqual({ credentials: word });
  });

  describe("somebody's authorization that the program did not make", () => {
    const theirs = { authorizedAt: T0, updatedAt: T2 };
    const olds = { ...OURS, ...theirs };
    const news = { ...ARGS, input: { apitoken: "new" } };

    test("does not keep a change that was not sent from being sent: the program wants it to be replaced", () => {
      expect(after("unsent", olds, news, theirs)).toEqual({ credentials: "unsent", ourAuthorizedAt: T0 });
    });

    test.each<[Outcome, Word]>([
      ["refused", "refused"],
      ["unknown", "unknown"],
      ["left", "unsent"],
    ])("stays somebody's after a write that is %s", (outcome, word) => {
      expect(after(outcome, olds, news, theirs)).toEqual({ credentials: word, ourAuthorizedAt: T1 });
    });

    test("stays somebody's after a write that was not about credentials", () => {
      for (const credentials of EVERY) {
        const kept = present({ credentials });
        expect(after("unsent", { ...olds, ...kept }, ARGS, theirs)).toEqual({ ...kept, ourAuthorizedAt: T1 });
      }
    });
  });

  const VARIABLE = { inputFromEnvironment: { apitoken: "JIRA_TOKEN" } };
  const VERSION = { credentialsVersion: "2" };
  const NEW = { input: { apitoken: "new" } };
  test.each<[string, Word, ConnectionState, Arguments, Word]>([
    ["nothing changed", undefined, OURS, ARGS, undefined],
    ["another name", undefined, OURS, { ...ARGS, name: "b" }, undefined],
    ["a policy", undefined, OURS, { ...ARGS, onAuthorizationFailure: "warn" }, undefined],
    ["another version", undefined, OURS, { ...ARGS, ...VERSION }, "unsent"],
    ["the version taken out", undefined, { ...OURS, ...VERSION }, ARGS, undefined],
    ["input taken out", undefined, OURS, without(ARGS, "input"), undefined],
    ["other input", undefined, OURS, { ...ARGS, ...NEW }, "unsent"],
    ["first input", undefined, without(OURS, "input"), ARGS, "unsent"],
    ["other variables", undefined, OURS, { ...ARGS, ...VARIABLE }, "unsent"],
    ["refused, nothing changed", "refused", OURS, ARGS, "refused"],
    ["refused, other input", "refused", OURS, { ...ARGS, ...NEW }, "unsent"],
    ["refused, input taken out", "refused", OURS, without(ARGS, "input"), undefined],
    ["unknown, nothing changed", "unknown", OURS, ARGS, "unknown"],
    ["unknown, other input", "unknown", OURS, { ...ARGS, ...NEW }, "unknown"],
    ["unknown, input taken out", "unknown", OURS, without(ARGS, "input"), undefined],
    ["unsent, nothing changed", "unsent", OURS, ARGS, "unsent"],
    ["unsent, other input", "unsent", OURS, { ...ARGS, ...NEW }, "unsent"],
    ["unsent, input taken out", "unsent", OURS, without(ARGS, "input"), undefined],
  ])("nothing was sent: %s", (_title, was, olds, news, is) => {
    for (const flags of [{}, { disconnected: true }]) {
      expect(after("unsent", present({ ...olds, credentials: was }), { ...news, ...flags })).toEqual(
        present({ credentials: is, ourAuthorizedAt: T1 }),
      );
    }
  });

  test("what was authorized with variables that are taken out is not the program's any more", () => {
    expect(after("unsent", { ...OURS, ...VARIABLE }, ARGS)).toEqual({});
  });

  describe("a server that tests again at any write", () => {
    const tested = { authorizedAt: T2, updatedAt: secondsAfter(T2, 1) };

    test("what it tested was ours, and so is its new time", () => {
      expect(after("unsent", OURS, { ...ARGS, name: "b" }, tested)).toEqual({ ourAuthorizedAt: T2 });
    });

    test("also where the program's new credentials were not sent: they are not taken for somebody else's", () => {
      const news = { ...ARGS, ...NEW, name: "b", disconnected: true };
      expect(after("unsent", OURS, news, tested)).toEqual({ credentials: "unsent", ourAuthorizedAt: T2 });
    });

    test("a shell is never tested: a new time is a person's", () => {
      const shell = { shellConnection: true };
      expect(after("unsent", { ...OURS, ...shell }, { ...ARGS, ...shell, name: "b" }, tested)).toEqual({
        ourAuthorizedAt: T1,
      });
    });

    test("what becomes a shell by this write was none before it", () => {
      expect(after("unsent", OURS, { ...ARGS, shellConnection: true }, tested)).toEqual({ ourAuthorizedAt: T2 });
    });

    test("what a look has seen before the write is a person's", () => {
      expect(after("unsent", OURS, { ...ARGS, name: "b" }, tested, { authorizedAt: T2 })).toEqual({
        ourAuthorizedAt: T1,
      });
    });

    test.each<[string, ConnectionState, object]>([
      ["theirs stay theirs", { ...OURS, authorizedAt: secondsAfter(T1, 1) }, tested],
      ["a time long before the write is not of it", OURS, { authorizedAt: secondsAfter(T1, 60), updatedAt: T2 }],
      ["a time that did not move is not of it", OURS, { authorizedAt: T1_ELSEWHERE, updatedAt: secondsAfter(T1, 1) }],
      ["an authorization that is gone is not of it", OURS, { authorizedAt: null, updatedAt: T2 }],
      [
        "nor one whose write has the time of an earlier one",
        { ...OURS, updatedAt: T0 },
        { authorizedAt: secondsAfter(T0, 1), updatedAt: T0 },
      ],
      ["nor one whose write has no time", OURS, { authorizedAt: T2, updatedAt: null }],
    ])("%s", (_title, olds, facts) => {
      expect(after("unsent", olds, { ...ARGS, name: "b" }, facts)).toEqual({ ourAuthorizedAt: T1 });
    });

    test.each<[string, ConnectionState]>([
      ["nothing of ours was ever accepted", { ...ARGS, credentials: "refused", authorizationStatus: "failed" }],
      ["what was sent is not known", { ...ARGS, credentials: "unknown" }],
      ["nothing was ever sent", { ...ARGS, credentials: "unsent" }],
    ])("is none where %s: the authorization is a person's", (_title, olds) => {
      expect(after("unsent", olds, ARGS, tested)).not.toHaveProperty("ourAuthorizedAt");
    });

    test.each<[string, ConnectionState]>([
      ["the program has none", without(ARGS, "input")],
      ["it is taken over as it is", {}],
    ])("is none of ours where %s", (_title, olds) => {
      expect(after("unsent", olds, without(ARGS, "input"), tested)).toEqual({});
    });
  });
});

describe("the authorization is theirs", () => {
  test.each<[string, ConnectionState, boolean]>([
    ["not when it is that of our last accepted send", OURS, false],
    ["not when it is written with another offset", { ...OURS, authorizedAt: T1_ELSEWHERE }, false],
    [
      "not when its fractions are left out",
      { ...OURS, authorizedAt: "2015-05-26T12:00:00Z", ourAuthorizedAt: "2015-05-26T12:00:00.250Z" },
      false,
    ],
    ["when it is later", { ...OURS, authorizedAt: T2 }, true],
    ["when it is earlier: clocks of two machines", { ...OURS, authorizedAt: T0 }, true],
    ["when nothing of ours was ever accepted", without(OURS, "ourAuthorizedAt"), true],
    ["not when there is none", without(OURS, "authorizedAt"), false],
    ["not when there never was one", without(OURS, "authorizedAt", "ourAuthorizedAt"), false],
  ])("%s", (_title, state, is) => {
    expect(isTheirs(state)).toBe(is);
    for (const credentials of ["refused", "unknown", "unsent"] as const) {
      // What we sent last may be what was authorized.
      expect(isTheirs({ ...state, credentials })).toBe(false);
    }
    for (const credentials of EVERY) {
      const words = present({ credentials });
      expect(isAuthorizedByOthers({ ...state, ...words })).toBe(is);
      expect(isAuthorizedByOthers({ ...state, ...words, authorizationStatus: "failed" })).toBe(false);
      expect(isAuthorizedByOthers(without({ ...state, ...words }, "authorizationStatus"))).toBe(false);
    }
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
