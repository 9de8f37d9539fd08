import type { Connector, ConnectorParameter } from "./catalogue";
import { connectorCatalog } from "./catalogue";
import { similarNames } from "../arguments/suggestions";

type Values = Readonly<Record<string, unknown>>;

/** What a program says of a connection. */
interface Described {
  readonly provider: string;
  readonly input: Values;
  /** It is a shell, or exists already: then nothing is created without credentials. */
  readonly isShell: boolean;
  /** False for a value that a preview does not know yet. */
  readonly isKnown: (value: unknown) => boolean;
}

/** A catalogue of yesterday must never be more than a hint. */
const CAVEAT = "(by connector facts of 2024-05; `pulumi config set workato:connectorWarnings false` turns this off)";

/**
 * Likely mistakes in the arguments of a connection, for warnings: never a reason to reject, and never a value of `input`.
 * Custom connectors, unknown values of a preview and whatever the catalogue does not know give none.
 */
export function connectionMistakes({ provider, input, isShell, isKnown }: Described): string[] {
  if (!isKnown(provider)) return [];
  const connector = connectorCatalog().get(provider);
  if (connector === undefined) {
    const [meant] = similarNames(provider, connectorCatalog().keys());
    const question = `provider "${provider}" is not a known connector: did you mean "${meant ?? ""}"? ${CAVEAT}`;
    return meant === undefined ? [] : [question];
  }
  const isToBeShell = connector.oauthOnly && !isShell;
  const shell = `connector ${provider} can only be created as a shell, and someone at the customer authorizes it: set shellConnection: true`;
  const mistakes = [...(isToBeShell ? [shell] : []), ...inputMistakes(connector, input, isKnown)];
  return mistakes.map((mistake) => `${mistake} ${CAVEAT}`);
}

/** Misspelt parameters, and values that the connector does not take. */
function inputMistakes(connector: Connector, input: Values, isKnown: Described["isKnown"]): string[] {
  return mistakesIn(input, "");

  /** @param prefix the path of `values` inside `input`, with a dot at its end */
  function mistakesIn(values: Values, prefix: string): string[] {
    const known = connector.parameters.filter(({ name }) => isChild(name, prefix));
    return Object.entries(values).flatMap(([key, value]) => {
      const parameter = known.find(({ name }) => name === prefix + key);
      if (parameter === undefined) return unknownParameter(connector, prefix, key, known, Object.keys(values));
      const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
      if (isObject) return mistakesIn(value as Values, `${parameter.name}.`);
      return isKnown(value) ? valueMistake(connector, parameter, value) : [];
    });
  }
}

function unknownParameter(
  connector: Connector,
  prefix: string,
  key: string,
  known: readonly ConnectorParameter[],
  keys: readonly string[],
): string[] {
  // A parameter that is set already is not what this one is meant to be.
  const free = known.map(({ name }) => name).filter((name) => !keys.includes(name.slice(prefix.length)));
  const [meant] = similarNames(prefix + key, free);
  return meant === undefined ? [] : [`input has ${prefix}${key}; connector ${connector.name} knows ${meant}`];
}

function valueMistake(connector: Connector, parameter: ConnectorParameter, value: unknown): string[] {
  const { name, allowedValues, isListOpen } = parameter;
  const isLimited = allowedValues.length > 0 && !isListOpen;
  if (typeof value !== "string" || !isLimited || allowedValues.includes(value)) return [];
  return [`input.${name} of connector ${connector.name} takes ${allowedValues.join(" or ")}, and has another value`];
}

function isChild(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && !name.slice(prefix.length).includes(".");
}
