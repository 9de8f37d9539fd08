import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { exampleProgram } from "../../provider/cli/connectors/exampleProgram";
import { connectorCatalog } from "../../provider/connectors/catalogue";
import { inputTypes } from "../../tools/connectors/inputTypes";
import { STRICT_PROGRAM } from "../support/compiler";
import { Editor } from "./support/editor";
import { installTypes } from "./support/installedTypes";

const REPOSITORY = resolve(__dirname, "../..");
const OPTIONS = { ...STRICT_PROGRAM, exactOptionalPropertyTypes: false, noUnusedLocals: false };
const connectors = [...connectorCatalog().values()];

const installed = installTypes();
const editor = new Editor(installed.folder, OPTIONS);
afterAll(() => {
  installed.remove();
});

const IMPORTS = `
import * as pulumi from "@pulumi/pulumi";
import { ManagedConnection, ManagedConnectionArgs } from "pulumi-workato-embedded";
declare const text: string;
`;
const connection = (args: string) =>
  `${IMPORTS}const made = new ManagedConnection("x", { managedUserId: "1", ${args} });`;

const JIRA = ["apitoken", "auth_type", "email", "host_name", "host_url"];

test("the types are what `npm run generate` makes of the table of connectors", () => {
  const written = readFileSync(join(REPOSITORY, "provider/connectors/inputTypes.ts"), "utf8");
  expect(written).toBe(inputTypes(connectors));
});

test("a program that starts loads nothing of them", () => {
  const script = 'require("./provider/index.ts");console.log(Object.keys(require.cache).join("\\n"))';
  const loaded = execFileSync(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  expect(loaded).toContain("/provider/program/managedConnection.ts");
  expect(loaded).not.toMatch(/\/provider\/connectors\/(catalogue|inputTypes|openInput|table)\./);
});

describe("an editor completes", () => {
  test("the connectors in `provider`, also in a list of arguments", () => {
    const names = connectors.map(({ name }) => name);
    expect(editor.completions(connection('provider: "|"'))).toEqual(names);
    expect(editor.completions(`${IMPORTS}const all: ManagedConnectionArgs[] = [{ provider: "|" }];`)).toEqual(names);
  });

  test.each([
    ["its parameters", 'provider: "jira", input: { | }', JIRA],
    ["those that are not there yet", 'provider: "jira", input: { email: "x", | }', JIRA.filter((it) => it !== "email")],
    ["them before the connector", 'input: { | }, provider: "jira"', JIRA],
    ["the values of one", 'provider: "jira", input: { auth_type: "|" }', ["api_token", "oauth"]],
    [
      "values beside which there are others",
      'provider: "airtable", input: { authentication_type: "|" }',
      ["OAuth 2.0", "Personal access token", "API key (Deprecated)"],
    ],
    [
      "those inside another one",
      'provider: "salesforce", input: { advanced_settings: { | } }',
      ["api_scope", "custom_login_url"],
    ],
    ["nothing for a connector that we do not know", 'provider: "acme", input: { | }', []],
    ["nothing for a variable", "provider: text, input: { | }", []],
  ])("%s", (_what, args, names) => {
    // Whatever may be an Output has these.
    const offered = editor.completions(connection(args)).filter((name) => !["apply", "get"].includes(name));
    expect(offered).toEqual(names);
  });

  test("the parameters of arguments whose type names their connector", () => {
    const args = '{ managedUserId: "1", provider: "jira", input: { | } }';
    expect(editor.completions(`${IMPORTS}const args: ManagedConnectionArgs<"jira"> = ${args};`)).toEqual(
      expect.arrayContaining(JIRA),
    );
  });

  test("a boolean with its texts", () => {
    const offered = editor.completions(connection('provider: "salesforce", input: { sandbox: | }'));
    expect(offered).toEqual(expect.arrayContaining(['"true"', '"false"']));
  });
});

describe("an editor shows", () => {
  test.each([
    ["host|_name", "(property) JiraInput.host_name?: pulumi.Input<string> | undefined\nHost name."],
    [
      "auth|_type",
      /^\(property\) JiraInput.auth_type\?: pulumi.Input<.*"oauth".*\nAuth type. Takes `api_token`, `oauth`.$/,
    ],
    ["api|token", "(property) JiraInput.apitoken?: pulumi.Input<string> | undefined\nAPI token. Credential. Optional."],
  ])("what the parameter %s is", (parameter, shown) => {
    expect(editor.hover(connection(`provider: "jira", input: { ${parameter}: "oauth" }`))).toMatch(shown);
  });

  test("whose parameters they are", () => {
    const shown = editor.hover(connection('provider: "jira", in|put: {}'));
    expect(shown).toMatch(/^\(property\) ManagedConnectionArgs<"jira">.input\?: .*\bJiraInput\b/);
  });

  test("a connection as one, whatever its connector", () => {
    const made = connection('provider: "jira"').replace("made", "ma|de");
    expect(editor.hover(made)).toBe("const made: ManagedConnection\n");
    expect(editor.hover(`${IMPORTS}Managed|Connection;`)).toContain("A connection in an Embedded customer's workspace");
  });
});

describe("the compiler's errors can be read", () => {
  test.each([
    [
      "a typo in an argument's name",
      'provider: "jira", folderID: "9"',
      "Object literal may only specify known properties, but 'folderID' does not exist in type " +
        "'ManagedConnectionArgs<\"jira\">'. Did you mean to write 'folderId'?",
    ],
    [
      "a wrong value",
      'provider: "jira", input: { auth_type: "basic" }',
      'Type \'"basic"\' is not assignable to type \'Input<"api_token" | "oauth"> | undefined\'.',
    ],
    [
      "a wrong type",
      'provider: "salesforce", input: { advanced_settings: { api_scope: 5 } }',
      "Type 'number' is not assignable to type 'Input<string> | undefined'.",
    ],
  ])("%s", (_what, args, problem) => {
    expect(editor.problems(connection(args))).toEqual([problem]);
  });
});

test("200 connections give the compiler little to do", () => {
  const files = Array.from({ length: 200 }, (_, index) => {
    const file = join(installed.folder, `connection${index}.ts`);
    writeFileSync(file, exampleProgram(connectors[index % connectors.length]!));
    return file;
  });
  const compiled = ts.createProgram(files, OPTIONS);
  expect(ts.getPreEmitDiagnostics(compiled)).toEqual([]);
  // 3,425 and 3,899 when this was written, which costs 3 % of the time. Types that look as innocent have cost a quarter:
  // all outputs, or the union of all connectors, once more for each connector.
  expect(compiled.getTypeCount()).toBeLessThan(3700);
  expect(compiled.getInstantiationCount()).toBeLessThan(4500);
});
