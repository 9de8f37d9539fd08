import { changedArguments, setArguments } from "../../provider/arguments/argument";
import type { Argument } from "../../provider/arguments/argument";

interface Arguments {
  readonly customer?: string;
  readonly name?: string | null;
  readonly input?: unknown;
  readonly force?: boolean | null;
}

const rule = (given: unknown) => given;

const TABLE = {
  customer: { rule, role: "replace" },
  name: { rule, role: "attribute" },
  input: { rule, role: "credentials" },
  force: { rule, role: "flag" },
} satisfies Record<keyof Arguments, Argument>;

const changes = (olds: Arguments, news: Arguments) => changedArguments(TABLE, olds, news);

describe("a changed argument", () => {
  test.each<[string, Arguments, Arguments]>([
    ["equal", { name: "a", force: true }, { name: "a", force: true }],
    ["null that is null", { name: null }, { name: null }],
    ["absent that is undefined", {}, { name: undefined } as object],
    [
      "another order of keys, at any depth",
      { input: { a: 1, b: [{ c: 2, d: 3 }] } },
      { input: { b: [{ d: 3, c: 2 }], a: 1 } },
    ],
    ["a flag that is absent and was false", { force: false }, {}],
    ["a flag that is false and was absent", {}, { force: false }],
    ["what is no argument", { other: 1 } as object, { other: 2 } as object],
  ])("is none: %s", (_title, olds, news) => {
    expect(changes(olds, news)).toEqual([]);
  });

  test.each<[Arguments, Arguments]>([
    [{ input: { a: 1 } }, { input: { a: "1" } }],
    [{ input: { a: [1, 2] } }, { input: { a: [2, 1] } }],
    [{ input: { a: ["x"] } }, { input: { a: { 0: "x" } } }],
    [{ input: { a: null } }, { input: {} }],
    [{ input: { a: "xy" } }, { input: { a: ["x", "y"] } }],
    [{ input: {} }, {}],
    [{ name: null }, {}],
    [{ force: true }, {}],
    // It was sent, and nobody knows whether it arrived.
    [{ force: null }, {}],
    [{ force: null }, { force: true }],
    [{ force: null }, { force: false }],
  ])("%j is another than %j", (olds, news) => {
    expect(changes(olds, news)).toEqual(Object.keys({ ...olds, ...news }));
  });
});

test("arguments that are set are those of the table that are there, null included", () => {
  const source = { customer: "1", name: null, input: undefined, other: 1 };
  expect(setArguments(TABLE, source)).toEqual({ customer: "1", name: null });
});
