import { PartialFailure } from "../../provider/resources/errors";
import { UnfinishedCreates } from "../../provider/resources/shared/unfinishedCreates";

const INPUTS = { managedUserId: "98178", name: "a", input: { apitoken: "t", nested: [1, { b: 2 }] } };
const failure = (objectId: string) => new PartialFailure(INPUTS, objectId, {}, "why");

/** Creates of one resource with INPUTS, whose first try has left 36 behind. */
function unfinished(): UnfinishedCreates {
  const creates = new UnfinishedCreates();
  creates.expect(INPUTS);
  expect(creates.begin(INPUTS)).toBeUndefined();
  creates.add(INPUTS, failure("36"));
  return creates;
}

test("a create that is called again goes on with what it has left, in whatever order the keys are", () => {
  const again = { input: { nested: [1, { b: 2 }], apitoken: "t" }, name: "a", managedUserId: "98178" };
  expect(unfinished().begin(again)?.id).toBe("98178/36");
});

test.each([
  ["another name", { ...INPUTS, name: "b" }],
  ["another credential", { ...INPUTS, input: { ...INPUTS.input, apitoken: "u" } }],
  ["an argument more", { ...INPUTS, folderId: "1" }],
  ["an argument less", { name: "a", input: INPUTS.input }],
])("it is another create with %s", (_case, inputs) => {
  const creates = unfinished();
  expect(creates.begin(inputs)).toBeUndefined();
  expect(creates.begin(INPUTS)?.id).toBe("98178/36");
});

test("what is left is gone on with once; a failure after that leaves it anew", () => {
  const creates = unfinished();
  creates.begin(INPUTS);
  expect(creates.begin(INPUTS)).toBeUndefined();
  creates.add(INPUTS, failure("36"));
  expect(creates.begin(INPUTS)?.id).toBe("98178/36");
});

test("a create that left nothing has nothing to go on with", () => {
  const creates = new UnfinishedCreates();
  creates.expect(INPUTS);
  creates.begin(INPUTS);
  expect(creates.begin(INPUTS)).toBeUndefined();
});

test("another resource with the same inputs has its own turn first", () => {
  const creates = new UnfinishedCreates();
  for (const objectId of ["36", "37"]) {
    creates.expect(INPUTS);
    creates.expect({ ...INPUTS, name: "b" });
    expect(creates.begin(INPUTS)).toBeUndefined();
    creates.add(INPUTS, failure(objectId));
  }
  const goneOnWith = [creates.begin(INPUTS), creates.begin(INPUTS), creates.begin(INPUTS)];
  expect(goneOnWith.map((left) => left?.id)).toEqual(["98178/36", "98178/37", undefined]);
});
