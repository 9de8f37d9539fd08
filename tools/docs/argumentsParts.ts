import { readdirSync } from "node:fs";
import path from "node:path";
import { ENVIRONMENT_NAMES } from "../../provider/api/objects/customer";
import { LOOKUPS } from "../../provider/lookups";
import { type Declared, Declarations } from "./declarations";
import { listOf, wrapped } from "./list";
import { code } from "./table";

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

/** Types that say more to the compiler than to a person. */
const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/^Provider\b.*/, "string"],
  [/^ConnectorInput<.*/, "object"],
  [
    /^\{ readonly \[Name in EnvironmentName\].*/,
    `{ ${ENVIRONMENT_NAMES.map((name) => `${name}?`).join(", ")}: string }`,
  ],
  [/\(typeof ENVIRONMENT_NAMES\)\[number\]/, ENVIRONMENT_NAMES.map((name) => `"${name}"`).join(" | ")],
];

/** The parts of docs/arguments.md by name, from the docstrings of what programs import. */
export function argumentsParts(): Record<string, string> {
  const declarations = programDeclarations();
  const connection = declarations.properties("ManagedConnectionArgs");
  const isArgument = new Set(connection.map(({ name }) => name));
  return {
    ManagedConnection: resourceText(declarations.example("TypedManagedConnection"), connection),
    "ManagedConnection outputs": valuesList(
      declarations.properties("ManagedConnection", (name) => !isArgument.has(name)),
    ),
    OAuthProfileAssignment: resourceText(
      declarations.example("OAuthProfileAssignment"),
      declarations.properties("OAuthProfileAssignmentArgs"),
    ),
    lookups: Object.keys(LOOKUPS)
      .map((name) => lookupText(declarations, name))
      .join("\n\n"),
  };
}

function resourceText(example: string, args: readonly Declared[]): string {
  return [program(example), "Arguments:", argumentsList(args)].join("\n\n");
}

function lookupText(declarations: Declarations, name: string): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  return [
    `### ${name}`,
    ...declarations.paragraphs(name).map((paragraph) => wrapped(paragraph)),
    program(declarations.example(name)),
    "Arguments:",
    argumentsList(declarations.properties(`${type}Args`)),
    wrapped(`Result: ${declarations.paragraphs(`${type}Result`).join(" ")}`),
    valuesList(fieldsOf(declarations, `${type}Result`)),
  ].join("\n\n");
}

const program = (text: string) => `\`\`\`ts\n${text}\n\`\`\``;

/** The fields of a result; those of the elements of a list follow it. */
function fieldsOf(declarations: Declarations, type: string, prefix = ""): Declared[] {
  return declarations.properties(type).flatMap((field) => {
    const name = prefix + field.name;
    const [, element = ""] = /^(\w+)\[\]$/.exec(field.type) ?? [];
    const inside = declarations.has(element) ? fieldsOf(declarations, element, `${name}[].`) : [];
    return [{ ...field, name }, ...inside];
  });
}

function argumentsList(properties: readonly Declared[]): string {
  return listOf(
    properties.map(({ name, type, text, defaultsTo, isOptional }) => {
      const need = defaultsTo === undefined ? (isOptional ? "" : ", required") : `, default: ${defaultsTo}`;
      return `**${code(name)}** (${code(typeText(type))}${need}): ${text.replace(REPLACES, `**${REPLACES}**`)}`;
    }),
  );
}

function valuesList(properties: readonly Declared[]): string {
  return listOf(properties.map(({ name, type, text }) => `**${code(name)}** (${code(typeText(type))}): ${text}`));
}

function typeText(type: string): string {
  return SHORTER.reduce((text, [pattern, shorter]) => text.replace(pattern, shorter), type);
}
