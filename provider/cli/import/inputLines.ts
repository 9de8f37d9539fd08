import type { ConnectorParameter } from "../../connectors/catalogue";
import { connectorCatalog } from "../../connectors/catalogue";
import { stringLiteral } from "./literal";

/** The `input` of a connection as lines to uncomment, with a key of the stack's configuration for each parameter. */
export function inputLines(provider: string, logicalName: string): string[] {
  const connector = connectorCatalog().get(provider);
  if (connector === undefined) {
    return ["// input: this connector is not in our catalogue; see its parameters in Workato."];
  }
  if (connector.parameters.length === 0)
    return ["// This connector takes no input: a person authorizes it in Workato."];
  return ["// input: {", ...parameterLines(connector.parameters, "", logicalName, "  "), "// },"];
}

/** @param prefix the path of the object that holds these parameters, with a dot at its end */
function parameterLines(
  parameters: readonly ConnectorParameter[],
  prefix: string,
  logicalName: string,
  indent: string,
): string[] {
  return parameters
    .filter(({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes("."))
    .flatMap((parameter) => {
      const { name } = parameter;
      const key = name.slice(prefix.length);
      if (!parameters.some((other) => other.name.startsWith(`${name}.`))) {
        const secret = `config.requireSecret(${stringLiteral(`${logicalName}.${name}`)})`;
        return [`// ${indent}${key}: ${secret},${remarks(parameter)}`];
      }
      const inner = parameterLines(parameters, `${name}.`, logicalName, `${indent}  `);
      return [`// ${indent}${key}: {${remarks({ ...parameter, type: "string" })}`, ...inner, `// ${indent}},`];
    });
}

function remarks({ optional, type, allowedValues }: ConnectorParameter): string {
  const texts = [
    ...(optional ? ["optional"] : []),
    ...(type === "string" || type === "select" ? [] : [type]),
    ...(allowedValues.length === 0 ? [] : [allowedValues.join(" or ")]),
  ];
  return texts.length === 0 ? "" : ` // ${texts.join(", ")}`;
}
