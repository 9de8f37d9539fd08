import type * as Catalog from "../../connectors/catalogue";
import { similarNames } from "../../connectors/similarNames";
import { isRecord } from "../../api";
import { isUnknown } from "../values";

/** A catalogue of yesterday must never be more than a hint. */
const CAVEAT = "(by connector facts of 2024-05; `pulumi config set workato:connectorWarnings false` turns this off)";

/**
 * Likely mistakes in the arguments of a connection, for warnings: never a reason to reject, and never a value of `input`.
 * Custom connectors, unknown values of a preview and whatever the catalogue does not know give none.
 *
 * @param isShell the connection is a shell, or exists already: then nothing is created without credentials
 */
export function inputWarnings(
  provider: string,
  input: Record<string, unknown> | undefined,
  isShell: boolean,
): string[] {
  if (isUnknown(provider)) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most runs of the plugin check nothing
  const { connectorCatalog } = require("../../connectors/catalogue") as typeof Catalog;
  const connector = connectorCatalog().get(provider);
  const problems: string[] = [];
  if (connector === undefined) {
    const [meant] = similarNames(provider, connectorCatalog().keys());
    if (meant !== undefined) problems.push(`provider "${provider}" is not a known connector: did you mean "${meant}"?`);
  } else {
    if (connector.oauthOnly && !isShell) {
      problems.push(
        `connector ${provider} can only be created as a shell, and a person authorizes it: set shellConnection: true`,
      );
    }
    problems.push(...inputProblems(connector, input ?? {}, ""));
  }
  return problems.map((problem) => `${problem} ${CAVEAT}`);
}

/** @param prefix the path of `values` inside `input`, with a dot at its end */
function inputProblems(connector: Catalog.Connector, values: Record<string, unknown>, prefix: string): string[] {
  const known = connector.parameters.filter(({ name }) => isChild(name, prefix));
  return Object.entries(values).flatMap(([key, value]) => {
    const path = prefix + key;
    const parameter = known.find(({ name }) => name === path);
    if (parameter === undefined) return unknownParameter(connector, path, known, Object.keys(values), prefix);
    if (isRecord(value)) return inputProblems(connector, value, `${path}.`);
    return valueProblem(connector, parameter, value);
  });
}

function unknownParameter(
  connector: Catalog.Connector,
  path: string,
  known: readonly Catalog.ConnectorParameter[],
  keys: readonly string[],
  prefix: string,
): string[] {
  // A parameter that is set already is not what this one is meant to be.
  const free = known.map(({ name }) => name).filter((name) => !keys.includes(name.slice(prefix.length)));
  const [meant] = similarNames(path, free);
  return meant === undefined ? [] : [`input has ${path}; connector ${connector.name} knows ${meant}`];
}

function valueProblem(
  connector: Catalog.Connector,
  { name, allowedValues }: Catalog.ConnectorParameter,
  value: unknown,
): string[] {
  if (typeof value !== "string" || isUnknown(value) || allowedValues.length === 0) return [];
  // Some lists are of labels that people see, and lists of versions grow.
  if (allowedValues.some((allowed) => /^\d|\s/.test(allowed)) || allowedValues.includes(value)) return [];
  return [`input.${name} of connector ${connector.name} takes ${allowedValues.join(" or ")}, and has another value`];
}

function isChild(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && !name.slice(prefix.length).includes(".");
}
