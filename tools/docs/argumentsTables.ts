import { readdirSync } from "node:fs";
import path from "node:path";
import { LOOKUPS } from "../../provider/lookups";
import { type Declared, Declarations } from "./declarations";
import { code, tableOf } from "./table";

const PROGRAM = "provider/program";
const LOOKUP_FILES = readdirSync(path.resolve(__dirname, "../../provider/lookups")).map(
  (file) => `provider/lookups/${file}`,
);

const REPLACES = "Replaces on change.";

/** All that programs import, and what that is made of. */
export function programDeclarations(): Declarations {
  return new Declarations([
    `${PROGRAM}/managedConnection.ts`,
    `${PROGRAM}/oauthProfileAssignment.ts`,
    `${PROGRAM}/lookups.ts`,
    ...LOOKUP_FILES,
    "provider/api/objects/connectionFields.ts",
    "provider/api/objects/customer.ts",
    "provider/settings/settings.ts",
  ]);
}

/** The tables of docs/arguments.md by name, from the docstrings of what programs import. */
export function argumentsTables(): Record<string, string> {
  const declarations = programDeclarations();
  const connection = declarations.properties("ManagedConnectionArgs");
  const isArgument = new Set(connection.map(({ name }) => name));
  return {
    ManagedConnection: argumentsTable(connection),
    "ManagedConnection outputs": valuesTable(
      "output",
      declarations.properties("ManagedConnection", (name) => !isArgument.has(name)),
    ),
    OAuthProfileAssignment: argumentsTable(declarations.properties("OAuthProfileAssignmentArgs")),
    lookups: Object.keys(LOOKUPS)
      .map((name) => lookupText(declarations, name))
      .join("\n\n"),
  };
}

function lookupText(declarations: Declarations, name: string): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  return [
    `### ${name}`,
    ...declarations.paragraphs(name),
    argumentsTable(declarations.properties(`${type}Args`)),
    `Result: ${declarations.paragraphs(`${type}Result`).join(" ")}`,
    valuesTable("field", fieldsOf(declarations, `${type}Result`)),
    `\`\`\`ts\n${declarations.example(name)}\n\`\`\``,
  ].join("\n\n");
}

/** The fields of a result; those of the elements of a list follow it. */
function fieldsOf(declarations: Declarations, type: string, prefix = ""): Declared[] {
  return declarations.properties(type).flatMap((field) => {
    const name = prefix + field.name;
    const [, element = ""] = /^(\w+)\[\]$/.exec(field.type) ?? [];
    const inside = declarations.has(element) ? fieldsOf(declarations, element, `${name}[].`) : [];
    return [{ ...field, name }, ...inside];
  });
}

function argumentsTable(properties: readonly Declared[]): string {
  return tableOf(
    ["argument", "type", "default", "meaning"],
    properties.map(({ name, type, text, defaultsTo, isOptional }) => [
      code(name),
      code(type),
      defaultsTo ?? (isOptional ? "" : "required"),
      text.replace(REPLACES, `**${REPLACES}**`),
    ]),
  );
}

function valuesTable(head: string, properties: readonly Declared[]): string {
  const rows = properties.map(({ name, type, text }) => [code(name), code(type), text]);
  return tableOf([head, "type", "meaning"], rows);
}
