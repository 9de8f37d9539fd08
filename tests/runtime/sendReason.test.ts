import type { SendReason } from "../../provider/runtime/connection/authorization";
import { isToLookFirst, sendReason } from "../../provider/runtime/connection/authorization";
import type { Authorization } from "../../provider/runtime/connection/state";
import type { StackDefaults } from "../../provider/settings/settings";
import { ARGS, OURS, present, T0, T1_ELSEWHERE, T2, type Arguments } from "./support/authorizations";

type Credentials = Authorization["credentials"];

const DEFAULTS: StackDefaults = {
  onExisting: "error",
  onAuthorizationFailure: "error",
  onAuthorizationLost: "report",
  connectorWarnings: true,
  previewLookups: true,
};

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
