import { changeOf } from "../../provider/resources/connection/state";
import type { SendReason } from "../../provider/resources/connection/credentials";
import {
  isLeftToOthers,
  isOrWasShell,
  isToLookFirst,
  sendReason,
} from "../../provider/resources/connection/credentials";
import type { StackDefaults } from "../../provider/settings/settings";
import { ARGS, OURS, present, T0, T1_ELSEWHERE, T2, whole } from "./support/authorizations";

const DEFAULTS: StackDefaults = {
  onExisting: "error",
  onAuthorizationFailure: "error",
  onAuthorizationLost: "report",
  connectorWarnings: true,
  previewLookups: true,
  previewFindings: "warn",
};

/** From a connection that works with credentials of ours, but for what the test says of it. */
const changeFrom = (olds: object, news: object) =>
  changeOf({ identity: "a", mark: "0a1b2c3d" }, present({ ...OURS, ...olds }), whole(present({ ...ARGS, ...news })));

describe("the credentials are sent", () => {
  const why = (olds: object, news: object, defaults: Partial<StackDefaults> = {}) =>
    sendReason(changeFrom(olds, news), { ...DEFAULTS, ...defaults });

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
    [
      "at a reconnect",
      { disconnected: true, credentials: "unsent", authorizationStatus: undefined, authorizedAt: undefined },
      {},
      "unsent",
    ],
    [
      "at a reconnect of a shell",
      { disconnected: true, credentials: "unsent", authorizationStatus: undefined, shellConnection: true },
      { shellConnection: true },
      "unsent",
    ],
    [
      "not at a reconnect of what a person has authorized meanwhile",
      { disconnected: true, credentials: "unsent", authorizedAt: T2 },
      {},
      undefined,
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

  test.each([GOOD, FAILED, EXCEPTION, CLEARED])("when the server does not have them, and says %j", (status) => {
    for (const policy of [{}, WARN, REPAIR, SHELL]) {
      expect(why({ ...status, ...policy, credentials: "unsent" }, policy)).toBe("unsent");
      // Nothing was ever accepted, and nobody has authorized it.
      const never = { authorizedAt: undefined, ourAuthorizedAt: undefined };
      expect(why({ ...status, ...policy, ...never, credentials: "unsent" }, policy)).toBe("unsent");
    }
  });

  test("not while nobody else's authorization works, which a send that was left out keeps", () => {
    for (const policy of [{}, WARN, REPAIR, SHELL]) {
      const left = { ...policy, authorizedAt: T2, credentials: "unsent" };
      expect(why({ ...left, ...GOOD }, policy)).toBeUndefined();
      expect(why({ ...left, ...GOOD, ourAuthorizedAt: undefined }, policy)).toBeUndefined();
      for (const status of [FAILED, EXCEPTION, CLEARED]) expect(why({ ...left, ...status }, policy)).toBe("unsent");
      expect(why({ ...left, ...GOOD }, { ...policy, ...NEW })).toBe("changed");
    }
  });

  test.each<[object, object, SendReason | undefined]>([
    [FAILED, {}, "refused"],
    [EXCEPTION, {}, "refused"],
    [CLEARED, {}, undefined],
    [FAILED, WARN, undefined],
    [FAILED, REPAIR, "refused"],
    [FAILED, { ...WARN, ...REPAIR }, undefined],
    [FAILED, SHELL, "refused"],
    // A shell does not show that it was disconnected.
    [CLEARED, SHELL, "refused"],
    [CLEARED, { ...SHELL, ...WARN }, undefined],
  ])("when ours were refused and the server says %j, with %j: %j", (status, policy, reason) => {
    const olds = { ...status, ...policy, credentials: "refused" };
    expect(why(olds, policy)).toBe(reason);
    // Also when nothing was ever accepted, and when what fails is somebody else's.
    expect(why({ ...olds, authorizedAt: undefined, ourAuthorizedAt: undefined }, policy)).toBe(reason);
    expect(why({ ...olds, authorizedAt: T2 }, policy)).toBe(reason);
  });

  test.each<[string, object, object, SendReason | undefined]>([
    ["our earlier ones: the program's are not there", {}, {}, "refused"],
    ["our earlier ones, with warn", WARN, WARN, undefined],
    ["somebody else's", { authorizedAt: T2 }, {}, undefined],
    ["somebody else's, and nothing of ours was ever accepted", { ourAuthorizedAt: undefined }, {}, undefined],
    // A loss says nothing of credentials that were never accepted.
    ["somebody else's, lost later", { authorizedAt: T2, connectionLostAt: T2, ...REPAIR }, REPAIR, undefined],
  ])("when ours were refused and what works is %s: %j", (_title, facts, policy, reason) => {
    expect(why({ ...GOOD, ...facts, credentials: "refused" }, policy)).toBe(reason);
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

describe("a connection is a shell for the program, or was one until now", () => {
  test.each<[object, object, boolean]>([
    [{}, {}, false],
    [{ shellConnection: false }, { shellConnection: false }, false],
    [{}, { shellConnection: true }, true],
    [{ shellConnection: true }, {}, true],
    [{ shellConnection: true }, { shellConnection: false }, true],
    // Whether the flag has arrived is not known.
    [{ shellConnection: null }, {}, true],
  ])("%j in state, %j in the program: %s", (olds, news, is) => {
    expect(isOrWasShell(changeFrom(olds, news))).toBe(is);
  });
});

describe("the server is looked at first", () => {
  test.each<[SendReason, boolean]>([
    ["changed", false],
    ["madeReal", false],
    ["unknown", false],
    ["unsent", true],
    ["refused", true],
    ["lost", true],
  ])("when they are sent because they are %s: %s; and always for a shell", (reason, is) => {
    expect(isToLookFirst(changeFrom({}, {}), reason)).toBe(is);
    expect(isToLookFirst(changeFrom({}, { shellConnection: true }), reason)).toBe(true);
    expect(isToLookFirst(changeFrom({ shellConnection: true }, {}), reason)).toBe(true);
  });
});

describe("what someone has authorized in a shell is not wiped", () => {
  const SHELL = { shellConnection: true };
  const AUTHORIZED = { ...SHELL, authorizedAt: T2 };
  const NEW = { input: { apitoken: "new" } };

  test.each<[string, object, object, boolean]>([
    ["by other input", AUTHORIZED, { ...SHELL, ...NEW }, true],
    ["when it is made real", AUTHORIZED, {}, true],
    ["when what was real until now becomes a shell", { authorizedAt: T2 }, { ...SHELL, ...NEW }, true],
    ["by the same version", { ...AUTHORIZED, credentialsVersion: "1" }, { ...SHELL, credentialsVersion: "1" }, true],
    ["when the version is taken out: that is no new one", { ...AUTHORIZED, credentialsVersion: "1" }, SHELL, true],
    ["but by a new version", { ...AUTHORIZED, credentialsVersion: "1" }, { ...SHELL, credentialsVersion: "2" }, false],
    ["but by a first version", AUTHORIZED, { ...SHELL, credentialsVersion: "1" }, false],
    ["but when it does not work", { ...AUTHORIZED, authorizationStatus: "failed" }, { ...SHELL, ...NEW }, false],
    ["but when it has none any more", { ...AUTHORIZED, authorizationStatus: undefined }, { ...SHELL, ...NEW }, false],
    ["but when it is ours", SHELL, {}, false],
    ["but when it is no shell", { authorizedAt: T2 }, NEW, false],
  ])("%s", (_title, olds, news, is) => {
    expect(isLeftToOthers(changeFrom(olds, news))).toBe(is);
  });
});
