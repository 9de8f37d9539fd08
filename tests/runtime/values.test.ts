import { hasUnknown } from "../../provider/runtime/values";
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
