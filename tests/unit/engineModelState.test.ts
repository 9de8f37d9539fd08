import { EngineModel, type Declaration, type Plugin, type Values } from "../support/engineModel";

/** A state file without an engine: what the model of the engine keeps, and what of it is encrypted. */
const KEY = "4dabf18193072939515e22adb298388d";
const signed = (value: unknown) => ({ [KEY]: "1b47061264138c4ac30d75fd1eb44270", value });

/** What the plugin got, in the order of the calls. */
let received: Values[];
/** What it answers instead of what it was given. */
let answers: { outputs?: Values; inputs?: Values; reasons?: readonly string[] };
let engine: EngineModel;

function write(id: string, news: Values) {
  received.push(news);
  return Promise.resolve({ id, outputs: answers.outputs ?? news, initErrors: answers.reasons ?? [] });
}

const plugin: Plugin = {
  config: {},
  check: (_type, _olds, news) => {
    received.push(news);
    return Promise.resolve({ inputs: news, failures: [] });
  },
  diff: (_type, _id, olds, news) => {
    received.push(olds);
    const changes = ["value", "input"].some((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]));
    return Promise.resolve({ changes, replaces: [], deleteBeforeReplace: false });
  },
  create: (_type, news) => write("1", news),
  update: (_type, id, _olds, news) => write(id, news),
  read: (_type, id, olds) => {
    received.push(olds);
    return Promise.resolve({ id, outputs: answers.outputs ?? olds, inputs: answers.inputs ?? {} });
  },
  delete: () => Promise.resolve(),
};

beforeEach(() => {
  received = [];
  answers = {};
  engine = new EngineModel(() => plugin);
});

const connection = (args: Values = {}, options = {}): Declaration => ({ type: "connection", args, options });
/** The resource `a` as the file of the state has it. */
const inFile = (): { inputs: Values; outputs: Values; initErrors: string[] } => {
  const { resources } = JSON.parse(engine.stateText()) as { resources: [ReturnType<typeof inFile>] };
  return resources[0];
};

describe("__resource", () => {
  it.each([
    [[], "a"],
    [["acme:Customer"], "acme:Customer::a"],
    [["acme:Fleet", "acme:Customer"], "acme:Fleet$acme:Customer::a"],
  ])("with the parents %j is %s", async (parents, identity) => {
    await engine.up({ a: connection({}, { parents }) });
    expect(engine.of("a").inputs).toEqual({ name: "a", __resource: identity });
  });

  it("is in the inputs of a resource with a new name, while its outputs keep the old one", async () => {
    await engine.up({ a: connection({ name: "Jira" }) });
    const renamed = { b: connection({ name: "Jira" }, { aliases: ["a"] }) };
    expect(await engine.up(renamed)).toEqual({ b: "same" });
    expect(engine.of("b")).toMatchObject({ inputs: { __resource: "b" }, outputs: { __resource: "a" } });
  });
});

describe("what the state file shows of secrets", () => {
  it("is nothing of a connection's input, or of what the program says is one, under the same names", async () => {
    answers.outputs = { input: { apitoken: "planted" }, value: "planted", other: "seen" };
    await engine.up({ a: connection({ input: { apitoken: "planted" }, value: "planted" }, { secrets: ["value"] }) });
    expect(inFile()).toMatchObject({
      inputs: { name: "a", input: "[secret]", value: "[secret]" },
      outputs: { input: "[secret]", value: "[secret]", other: "seen" },
    });
    expect(engine.of("a").outputs).toEqual(answers.outputs);
    expect(JSON.stringify(received)).toContain("planted");
  });

  it("is nothing of what the plugin signed, at any depth, and the plugin gets it back plain", async () => {
    answers.outputs = { reason: signed("planted"), list: [{ deep: signed({ key: signed("planted") }), seen: 1 }] };
    await engine.up({ a: connection() });
    expect(inFile().outputs).toEqual({ reason: "[secret]", list: [{ deep: "[secret]", seen: 1 }] });
    await engine.refresh();
    expect(received.at(-2)).toEqual({ reason: "planted", list: [{ deep: { key: "planted" }, seen: 1 }] });
    expect(engine.history.join()).not.toContain("planted");
  });

  it("is, after an answer without signatures, nothing of an object's keys that were signed, or of a list that had one", async () => {
    answers.outputs = { box: { deep: signed("planted"), seen: 1 }, list: [signed("planted"), 1] };
    await engine.up({ a: connection() });
    answers = {};
    await engine.refresh();
    expect(inFile().outputs).toEqual({ box: { deep: "[secret]", seen: 1 }, list: "[secret]" });
    answers.outputs = { box: "planted", list: [], seen: 1 };
    await engine.refresh();
    expect(inFile().outputs).toEqual({ box: "[secret]", list: "[secret]", seen: 1 });
  });

  it("is a key of an answer that no secret input has, and that is not signed", async () => {
    answers.outputs = { leak: { apitoken: "planted" } };
    await engine.up({ a: connection({ input: { apitoken: "x" } }) });
    expect(engine.stateText()).toContain("planted");
  });

  it("are the reasons of a partial failure", async () => {
    answers.reasons = ["refused: planted"];
    await expect(engine.up({ a: connection() })).rejects.toThrow("planted");
    expect(inFile().initErrors).toEqual(["refused: planted"]);
  });
});

describe("after an update that failed in part", () => {
  const secret = { apitoken: "planted" };
  beforeEach(async () => {
    await engine.up({ a: connection({ value: 1 }) });
    answers = { outputs: { name: "a", value: 2, input: secret }, reasons: ["half"] };
    await expect(engine.up({ a: connection({ value: 2, input: secret }) })).rejects.toThrow("half");
  });

  it("the old inputs and the new outputs are kept, each as secret as they were", () => {
    expect(inFile()).toMatchObject({
      inputs: { name: "a", value: 1 },
      outputs: { value: 2, input: "[secret]" },
      initErrors: ["half"],
    });
    expect(engine.of("a").inputs).not.toHaveProperty("input");
  });

  it("a refresh puts an input in clear that the old inputs do not have, unless it is signed", async () => {
    answers = { inputs: { name: "a", input: signed(secret) } };
    await engine.refresh();
    expect(inFile()).toMatchObject({ inputs: { input: "[secret]" }, outputs: { input: "[secret]" }, initErrors: [] });
    expect(engine.history.join()).not.toContain("planted");
    engine.saved.set("a", { ...engine.of("a"), inputs: { name: "a" }, secretInputs: [] });
    answers = { inputs: { name: "a", input: secret } };
    await engine.refresh();
    expect(inFile()).toMatchObject({ inputs: { input: secret }, outputs: { input: "[secret]" } });
    expect(engine.history.at(-1)).toContain("planted");
  });
});

test("an output becomes secret with the input of its name, though nothing else changes", async () => {
  await engine.up({ a: connection({ more: "planted" }) });
  expect(inFile().outputs).toMatchObject({ more: "planted" });
  expect(await engine.up({ a: connection({ more: "planted" }, { secrets: ["more"] }) })).toEqual({ a: "same" });
  expect(engine.stateText()).not.toContain("planted");
});

test("history has every resource as it was saved, what was under way, and what a later command has removed", async () => {
  answers.outputs = { value: "planted" };
  await engine.up({ a: connection({ value: "asked" }) });
  await engine.destroy();
  expect(engine.stateText()).toBe(JSON.stringify({ resources: [], pendingDeletes: [] }));
  expect(engine.history[0]).toContain("asked");
  expect(engine.history.filter((text) => text.includes("planted"))).toHaveLength(2);
  expect(engine.history.at(-1)).toBe(engine.stateText());
});
