import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CONNECTION_FACTS, CONNECTION_TABLE, SETTABLE_FIELDS } from "../../provider/api/objects/connectionFields";
import { namesOf } from "../../provider/arguments/argument";
import { ASSIGNMENT_ARGUMENTS } from "../../provider/arguments/assignment";
import { ATTRIBUTES, CONNECTION_ARGUMENTS } from "../../provider/arguments/connection";
import { LOOKUPS } from "../../provider/lookups";

const ROOT = path.join(__dirname, "../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

/** The recipes of "Where to add", each with the files that it names. */
const RECIPES = read("docs/architecture.md")
  .split(/^## /m)
  .filter((section) => section.startsWith("Where to add"))
  .flatMap((section) => section.split(/^### /m).slice(1))
  .map((recipe): [string, string[]] => {
    const files = [...recipe.matchAll(/`((?:provider|emulator|tests|docs|tools)\/[^`]*)`/g)].map(
      ([, file = ""]) => file,
    );
    return [recipe.slice(0, recipe.indexOf("\n")), files];
  });

test("there is a recipe for each thing that is added", () => {
  expect(RECIPES.map(([title]) => title)).toEqual([
    "An argument",
    "A fact",
    "An endpoint",
    "A lookup",
    "A fault",
    "A command",
    "A message",
  ]);
});

test.each(RECIPES)("%s: each file of the recipe is there", (_title, files) => {
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

test("an argument takes at most three files of the provider", () => {
  const [, files = []] = RECIPES.find(([title]) => title === "An argument") ?? [];
  const connection = files.filter((file) => file.startsWith("provider/") && !/assignment/i.test(file));
  expect(connection).toEqual([
    "provider/program/managedConnection.ts",
    "provider/arguments/connection.ts",
    "provider/api/objects/connectionFields.ts",
  ]);
});

describe("what the recipes promise of what is there", () => {
  const documented = (file: string, name: string) => new RegExp(`\\*/\\s+readonly ${name}\\??:`).test(read(file));

  test.each(namesOf(CONNECTION_ARGUMENTS, () => true))("argument %s of a connection: a docstring", (name) => {
    expect(documented("provider/program/managedConnection.ts", name)).toBe(true);
  });

  test.each(namesOf(ASSIGNMENT_ARGUMENTS, () => true))("argument %s of an assignment: a docstring", (name) => {
    expect(documented("provider/program/oauthProfileAssignment.ts", name)).toBe(true);
  });

  test.each(ATTRIBUTES)("argument %s, a field of the API: sent, and read and answered by the emulator", (name) => {
    expect(SETTABLE_FIELDS).toContain(name);
    for (const file of ["connectionRequest", "connectionAnswer"]) {
      expect(read(`emulator/routes/${file}.ts`)).toContain(CONNECTION_TABLE[name].in);
    }
  });

  test.each(CONNECTION_FACTS)("fact %s: an output of the class, answered by the emulator", (name) => {
    expect(read("provider/program/managedConnection.ts")).toContain(`declare readonly ${name}: `);
    expect(read("emulator/routes/connectionAnswer.ts")).toContain(CONNECTION_TABLE[name].in);
  });

  const routes = readdirSync(path.join(ROOT, "emulator/routes")).flatMap((file) => {
    const [, name] = /export const (\w+Routes)\b/.exec(read(`emulator/routes/${file}`)) ?? [];
    return name === undefined ? [] : [name];
  });
  test.each(routes)("%s of the emulator: listed", (name) => {
    expect(read("emulator/routes/index.ts")).toContain(`...${name},`);
  });

  test.each(Object.keys(LOOKUPS))("lookup %s: two functions in the program's room", (name) => {
    const functions = read("provider/program/lookups.ts");
    for (const each of [name, `${name}Output`]) expect(functions).toMatch(new RegExp(`\\b${each}\\b`));
  });

  const commands = readdirSync(path.join(ROOT, "provider/cli"), { recursive: true, encoding: "utf8" })
    .map((file) => /(add\w+Command)\.ts$/.exec(file)?.[1])
    .filter((name) => name !== undefined);
  test.each(commands)("%s is called, and its command documented", (name) => {
    expect(read("provider/cli/run.ts")).toContain(`${name}(program`);
    const command = `npx pulumi-workato-embedded ${name.replace(/^add|Command$/g, "").toLowerCase()}`;
    expect(read("README.md") + read("docs/commands.md")).toContain(command);
  });
});
