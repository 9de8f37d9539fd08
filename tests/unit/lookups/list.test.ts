import { readFileSync } from "node:fs";
import path from "node:path";
import * as exported from "../../../provider";
import { LOOKUPS } from "../../../provider/lookups";

const NAMES = Object.keys(LOOKUPS);
const ENTRY = readFileSync(path.join(__dirname, "../../../provider/index.ts"), "utf8");

test("the package exports a function for each lookup of the list, with its form for outputs, and no others", () => {
  const functions = Object.keys(exported).filter((name) => name.startsWith("get"));
  expect(functions.sort()).toEqual(NAMES.flatMap((name) => [name, `${name}Output`]).sort());
});

test.each(NAMES)("the package exports the types of %s", (name) => {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  for (const part of ["Args", "OutputArgs", "Result"]) expect(ENTRY).toMatch(new RegExp(`\\b${type}${part}\\b`));
});

test.each(Object.entries(LOOKUPS))("%s takes the account to ask", (_name, { rules }) => {
  expect(Object.keys(rules)).toContain("account");
});
