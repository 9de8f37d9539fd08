import { isFailed } from "../../provider/api";
import type { Sending } from "../../provider/resources/connection/credentials";
import {
  authorizationAfter,
  hasCredentials,
  hasTestedCredentials,
  isLost,
  isTheirs,
  toldWords,
  whyNotRepaired,
} from "../../provider/resources/connection/credentials";
import type { Authorization, ConnectionState } from "../../provider/resources/connection/state";
import { knownConnection } from "../../provider/resources/connection/state";
import { ARGS, OURS, present, T0, T1, T1_ELSEWHERE, T2, without, type Arguments } from "./support/authorizations";

type Credentials = Authorization["credentials"];

const EVERY: readonly Credentials[] = [undefined, "refused", "unknown", "released"];
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

  describe("an accepted send of a shell, which is not tested", () => {
    const FAILED = { authorizationStatus: "failed", authorizationError: "401" } as const;
    const LOST = { connectionLostReason: "revoked" } as const;
    const SHELL = { ...ARGS, shellConnection: true };

    test.each<[string, ConnectionState["credentials"], Arguments, object, ConnectionState["credentials"]]>([
      ["the server's words are still those on others", "refused", SHELL, FAILED, "released"],
      ["so are its words on a loss", "unknown", SHELL, LOST, "released"],
      ["without words nothing can be quoted", "refused", SHELL, {}, undefined],
      ["words on credentials that are known can be shown", undefined, SHELL, FAILED, undefined],
      ["what is no shell is tested: its words are on these", "refused", ARGS, FAILED, undefined],
    ])("%s", (_title, was, news, facts, becomes) => {
      const { credentials } = after("accepted", present({ ...OURS, credentials: was }), news, facts);
      expect(credentials).toBe(becomes);
    });
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

    test("a shell is never tested: a new time is a person's", () => {
      expect(after("notSent", OURS, { ...ARGS, shellConnection: true }, tested)).toEqual({ ourAuthorizedAt: T1 });
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
    expect(isTheirs({ ...state, credentials: "refused" })).toBe(is);
    expect(isTheirs({ ...state, credentials: "released" })).toBe(is);
    // What we sent last may be what was authorized.
    expect(isTheirs({ ...state, credentials: "unknown" })).toBe(false);
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
  const redacted = (text: string) => `${text}, redacted`;
  const told = (state: ConnectionState, facts: object = { authorizedAt: T1 }) => {
    const { error, loss } = toldWords(state, knownConnection("36", facts), redacted);
    return [error, loss].map((words) => words("bad") === "bad, redacted");
  };
  test.each<[Credentials, boolean]>([
    [undefined, true],
    ["refused", false],
    ["unknown", false],
    ["released", false],
  ])("with %j and no variable: %s; never with a variable", (credentials, is) => {
    for (const args of [{}, ARGS]) {
      expect(told(present({ ...args, ourAuthorizedAt: T1, credentials }))).toEqual([is, is]);
      expect(told(present({ ...args, ...VARIABLE, ourAuthorizedAt: T1, credentials }))).toEqual([false, false]);
    }
  });

  test.each<[string, object, object, boolean, boolean]>([
    ["a person's, where the program has its own", ARGS, { authorizedAt: T2 }, false, false],
    ["a person's, where the program has none", {}, { authorizedAt: T2 }, true, true],
    ["a person's, of a shell", { ...ARGS, shellConnection: true }, { authorizedAt: T2 }, true, true],
    ["what was never authorized", ARGS, {}, true, true],
    ["a loss after ours", ARGS, { authorizedAt: T1, connectionLostAt: T2 }, true, true],
    [
      "a loss of the credentials before ours, which work",
      ARGS,
      { authorizationStatus: "success", authorizedAt: T1, connectionLostAt: T0 },
      true,
      false,
    ],
    [
      "the same, said as a code of the API's own",
      ARGS,
      {
        ...{ authorizationStatus: "success", authorizedAt: T1, connectionLostAt: T0 },
        connectionLostReason: "network_failure",
      },
      true,
      true,
    ],
    ["an earlier loss of what does not work", ARGS, { authorizedAt: T1, connectionLostAt: T0 }, true, true],
    ["a loss that does not say when", ARGS, { authorizedAt: T1, connectionLostAt: "soon" }, true, true],
  ])("%s", (_case, args, facts, error, loss) => {
    expect(told({ ...args, ourAuthorizedAt: T1 }, facts)).toEqual([error, loss]);
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
