import { type Declared, Declarations } from "./declarations";
import { code, tableOf } from "./table";

const PROGRAM = "provider/program";
const LOOK_UPS = ["getConnections", "getCustomers", "getFolder", "getOAuthProfile"];

const REPLACES = "Replaces on change.";

/** The tables of docs/arguments.md by name, from the docstrings of what programs import. */
export function argumentsTables(): Record<string, string> {
  const declarations = new Declarations([
    `${PROGRAM}/managedConnection.ts`,
    `${PROGRAM}/oauthProfileAssignment.ts`,
    `${PROGRAM}/lookups.ts`,
    ...["connections", "customers", "folder", "oauthProfile"].map((name) => `provider/lookups/${name}.ts`),
    "provider/api/objects/connection.ts",
    "provider/api/objects/customer.ts",
    "provider/settings/settings.ts",
  ]);
  const connection = declarations.properties("ManagedConnectionArgs");
  const isArgument = new Set(connection.map(({ name }) => name));
  const lookUps = LOOK_UPS.map((name) => [name, lookUpText(declarations, name)] as const);
  return {
    ManagedConnection: argumentsTable(connection),
    "ManagedConnection outputs": valuesTable(
      "output",
      declarations.properties("ManagedConnection", (name) => !isArgument.has(name)),
    ),
    OAuthProfileAssignment: argumentsTable(declarations.properties("OAuthProfileAssignmentArgs")),
    ...Object.fromEntries(lookUps),
  };
}

function lookUpText(declarations: Declarations, name: string): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  return [
    ...declarations.paragraphs(name),
    argumentsTable(declarations.properties(`${type}Args`)),
    `Result: ${declarations.paragraphs(`${type}Result`).join(" ")}`,
  ].join("\n\n");
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
