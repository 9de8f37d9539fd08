import type { Declaration, Program, ResourceOptions } from "../support/engineModel";
import { EngineComparison, isNewEngine } from "./support/engineComparison";

/** Every command here runs under the real engine and in the model of the quick tests, and both must do the same. */
let twice: EngineComparison;

beforeEach(async () => {
  twice = await EngineComparison.create();
});
afterEach(() => {
  twice.dispose();
});

const resource = (args: object = {}, options: ResourceOptions = {}): Declaration => {
  return { type: "assignment", args: { value: 1, ...args }, options };
};
const program = (...names: string[]): Program => Object.fromEntries(names.map((name) => [name, resource({ name })]));
const oneResource = (args: object = {}, options: ResourceOptions = {}): Program => ({
  a: resource({ name: "a", ...args }, options),
});

test("create, same, update, delete; what a partial failure leaves, and what the next commands make of it", async () => {
  expect(await twice.run("preview", oneResource())).toEqual(["check a anew"]);
  expect(await twice.run("up", oneResource(), { outcomes: { "create a": ["half"] } })).toEqual([
    "check a anew",
    "create a",
  ]);
  expect(await twice.run("up", oneResource())).toEqual(["check a", "diff a/1", "update a/1"]);
  expect(await twice.run("up", oneResource({ more: 1 }))).toEqual(["check a", "diff a/1"]);
  expect(await twice.run("up", oneResource({ value: 2 }), { outcomes: { "update a": ["half"] } })).toContain(
    "update a/1",
  );
  expect(await twice.run("refresh")).toEqual(["read a/1", "diff a/1"]);
  expect(await twice.run("up", oneResource({ value: 2 }))).toEqual(["check a", "diff a/1"]);
  expect(await twice.run("up", oneResource({ value: 3 }), { outcomes: { "update a": ["fail"] } })).toContain(
    "update a/1",
  );
  expect(await twice.run("up", {}, { outcomes: { "delete a": ["fail"] } })).toEqual(["delete a/1"]);
  expect(await twice.run("up")).toEqual(["delete a/1"]);
});

describe("replacement", () => {
  test("create first: checked anew, the old one deleted at the end, and again until that works", async () => {
    await twice.run("up", oneResource());
    const outcomes = { "delete a": ["fail"] };
    expect(await twice.run("up", oneResource({ kind: 2 }), { outcomes })).toEqual([
      ...["check a", "diff a/1", "check a anew"],
      ...["create a", "delete a/1"],
    ]);
    expect(await twice.run("up", oneResource({ kind: 2, value: 2 }), { outcomes: { "update a": ["fail"] } })).toEqual([
      ...["check a", "diff a/2", "update a/2"],
    ]);
    expect(await twice.run("refresh")).toHaveLength(4);
    expect((await twice.run("up", oneResource({ kind: 2 }))).at(-1)).toBe("delete a/1");
    await twice.run("up", oneResource({ kind: 3 }), { outcomes: { "create a": ["half"] } });
    expect((await twice.run("destroy")).sort()).toEqual(["delete a/2", "delete a/3"]);
  });

  test("delete first: by the diff, or by the option; what a failed create leaves is not deleted again", async () => {
    await twice.run("up", oneResource({ first: true }));
    const replaced = oneResource({ first: true, kind: 2 });
    expect(await twice.run("up", replaced, { outcomes: { "create a": ["fail"] } })).toEqual([
      ...["check a", "diff a/1", "check a anew"],
      ...["delete a/1", "create a"],
    ]);
    expect(await twice.run("refresh")).toEqual([]);
    expect(await twice.run("up", replaced)).toEqual(["check a", "diff a/1", "check a anew", "create a"]);

    const first = (kind: number) => oneResource({ kind }, { deleteBeforeReplace: true });
    await twice.run("up", first(3), { outcomes: { "create a": ["fail"] } });
    // Without the option, older engines delete once more what they have deleted.
    const calls = await twice.run("up", oneResource({ kind: 3 }), { outcomes: { "delete a": ["fail"] } });
    expect(calls.includes("delete a/2")).toBe(!isNewEngine());
    expect(await twice.run("up", oneResource({ kind: 3 }))).toEqual(["check a", "diff a/3"]);
    await twice.run("up", first(4), { outcomes: { "create a": ["fail"] } });
    expect(await twice.run("up")).toEqual([]);
  });

  test("by force: no diff, no old inputs, in both orders", async () => {
    await twice.run("up", oneResource());
    expect(await twice.run("up", oneResource(), { replace: ["a"] })).toEqual([
      "check a anew",
      "create a",
      "delete a/1",
    ]);
    const first = oneResource({}, { deleteBeforeReplace: true });
    expect(await twice.run("up", first, { replace: ["a"] })).toEqual(["check a anew", "delete a/2", "create a"]);
    expect(await twice.run("preview", first, { replace: ["a"] })).toEqual(["check a anew"]);
  });

  test("by replaceOnChanges: after init errors only, however the diff was", async () => {
    const all = (value: number, options: ResourceOptions = {}) =>
      oneResource({ value }, { replaceOnChanges: ["*"], ...options });
    await twice.run("up", all(1));
    expect(await twice.run("up", all(2), { outcomes: { "update a": ["half"] } })).toContain("update a/1");
    expect(await twice.run("up", all(2))).toEqual(["check a", "diff a/1", "check a anew", "create a", "delete a/1"]);
    await twice.run("up", all(3), { outcomes: { "update a": ["half"] } });
    expect(await twice.run("up", all(3, { deleteBeforeReplace: true }))).toEqual([
      ...["check a", "diff a/2", "check a anew", "delete a/2", "create a"],
    ]);
    await twice.run("up", oneResource({ value: 4 }, { replaceOnChanges: ["value"] }), {
      outcomes: { "update a": ["half"] },
    });
    expect(await twice.run("up", oneResource({ value: 4 }, { replaceOnChanges: ["value"] }))).toContain("update a/3");
  });
});

test("targets: the others get no call and stay as they are; an unknown one is an error in the end", async () => {
  await twice.run("up", program("a", "b", "c"));
  const changed = {
    a: resource({ name: "a", value: 2 }),
    b: resource({ name: "b", value: 2 }),
    d: resource({ name: "d" }),
  };
  expect(await twice.run("up", changed, { target: ["a"] })).toEqual(["check a", "diff a/1", "update a/1"]);
  expect(await twice.run("up", changed, { target: ["c"] })).toEqual(["delete c/1"]);
  expect(await twice.run("up", changed, { target: ["a", "nobody"] })).toEqual(["check a", "diff a/1"]);
  expect(await twice.run("refresh", {}, { target: ["b"] })).toEqual(["read b/1", "diff b/1"]);
  expect(await twice.run("destroy", {}, { target: ["b"] })).toEqual(["delete b/1"]);
  expect((await twice.run("up", changed)).sort()).toEqual([
    ...["check a", "check b anew", "check d anew", "create b", "create d", "diff a/1"],
  ]);
});

test("aliases: a renamed resource keeps its state; without targets, without aliases it is another one", async () => {
  await twice.run("up", program("a"));
  const renamed = (name: string, value: number, ...aliases: string[]): Program => {
    return { [name]: resource({ name: "a", value }, { aliases }) };
  };
  expect(await twice.run("up", renamed("b", 2, "a"), { outcomes: { "update a": ["fail"] } })).toContain("update a/1");
  expect(await twice.run("up", renamed("b", 1, "a"))).toEqual(["check a", "diff a/1"]);
  expect(await twice.run("up", { ...program("d"), ...renamed("c", 1, "b") }, { target: ["d"] })).toContain("create d");
  expect(await twice.run("up", renamed("c", 1, "b"), { replace: ["b"] })).toEqual([
    "check a",
    "diff a/1",
    "delete d/1",
  ]);
  expect((await twice.run("up", renamed("e", 1))).sort()).toEqual(["check a anew", "create a", "delete a/1"]);
});

test("after a failure nothing is deleted; with continueOnError everything else is done, and deleted", async () => {
  await twice.run("up", program("a", "b"));
  const outcomes = { "create c": ["fail"] };
  // Which resource comes first is chance, and what comes after the failure does not begin.
  expect(await twice.run("up", program("c"), { outcomes })).toEqual(["check c anew", "create c"]);
  const next = { ...program("a", "c"), d: resource({ name: "d" }) };
  const calls = await twice.run("up", next, { outcomes, continueOnError: true });
  expect(calls).toEqual(expect.arrayContaining(["create d", "delete b/1"]));

  // What is no step's failure ends the command all the same.
  const invalid = { outcomes: { "check c": ["invalid"] }, continueOnError: true };
  expect(await twice.run("up", program("c"), invalid)).toEqual(["check c anew"]);
  const undecided = { outcomes: { "diff a": ["fail"] } };
  expect(await twice.run("up", oneResource(), { ...undecided, continueOnError: true })).toEqual([
    "check a",
    "diff a/1",
  ]);
  expect(await twice.run("preview", oneResource(), undecided)).toEqual(["check a", "diff a/1"]);
});

test("a failed replacement with continueOnError: its resource stays, what is left over goes", async () => {
  await twice.run("up", { ...program("b"), ...oneResource() });
  const outcomes = { "create a": ["half"] };
  const calls = await twice.run("up", oneResource({ kind: 2 }), { outcomes, continueOnError: true });
  expect(calls).toEqual(expect.arrayContaining(["create a", "delete a/1", "delete b/1"]));
  const failed = { outcomes: { "create a": ["fail"] }, continueOnError: true };
  expect(await twice.run("up", { ...program("c"), ...oneResource({ kind: 3 }) }, failed)).toContain("create c");
  expect(await twice.run("up", oneResource({ kind: 3, first: true }), failed)).toEqual(
    expect.arrayContaining(["delete a/2", "create a", "delete c/1"]),
  );
});

test("onError hooks: the same call again, or an update of what is made; the last answer counts", async () => {
  const hooked = (value = 1, name = "a"): Program => ({ [name]: resource({ name, value }, { retries: 2 }) });
  const again = { outcomes: { "create a": ["half", "fail"] } };
  // Older engines create again, and their reasons stay after a success.
  expect(await twice.run("up", hooked(), again)).toEqual([
    ...["check a anew", "create a"],
    ...(isNewEngine() ? ["update a/1"] : ["create a", "create a"]),
  ]);
  expect(await twice.run("up", hooked())).toEqual(
    isNewEngine() ? ["check a", "diff a/1"] : ["check a", "diff a/2", "update a/2"],
  );
  expect(await twice.run("up", hooked(2), { outcomes: { "update a": ["half", "half", "fail"] } })).toHaveLength(5);
  expect(await twice.run("up", hooked(2), { outcomes: { "update a": ["half", "half", "half"] } })).toHaveLength(5);
  const lost = { outcomes: { "create b": ["half", "fail", "fail"] } };
  expect(await twice.run("up", { ...hooked(2), ...hooked(1, "b") }, lost)).toContain("create b");
});

test("a refresh reads all, also what waits for its delete; up --refresh in a process of its own, destroy --refresh not", async () => {
  await twice.configure("one");
  await twice.run("up", program("a", "b", "c"));
  await twice.configure("two");
  expect(await twice.run("refresh", {}, { outcomes: { "read a": ["gone"], "read b": ["fail"] } })).not.toContain(
    "diff b/1",
  );
  expect(await twice.run("refresh", {}, { outcomes: { "diff c": ["fail"] } })).toContain("diff c/1");
  const gone = { outcomes: { "read c": ["gone"] } };
  expect(await twice.run("up", program("b", "c"), { ...gone, refresh: true })).toContain("create c");
  expect(await twice.run("up", program("b", "c"), { outcomes: { "read b": ["fail"] }, refresh: true })).toHaveLength(3);
  await twice.configure("three");
  expect(await twice.run("up", {}, { outcomes: { "delete b": ["fail"], "delete c": ["fail"] } })).toContain(
    "delete b/1",
  );
  expect(await twice.run("destroy", {}, { outcomes: { "read b": ["fail"] }, refresh: true })).not.toContain(
    "delete b/1",
  );
  expect(await twice.run("destroy", {}, { refresh: true })).toEqual(
    expect.arrayContaining(["delete b/1", "delete c/2"]),
  );
});

test("secrets reach the plugin in plain, and are encrypted by the inputs of their name, or because the plugin signs them", async () => {
  await twice.run("up", oneResource({ more: { deep: "b" } }, { secrets: ["more"] }));
  await twice.run("refresh");
  await twice.run("up", oneResource({ more: { deep: "b" }, plain: 1 }, { secrets: ["more", "plain"] }));
  // The old inputs have no `late`, and the outputs of the failed update have it.
  const late = oneResource({ value: 2, more: "c", late: "d" }, { secrets: ["late"] });
  await twice.run("up", late, { outcomes: { "update a": ["half"] } });
  await twice.run("refresh");
  await twice.run("up", late);
  const signing = oneResource({ value: 3, more: ["e"], late: "f", signs: ["more", "from"] });
  await twice.run("up", signing, { outcomes: { "update a": ["half"] } });
  await twice.run("refresh");
  await twice.run("up", signing);
  await twice.run("up", oneResource({ kind: 2, more: "g", signs: ["more"] }), { outcomes: { "delete a": ["fail"] } });
  await twice.run("destroy");
});
