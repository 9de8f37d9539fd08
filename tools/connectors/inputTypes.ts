import type { Connector, ConnectorParameter } from "../../provider/connectors/catalogue";
import { CATALOG_NOTE } from "../../provider/connectors/catalogue";

/** Prettier's `printWidth` in this repository, which leaves alone what we write. */
const LINE_WIDTH = 120;

/** Words that are not written like others. */
const WORDS = new Map(
  "ADFS,API,API token,CA,FTP,HMAC,ID,IDs,NLU,OAuth,OAuth2,PGP,REST,SOAP,SSL,URI,URL,user token"
    .split(",")
    .map((word) => [word.toLowerCase().replace(" ", ""), word]),
);

/** Writes the module with the types of what every connector takes in `input`. */
export function inputTypes(connectors: readonly Connector[]): string {
  const blocks = [
    HEADER,
    [
      "/** What every connector that we know takes in `input`. */",
      "export interface ConnectorInputs {",
      ...connectors.map(
        (connector) => `  readonly ${connector.name}: ${typeName(namesake(connector, connectors).name)};`,
      ),
      "}",
    ].join("\n"),
    ...connectors.filter((connector) => namesake(connector, connectors) === connector).flatMap(connectorTypes),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** `jira` for `jira_secondary`, if it takes the same: every type costs every program a little. */
function namesake(connector: Connector, connectors: readonly Connector[]): Connector {
  const parameters = JSON.stringify(connector.parameters);
  const first = connectors.find(({ name }) => `${name}_secondary` === connector.name);
  return first !== undefined && JSON.stringify(first.parameters) === parameters ? first : connector;
}

const HEADER = `/* eslint-disable max-lines -- written by \`npm run generate\` from the table of connectors: change table.ts, not this */
/**
 * What connectors take in \`input\`, for the compiler and for editors. Types only: nothing of this is loaded by a program.
 * ${CATALOG_NOTE}
 */
import type { AnyText, FurtherParameters, OpenInput } from "./openInput";
import type * as pulumi from "@pulumi/pulumi";

/** The connectors that we know. There are more, such as custom ones. */
export type ConnectorName = keyof ConnectorInputs;

/**
 * What the connector \`P\` takes in \`input\`. Every parameter is optional, and there may be further ones. A connector that we do
 * not know, or that is not known when the program is compiled, takes anything.
 */
// While P is open, the compiler takes the union of all connectors for the condition: the outer one keeps it from that.
export type ConnectorInput<P> = (
  P & string extends ConnectorName ? ConnectorInputs[Extract<P, ConnectorName>] : OpenInput
) extends infer Input
  ? Input
  : never;`;

function connectorTypes({ title, name, oauthOnly, parameters }: Connector): string[] {
  const remark = oauthOnly ? " Only someone at the customer can authorize it: set `shellConnection: true`." : "";
  return objectTypes(`Parameters of ${title} (\`${name}\`).${remark}`, typeName(name), parameters, "");
}

/**
 * The type of an object and of those inside it.
 * @param prefix the path of the object, with a dot at its end
 */
function objectTypes(doc: string, type: string, all: readonly ConnectorParameter[], prefix: string): string[] {
  const own = all.filter(({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes("."));
  const inner: string[] = [];
  const lines = own.flatMap((parameter) => {
    const { name } = parameter;
    const key = name.slice(prefix.length);
    const isObject = all.some((other) => other.name.startsWith(`${name}.`));
    const innerType = `${type}${capitalized(key)}`;
    if (isObject) inner.push(...objectTypes(`\`${key}\` of {@link ${type}}.`, innerType, all, `${name}.`));
    const values = isObject ? [innerType] : valueTypes(parameter);
    return [`  /** ${description(parameter, key)} */`, ...valueLines(`  readonly ${key}?: `, values)];
  });
  const declaration =
    lines.length === 0
      ? [`export type ${type} = FurtherParameters;`]
      : [`export interface ${type} extends FurtherParameters {`, ...lines, "}"];
  return [[`/** ${doc} */`, ...declaration].join("\n"), ...inner];
}

function valueLines(start: string, types: readonly string[]): string[] {
  const line = `${start}pulumi.Input<${types.join(" | ")}>;`;
  if (line.length <= LINE_WIDTH) return [line];
  return [`${start}pulumi.Input<`, ...types.map((type) => `    | ${type}`), "  >;"];
}

/** What the value may be, as a union. */
function valueTypes({ name, type, allowedValues, isListOpen, isCredential }: ConnectorParameter): string[] {
  const listed = allowedValues.map((value) => JSON.stringify(value));
  if (type === "boolean") return ["boolean", ...(listed.length === 0 ? ['"true"', '"false"'] : listed)];
  if (type === "number" || type === "integer") return ["number", "`${number}`"];
  if (listed.length > 0) return isListOpen ? [...listed, "AnyText"] : listed;
  // Nobody quotes the number of a port or of an account.
  return !isCredential && /^(?!client_).*(^|_)(id|port|threads)$/i.test(name) ? ["string", "number"] : ["string"];
}

function description(parameter: ConnectorParameter, key: string): string {
  const { optional, allowedValues, isListOpen, isCredential } = parameter;
  const texts = [
    readable(key),
    ...(isCredential ? ["Credential"] : []),
    ...(optional ? ["Optional"] : []),
    ...(allowedValues.length === 0
      ? []
      : [`${isListOpen ? "Known values:" : "Takes"} ${allowedValues.map((value) => `\`${value}\``).join(", ")}`]),
  ];
  return `${texts.join(". ")}.`;
}

/** "Host name" for `host_name`, "API key" for `apiKey`. */
function readable(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .split("_")
    .map((word) => WORDS.get(word.toLowerCase()) ?? word.toLowerCase());
  const text = words.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `AmazonS3Input` for `amazon_s3`. */
function typeName(connector: string): string {
  return `${capitalized(connector)}Input`;
}

/** `AdvancedSettings` for `advanced_settings`. */
function capitalized(name: string): string {
  const words = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join("");
}
