import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { dynamicProvider } from "../../provider/doors/dynamic/dynamicProvider";
import { PartialFailure } from "../../provider/resources/errors";
import type { Resource } from "../../provider/resources/resource";
import { Session } from "../../provider/resources/session";
import { received, type Values } from "../support/engineModel";

/** What the program's side and the SDK add. */
const ADDED = { __provider: "exports.handler=...", __resource: "acme:Customer::a" };
const IDENTITY = ADDED.__resource;
const ID = "98178/36";
const SHORT = "pulumi-workato-embedded: an operation failed; its error is shown with the resource.";

/** A resource that answers what it is asked, and a provider of it; each call is written down. */
function open(answers: Partial<Resource<Values, Values>> = {}) {
  const calls: [string, unknown][] = [];
  const noted = <Request, Answer>(method: string, answer: (request: Request) => Answer) => {
    return (request: Request): Answer => {
      calls.push([method, request]);
      return answer(request);
    };
  };
  const resource: Resource<Values, Values> = {
    secrets: ["input", "reason"],
    secretTexts: (sources) => sources.flatMap((source) => Object.values(source) as string[]),
    check: noted("check", answers.check ?? (({ news }) => ({ inputs: news, problems: [] }))),
    diff: noted("diff", answers.diff ?? (() => ({ changes: false, replaces: [] }))),
    create: noted("create", answers.create ?? (({ news }) => Promise.resolve({ id: ID, state: news }))),
    read: noted("read", answers.read ?? (({ olds }) => Promise.resolve({ state: olds, inputs: olds }))),
    update: noted("update", answers.update ?? (({ news }) => Promise.resolve(news))),
    delete: noted("delete", answers.delete ?? (() => Promise.resolve())),
  };
  const session = new Session({ environment: {}, writeLine: () => undefined });
  const provider = dynamicProvider(session, resource) as Required<ResourceProvider>;
  return { provider, calls, session };
}

/** What a call fails with. */
async function failureOf(call: () => Promise<unknown>): Promise<Error & { id?: string; properties?: Values }> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  throw new Error("It succeeded.");
}

describe("a resource is asked", () => {
  const olds = { name: "old", ...ADDED };
  const news = { name: "new", ...ADDED };

  test("without what the SDK and the program's side add, and who it is", async () => {
    const { provider, calls } = open();
    await provider.check({}, news);
    await provider.check(olds, news);
    await provider.diff(ID, olds, news);
    await provider.create(news);
    await provider.read(ID, olds);
    await provider.update(ID, olds, news);
    await provider.delete(ID, olds);
    const [old, now] = [{ name: "old" }, { name: "new" }];
    expect(calls).toEqual([
      ["check", { identity: IDENTITY, olds: {}, news: now }],
      ["check", { identity: IDENTITY, olds: old, news: now }],
      ["diff", { identity: IDENTITY, id: ID, olds: old, news: now }],
      ["create", { identity: IDENTITY, news: now }],
      ["read", { identity: IDENTITY, id: ID, olds: old }],
      ["update", { identity: IDENTITY, id: ID, olds: old, news: now }],
      ["delete", { identity: IDENTITY, id: ID, olds: old }],
    ]);
  });

  test("by the name that it has in the program now, where `aliases` gave it another one", async () => {
    const { provider, calls } = open();
    const renamed = { ...news, __resource: "renamed" };
    await provider.diff(ID, olds, renamed);
    await provider.update(ID, olds, renamed);
    expect(calls.map(([, request]) => request)).toMatchObject([{ identity: "renamed" }, { identity: "renamed" }]);
  });

  test("by the name in an older state, where the program does not say one, and by none where nobody does", async () => {
    const { provider, calls } = open();
    await provider.diff(ID, olds, { name: "new" });
    await provider.diff(ID, { name: "old" }, { name: "new" });
    await provider.read(ID, { name: "old" });
    await provider.read(ID, undefined);
    await provider.delete(ID, { name: "old" });
    expect(calls.map(([, request]) => (request as { identity?: string }).identity)).toEqual([
      IDENTITY,
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});

describe("an answer", () => {
  const STATE = { name: "a", input: { apitoken: "t", nested: [1] }, reason: "quotes t", other: undefined };

  test("has its secrets signed and says who the resource is, in outputs and in inputs", async () => {
    const { provider } = open({
      create: () => Promise.resolve({ id: ID, state: STATE }),
      read: () => Promise.resolve({ state: STATE, inputs: { name: "a", input: STATE.input } }),
      update: () => Promise.resolve(STATE),
    });
    const created = await provider.create(ADDED);
    const read = await provider.read(ID, ADDED);
    const updated = await provider.update(ID, ADDED, ADDED);
    const checked = await provider.check({}, { ...STATE, ...ADDED });
    for (const answer of [created.outs, read.props, updated.outs, checked.inputs] as Values[]) {
      const { values, secrets } = received(answer);
      expect(values).toEqual({ ...STATE, __resource: IDENTITY });
      expect(secrets).toEqual([["input"], ["reason"]]);
    }
    const { values, secrets } = received(read.inputs as Values);
    expect({ values, secrets }).toEqual({
      values: { name: "a", input: STATE.input, __resource: IDENTITY },
      secrets: [["input"]],
    });
  });

  test("of an older state says nothing of who it is", async () => {
    const { provider } = open();
    expect(await provider.read(ID, { name: "a" })).toEqual({ id: ID, props: { name: "a" }, inputs: { name: "a" } });
  });

  test("about what is gone is an empty id: without one, the engine would keep it", async () => {
    const { provider } = open({ read: () => Promise.resolve(undefined) });
    expect(await provider.read(ID, ADDED)).toEqual({ id: "" });
  });

  test("of a check names no property: the engine would print its value", async () => {
    const { provider } = open({ check: ({ news }) => ({ inputs: news, problems: ["input is wrong"] }) });
    expect((await provider.check({}, ADDED)).failures).toEqual([{ property: "", reason: "input is wrong" }]);
  });
});

describe("a failure", () => {
  test("that leaves something behind has what the engine needs to keep it, and to load us again", async () => {
    const state = { name: "b", input: { apitoken: "t" }, reason: "quotes t" };
    const fail = () => Promise.reject(new PartialFailure(ID, state, "why"));
    const { provider } = open({ create: fail, update: fail });
    for (const call of [() => provider.create(ADDED), () => provider.update(ID, { __provider: "older" }, ADDED)]) {
      const failure = await failureOf(call);
      expect(failure).toMatchObject({ message: "why", id: ID, reasons: ["why"] });
      const { values, secrets } = received(failure.properties!);
      expect(values).toEqual({ ...state, ...ADDED });
      expect(secrets).toEqual([["input"], ["reason"]]);
    }
  });

  test("is the same error, with its words; only the SDK's second print of it is short", async () => {
    const thrown = new PartialFailure(ID, {}, "the token s3cret is ours to name");
    const { provider } = open({ update: () => Promise.reject(thrown) });
    const failure = await failureOf(() => provider.update(ID, {}, { token: "s3cret" }));
    expect(failure).toBe(thrown);
    expect(failure.message).toBe("the token s3cret is ours to name");
    expect(`${String(failure)}: ${failure.stack}`).toBe(SHORT);
  });

  const mistakes: [string, unknown][] = [
    ["a TypeError", new TypeError("cannot read s3cret of undefined")],
    ["a RangeError", new RangeError("s3cret")],
    ["a SyntaxError", new SyntaxError("Unexpected token s3cret")],
    ["a ReferenceError", new ReferenceError("s3cret is not defined")],
    ["a text", "s3cret"],
  ];
  test.each(mistakes)("is a mistake of ours when it is %s, and quotes no secret", async (_case, thrown) => {
    const fail = () => {
      throw thrown;
    };
    const { provider } = open({ check: fail, diff: fail, create: fail, read: fail, update: fail, delete: fail });
    const secret = { token: "s3cret" };
    for (const call of [
      () => provider.check({}, secret),
      () => provider.diff(ID, secret, {}),
      () => provider.diff(ID, {}, secret),
      () => provider.create(secret),
      () => provider.read(ID, secret),
      () => provider.update(ID, secret, {}),
      () => provider.update(ID, {}, secret),
      () => provider.delete(ID, secret),
    ]) {
      const failure = await failureOf(call);
      expect(failure.message).toContain("[redacted]");
      expect(failure.message).not.toContain("s3cret");
      expect(`${String(failure)}: ${failure.stack}`).toBe(SHORT);
    }
  });
});

test("a check tells the session that there is a program; nothing else does", async () => {
  const { provider, session } = open();
  await provider.diff(ID, ADDED, ADDED);
  await provider.read(ID, ADDED);
  await provider.delete(ID, ADDED);
  expect(session.hasProgram).toBe(false);
  await provider.check({}, ADDED);
  expect(session.hasProgram).toBe(true);
});
