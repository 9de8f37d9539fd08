import { readFileSync } from "node:fs";
import { SCHEMA_FILE, schemaText } from "../../tools/schema/schemaFile";

type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Schema {
  readonly version: string;
  readonly config: { readonly variables: Properties };
  readonly provider: { readonly inputProperties: Properties };
  readonly resources: Readonly<
    Record<string, { properties: Properties; inputProperties: Properties; aliases: object[] }>
  >;
  readonly functions: Readonly<Record<string, object>>;
}

const schema = JSON.parse(readFileSync(SCHEMA_FILE, "utf8")) as Schema;
const connection = schema.resources["workato:index:ManagedConnection"]!;

const marked = (properties: Properties, mark: string) =>
  Object.keys(properties).filter((name) => properties[name]?.[mark] === true);

test("plugin/schema.json is what the tables and docstrings say now (else: npm run generate:schema)", () => {
  expect(readFileSync(SCHEMA_FILE, "utf8")).toBe(schemaText());
});

test("every credential is secret, wherever it stands", () => {
  expect(marked(connection.inputProperties, "secret")).toEqual(["input"]);
  expect(marked(connection.properties, "secret")).toEqual(["input", "authorizationError", "connectionLostReason"]);
  for (const properties of [schema.config.variables, schema.provider.inputProperties]) {
    expect(marked(properties, "secret")).toEqual(["apiToken", "quotaUrl", "accounts"]);
  }
});

test("a change that replaces is announced, and is not left to the engine", () => {
  expect(marked(connection.inputProperties, "willReplaceOnChanges")).toEqual(["managedUserId", "provider"]);
  expect(marked(connection.inputProperties, "replaceOnChanges")).toEqual([]);
});

test("no program sends a default: it would overrule the stack's, and an explicit provider would save the token of the environment", () => {
  const sent = [connection.inputProperties, schema.provider.inputProperties].flatMap((properties) =>
    Object.values(properties).filter((property) => "default" in property || "defaultInfo" in property),
  );
  expect(sent).toEqual([]);
  expect(schema.config.variables.apiToken).toMatchObject({ defaultInfo: { environment: ["WORKATO_API_TOKEN"] } });
});

test("the types of the classes are aliases, and children can take the id of a parent", () => {
  expect(connection.aliases).toEqual([{ type: "pulumi-nodejs:dynamic/workato:ManagedConnection" }]);
  expect(connection.properties).toHaveProperty("connectionId");
});
