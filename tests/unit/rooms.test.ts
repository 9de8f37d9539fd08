import { readdirSync } from "node:fs";
import path from "node:path";
import { Linter } from "eslint";
import { circlesIn, importsWithin } from "../../tools/rooms/imports";
import walls from "../../tools/rooms/wallsRule";

const ROOT = path.join(__dirname, "../..");
const ROOMS = Object.entries(walls.ROOMS);

/** What the lint rule says of a line in a file. */
function said(file: string, line: string): string[] {
  const linter = new Linter({ cwd: ROOT });
  const config: Linter.Config = {
    files: ["**/*.ts"],
    plugins: { rooms: { rules: { walls: walls.rule } } },
    rules: { "rooms/walls": "error" },
  };
  return linter.verify(line, config, { filename: path.join(ROOT, file) }).map(({ message }) => message);
}

function lineFrom(file: string, target: string): string {
  const source = path.posix.relative(path.posix.dirname(file), target);
  return `import { a } from "${source.startsWith(".") ? source : `./${source}`}";`;
}

describe("the lint rule", () => {
  test.each(ROOMS)("%s imports another room exactly where it builds on it", (from, { buildsOn, why }) => {
    for (const [to] of ROOMS.filter(([name]) => name !== from)) {
      // What lies in a room that is built on is built on, too.
      const mayImport = buildsOn.some((entry) => [`${to}/*`, to].includes(entry) || to.startsWith(`${entry}/`));
      const reports = said(`${from}/one.ts`, lineFrom(`${from}/one.ts`, `${to}/another`));
      expect([to, reports]).toEqual([to, mayImport ? [] : [expect.stringContaining(why)]]);
    }
  });

  test.each([
    ["provider/api/json.ts", "provider/settings/settings", 'export { a } from "../settings/settings";'],
    ["provider/api/json.ts", "provider/settings/settings", 'export * from "../settings/settings";'],
    ["provider/api/json.ts", "provider/settings/settings", 'import "../settings/settings";'],
    ["provider/api/json.ts", "provider/settings/settings", 'require("../settings/settings");'],
    ["provider/api/json.ts", "provider/settings/settings", 'void import("../settings/settings");'],
    ["provider/api/json.ts", "Pulumi", 'import * as pulumi from "@pulumi/pulumi";'],
    ["provider/resources/session.ts", "Pulumi", 'import "@pulumi/pulumi/dynamic";'],
    ["provider/connectors/table.ts", "another file of the room", 'import "../arguments/rules";'],
    ["provider/api/errors/hints.ts", "a room beside it", 'import "../http/answer";'],
    ["emulator/index.ts", "the provider", 'import "../provider/index";'],
    ["provider/index.ts", "the tests", 'import "../tests/support/compiler";'],
  ])("%s: %s is seen in another form of import", (file, _what, line) => {
    expect(said(file, line)).toHaveLength(1);
  });

  test.each([
    ["provider/api/json.ts", 'import { readFileSync } from "node:fs"; import axios from "axios"; import "./time";'],
    ["provider/api/client.ts", 'import "./http/transport";'],
    ["provider/connectors/mistakes.ts", 'import "../arguments/suggestions";'],
    ["provider/doors/dynamic/index.ts", 'import "../../resources/session"; import "@pulumi/pulumi/dynamic";'],
    ["tests/unit/rooms.test.ts", 'import "../../provider/index"; import "../../emulator/index";'],
  ])("%s may import what is its own or nobody's", (file, line) => {
    expect(said(file, line)).toEqual([]);
  });

  test("of what a room takes types of it takes nothing else", () => {
    const file = "provider/program/managedConnection.ts";
    expect(walls.reasonAgainst(file, "../connectors/inputTypes", true)).toBeUndefined();
    expect(walls.reasonAgainst(file, "../connectors/inputTypes", false)).toContain("cost time");
  });
});

test.each(["provider", "emulator"])("no file of %s imports itself, through whatever others and types", (folder) => {
  expect(circlesIn(importsWithin(folder))).toEqual([]);
});

test("a circle is found", () => {
  const imports = { a: ["b"], b: ["c", "d"], c: ["b"], d: [] };
  expect(circlesIn(new Map(Object.entries(imports)))).toEqual([["b", "c", "b"]]);
});

test("every folder of the provider is a room, and every room is a folder", () => {
  const folders = readdirSync(path.join(ROOT, "provider"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `provider/${name}`);
  expect(ROOMS.map(([name]) => name)).toEqual(expect.arrayContaining(folders));
  const isThere = ([name]: (typeof ROOMS)[number]) => readdirSync(path.join(ROOT, name)).length > 0;
  expect(ROOMS.filter((room) => !isThere(room))).toEqual([]);
});
