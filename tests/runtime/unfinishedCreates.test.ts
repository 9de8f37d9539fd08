import { UnfinishedCreates } from "../../provider/runtime/workspace/unfinishedCreates";

const INPUTS = { managedUserId: "98178", name: "a", input: { apitoken: "t", nested: [1, { b: 2 }] } };
const CREATE = { inputs: INPUTS, objectId: "36", state: { holder: "aaaaaaaa" } };

test("a create is found by its inputs, in whatever order their keys are", () => {
  const unfinished = new UnfinishedCreates();
  unfinished.add(CREATE);
  const again = { input: { nested: [1, { b: 2 }], apitoken: "t" }, name: "a", managedUserId: "98178" };
  expect(unfinished.take(again)).toBe(CREATE);
});

test.each([
  ["another name", { ...INPUTS, name: "b" }],
  ["another credential", { ...INPUTS, input: { ...INPUTS.input, apitoken: "u" } }],
  ["an argument more", { ...INPUTS, folderId: "1" }],
  ["an argument less", { name: "a", input: INPUTS.input }],
])("it is another one with %s", (_case, inputs) => {
  const unfinished = new UnfinishedCreates();
  unfinished.add(CREATE);
  expect(unfinished.take(inputs)).toBeUndefined();
  expect(unfinished.take(INPUTS)).toBe(CREATE);
});

test("it is gone on with once: a failure after that adds it anew", () => {
  const unfinished = new UnfinishedCreates();
  expect(unfinished.take(INPUTS)).toBeUndefined();
  unfinished.add(CREATE);
  unfinished.take(INPUTS);
  expect(unfinished.take(INPUTS)).toBeUndefined();
  unfinished.add({ ...CREATE, state: { holder: "bbbbbbbb" } });
  expect(unfinished.take(INPUTS)).toMatchObject({ objectId: "36", state: { holder: "bbbbbbbb" } });
});

test("two with the same inputs are two: each is gone on with once", () => {
  const unfinished = new UnfinishedCreates();
  unfinished.add(CREATE);
  unfinished.add({ ...CREATE, objectId: "37" });
  const taken = [unfinished.take(INPUTS), unfinished.take(INPUTS), unfinished.take(INPUTS)];
  expect(taken.map((create) => create?.objectId)).toEqual(["36", "37", undefined]);
});
