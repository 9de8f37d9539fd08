import type { Connector } from "../../connectors/catalogue";
import { inputObject, isNeeded } from "../programText/inputObject";
import { stringLiteral } from "../programText/literal";

/** A program with one connection of this connector, to be pasted: what is optional is a comment, unless it authorizes. */
export function exampleProgram(connector: Connector): string {
  const { name, oauthOnly } = connector;
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    'import { ManagedConnection } from "pulumi-workato-embedded";',
    "",
    "// `pulumi config set <key>` for what it requires, with --secret for what it requires as a secret.",
    "const config = new pulumi.Config();",
    "",
    `export const ${identifierOf(name)} = new ManagedConnection(${stringLiteral(name)}, {`,
    '  managedUserId: config.require("managedUserId"),',
    `  provider: ${stringLiteral(name)},`,
    ...(oauthOnly ? ["  shellConnection: true, // someone at the customer authorizes it"] : []),
    ...inputOf(connector).map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}

function inputOf(connector: Connector): string[] {
  const { name, parameters } = connector;
  if (parameters.length === 0) return [];
  const isComment = !parameters.some(isNeeded);
  const lines = ["input: {", ...inputObject(connector, { keys: name, isOptionalCommented: !isComment }), "},"];
  return isComment ? lines.map((line) => `// ${line}`) : lines;
}

/** `amazonS3` for `amazon_s3`; connectors of the vendor's own may be called anything. */
function identifierOf(connector: string): string {
  const [first = "", ...words] = connector.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = first + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(name) ? name : `connection${name}`;
}
