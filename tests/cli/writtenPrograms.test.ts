import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { writeFolder } from "../../provider/cli/import/outputFolder";
import { exampleProgram } from "../../provider/cli/connectors/exampleProgram";
import { connectorCatalog } from "../../provider/connectors/catalogue";
import { problemsOf, STRICT_PROGRAM } from "../support/compiler";
import { readFolder, temporaryFolder } from "./support/commandLine";
import { anyConnections, connection } from "./support/connections";
import { customerOf, newProject } from "./support/programs";

const REPOSITORY = resolve(__dirname, "../..");

/** One connection of every connector that we know. */
const everyConnector = [...connectorCatalog().values()].map(({ name, title }, index) =>
  connection(String(index + 1), { name: title, provider: name, tags: ["a"], authorizationStatus: "failed" }),
);

/** What no constant can be called, what some cannot, and what the programs use themselves. */
const WORDS = [
  ...Object.values(ts.SyntaxKind).flatMap((kind) => (typeof kind === "string" ? [] : (ts.tokenToString(kind) ?? []))),
  ..."arguments|config|connection ids|managed user id|managed connection|eval|exports|global this|globalThis".split(
    "|",
  ),
];
const everyWord = WORDS.map((word, index) => connection(String(index + 1), { name: word, provider: word }));

/** The sources instead of an installed package. */
const OPTIONS = { ...STRICT_PROGRAM, paths: { "pulumi-workato-embedded": [join(REPOSITORY, "provider/index.ts")] } };

/** A folder in which programs find the SDK. */
function programFolder(): string {
  const folder = temporaryFolder();
  symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** What a person does whose customer has a custom OAuth profile for every connector. */
function withProfiles(text: string): string {
  return text.replace(/^\/\/ (import \{|new OAuth| {2}"| {2}\{|\);)/gm, "$1");
}

/** What a person does who starts to manage credentials, or takes what is optional too. */
function uncommented(text: string): string {
  return text.replace(
    /^( *)\/\/ (import \*.*|const config.*|input: \{|\},| *\w+: (?:\{|config\.|"|').*| +\},)$/gm,
    "$1$2",
  );
}

test("written programs are clean under a strict compiler, also with every `input` uncommented", () => {
  const folder = programFolder();
  const customers = [
    customerOf("98178", everyConnector),
    customerOf("EB/23 00", []),
    customerOf("EA-B", everyWord),
    customerOf("EA_B", everyWord),
  ];
  writeFolder(folder, newProject(folder, "modules", customers));
  const problems = () => problemsOf([join(folder, "index.ts")], OPTIONS, folder);
  expect(problems()).toEqual([]);

  const file = join(folder, "customers/98178.ts");
  const text = withProfiles(uncommented(readFileSync(file, "utf8")));
  expect(text).not.toContain("// input: {");
  expect(text).toMatch(/^new OAuthProfileAssignment\($/m);
  writeFileSync(file, text);
  expect(problems()).toEqual([]);
});

test("the example of every connector is clean under a strict compiler, also with what is optional", () => {
  const folder = programFolder();
  const write = (kind: string, edit: (text: string) => string) =>
    [...connectorCatalog().values()].map((connector) => {
      const file = join(folder, `${connector.name}.${kind}.ts`);
      writeFileSync(file, edit(exampleProgram(connector)));
      return file;
    });
  const files = [...write("needed", (text) => text), ...write("all", uncommented)];
  expect(files).toHaveLength(2 * 163);
  expect(readFileSync(join(folder, "salesforce.all.ts"), "utf8")).toMatch(/^ {6}custom_login_url: /m);
  expect(problemsOf(files, OPTIONS, folder)).toEqual([]);
});

test("Prettier has nothing to change in what is written", () => {
  const folder = temporaryFolder();
  const samples = fc.sample(anyConnections, { numRuns: 100, seed: 1 });
  [everyConnector, ...samples].forEach((connections, index) => {
    const customers = [customerOf("98178", connections), customerOf(`E${"long".repeat(index + 1)}`, connections)];
    for (const { path, text = "" } of newProject(`/somewhere/Customer ${index}`, "modules", customers)) {
      const target = join(folder, String(index), path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  });
  for (const connector of connectorCatalog().values()) {
    writeFileSync(join(folder, `${connector.name}.ts`), exampleProgram(connector));
  }
  const prettier = join(REPOSITORY, "node_modules/prettier/bin/prettier.cjs");
  const before = readFolder(folder);
  execFileSync(process.execPath, [prettier, "--print-width", "120", "--write", "--log-level", "warn", folder]);
  const after = readFolder(folder);
  const changed = Object.keys(before).find((path) => before[path] !== after[path]) ?? "";
  expect(after[changed]).toBe(before[changed]);
});
