import { canonicalText, hasUnknown } from "../../provider/runtime/values";
import { UNKNOWN } from "./support/bench";

test.each([
  ["alone", UNKNOWN, true],
  ["among known values of a list", ["known", UNKNOWN, "known"], true],
  ["among known values of an object", { a: "known", b: UNKNOWN, c: null }, true],
  ["deep inside", { a: [{ b: "known" }, { b: { c: [UNKNOWN, 1] } }] }, true],
  ["nowhere", { a: ["known", { b: null }], c: 1, d: UNKNOWN.slice(1) }, false],
  ["as a key", { [UNKNOWN]: "known" }, false],
])("an unknown value is found: %s", (_case, value, isThere) => {
  expect(hasUnknown(value)).toBe(isThere);
});

describe("the canonical text", () => {
  test("does not depend on the order of keys, at any depth", () => {
    const forwards = { a: 1, b: { c: [{ d: null, e: "x" }], f: true }, g: 2 };
    const backwards = { g: 2, b: { f: true, c: [{ e: "x", d: null }] }, a: 1 };
    expect(canonicalText(backwards)).toBe(canonicalText(forwards));
    expect(JSON.parse(canonicalText(backwards))).toEqual(forwards);
  });

  test.each([
    [{ a: 1 }, { a: "1" }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: ["x"] }, { a: { 0: "x" } }],
    [{ a: null }, {}],
    [{ a: "xy" }, { a: ["x", "y"] }],
  ])("tells %j and %j apart", (left, right) => {
    expect(canonicalText(left)).not.toBe(canonicalText(right));
  });
});
