import { ownPackage } from "../../provider/api/ownPackage";
import { type Kind, kindsOf } from "../../provider/doors/plugin/kinds";
import { LOOKUPS } from "../../provider/lookups";
import { Session } from "../../provider/resources/session";
import { SECRET_KEYS } from "../../provider/settings/keys";
import { programDeclarations } from "../docs/argumentsParts";
import { configurationKeys } from "../docs/configurationTables";
import type { Declared } from "../docs/declarations";
import { requiredOf, SchemaTypes } from "./schemaTypes";

type Properties = Record<string, Readonly<Record<string, unknown>>>;

/** What always has a value, whatever the program sets. */
const ALWAYS_SET = ["managedUserId", "provider", "name", "profileId", "connectionId"];

/** The docstring of a class, where it is not on the declaration of that name. */
const DOCUMENTED_AS: Readonly<Record<string, string>> = { ManagedConnection: "TypedManagedConnection" };

const EMPTY_TEXT_CLEARS = " Languages without null clear it with an empty text.";

/** The schema of the package `workato`: from the tables of arguments, and the docstrings of what programs import. */
export function schema(): object {
  const declarations = programDeclarations();
  const types = new SchemaTypes(declarations);

  const resource = (name: string, kind: Kind) => {
    const args = declarations.properties(`${name}Args`);
    const secret = (property: string) => (kind.resource.secrets.includes(property) ? { secret: true } : {});
    const inputs = propertiesOf(args, (argument) => ({
      ...types.input(argument),
      description: textOf(argument) + (kind.clearable.includes(argument.name) ? EMPTY_TEXT_CLEARS : ""),
      // Not `replaceOnChanges`: that would replace for a value which a preview does not know yet.
      ...(kind.arguments[argument.name]?.role === "replace" ? { willReplaceOnChanges: true } : {}),
      ...secret(argument.name),
    }));
    const added = [...Object.keys(kind.outputsOf("")), ...kind.facts].filter((output) => !(output in inputs));
    const facts = added.length === 0 ? [] : declarations.properties(name, (property) => added.includes(property));
    const outputs = propertiesOf(facts, (fact) => ({
      ...types.output(fact),
      description: fact.text,
      ...secret(fact.name),
    }));
    const properties = { ...inputs, ...outputs };
    return {
      description: declarations.paragraphs(DOCUMENTED_AS[name] ?? name).join("\n\n"),
      properties,
      required: Object.keys(properties).filter((property) => ALWAYS_SET.includes(property)),
      inputProperties: inputs,
      requiredInputs: requiredOf(args),
      aliases: [{ type: `pulumi-nodejs:dynamic/workato:${name}` }],
    };
  };

  const lookup = (name: string) => {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const [args, result] = [declarations.properties(`${type}Args`), declarations.properties(`${type}Result`)];
    return {
      description: declarations.paragraphs(name).join("\n\n"),
      inputs: {
        type: "object",
        properties: propertiesOf(args, (argument) => ({ ...types.input(argument), description: textOf(argument) })),
        ...required(args),
      },
      outputs: {
        type: "object",
        properties: propertiesOf(result, (field) => ({ ...types.output(field), description: field.text })),
        ...required(result),
      },
    };
  };

  const kinds = Object.entries(kindsOf(new Session({ environment: {}, writeLine: () => undefined })));
  const resources = Object.fromEntries(kinds.map(([name, kind]) => [`workato:index:${name}`, resource(name, kind)]));
  const functions = Object.fromEntries(Object.keys(LOOKUPS).map((name) => [`workato:index:${name}`, lookup(name)]));
  return {
    name: "workato",
    displayName: "Workato Embedded",
    version: ownPackage().version,
    description: "Connections and custom OAuth profiles of the customers of a Workato Embedded workspace.",
    keywords: ["pulumi", "workato", "category/infrastructure"],
    license: "Apache-2.0",
    language: LANGUAGES,
    config: { variables: configuration(types, { withDefaults: true }) },
    provider: {
      description: "A Workato Embedded admin workspace: a token, and where it belongs.",
      inputProperties: configuration(types, { withDefaults: false }),
    },
    // After the others: they name what they use.
    resources,
    functions,
    types: types.used(),
  };
}

const LANGUAGES = {
  nodejs: { packageName: "pulumi-workato", respectSchemaVersion: true },
  python: { packageName: "pulumi_workato", pyproject: { enabled: true }, respectSchemaVersion: true },
  go: {
    importBasePath: "pulumi-workato-embedded/sdk/go/workato",
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
};

/**
 * Defaults stand with the configuration only: an explicit provider would save them, and a token of the environment with
 * them, in the state. The plugin reads the environment itself, whenever it runs.
 */
function configuration(types: SchemaTypes, { withDefaults }: { withDefaults: boolean }): Properties {
  const entries = configurationKeys().map(({ key, text, variable, default: value }) => {
    const read = variable === undefined ? "" : ` Read from the environment variable ${variable} where it is not set.`;
    const defaults = {
      ...(value === undefined ? {} : { default: value }),
      ...(variable === undefined ? {} : { defaultInfo: { environment: [variable] } }),
    };
    const property = {
      ...types.setting(key, value),
      description: text.replaceAll("`", "") + read,
      ...(withDefaults ? defaults : {}),
      ...(SECRET_KEYS.includes(key) ? { secret: true } : {}),
    };
    return [key, property] as const;
  });
  return Object.fromEntries(entries);
}

function propertiesOf(
  declared: readonly Declared[],
  describe: (property: Declared) => Readonly<Record<string, unknown>>,
): Properties {
  return Object.fromEntries(declared.map((property) => [property.name, describe(property)]));
}

/** A default of the schema would be sent by every program, and overrule that of the stack. */
function textOf({ text, defaultsTo, type }: Declared): string {
  const accepted = /^"/.test(type) ? ` One of ${type.replaceAll('"', "`").replaceAll(" | ", ", ")}.` : "";
  return `${text}${accepted}${defaultsTo === undefined ? "" : ` Default: ${defaultsTo}.`}`;
}

function required(declared: readonly Declared[]): { readonly required?: string[] } {
  const names = requiredOf(declared);
  return names.length === 0 ? {} : { required: names };
}
