import type { Connector, ConnectorParameter } from "../connectors/catalogue";
import { CATALOG_NOTE, connectorCatalog } from "../connectors/catalogue";
import { similarNames } from "../connectors/similarNames";
import { CommandError } from "./commandError";
import type { CommandLine } from "./commandLine";
import { table } from "./table";
import { countOf } from "./text";

/** What `connectors` may be told. */
export interface ConnectorsOptions {
  readonly json?: boolean;
}

/**
 * Prints every connector, or the parameters of one.
 * @throws CommandError that names near matches.
 */
export function showConnectors(name: string | undefined, { json }: ConnectorsOptions, { writeOut }: CommandLine): void {
  const catalog = connectorCatalog();
  if (name === undefined) {
    const connectors = [...catalog.values()];
    writeOut(json === true ? asJson({ note: CATALOG_NOTE, connectors: connectors.map(brief) }) : list(connectors));
    return;
  }
  const connector = catalog.get(name);
  if (connector === undefined) throw unknownConnector(name, [...catalog.values()]);
  writeOut(json === true ? asJson({ note: CATALOG_NOTE, connector }) : describe(connector));
}

function unknownConnector(name: string, connectors: readonly Connector[]): CommandError {
  const word = name.toLowerCase();
  const containing = connectors.filter(
    (connector) => connector.name.includes(word) || connector.title.toLowerCase().includes(word),
  );
  const near = new Set([
    ...similarNames(
      name,
      connectors.map((connector) => connector.name),
    ),
    ...(word === "" ? [] : containing.map((connector) => connector.name)),
  ]);
  const remedy =
    near.size > 0 ? `did you mean ${[...near].join(", ")}?` : "run `connectors` without a name to see all.";
  return new CommandError(`no connector "${name}" in the catalogue: ${remedy}\n${CATALOG_NOTE}`);
}

function brief({ name, title, oauth, oauthOnly, onPrem }: Connector): Omit<Connector, "parameters"> {
  return { name, title, oauth, oauthOnly, onPrem };
}

function list(connectors: readonly Connector[]): string {
  const rows = connectors.map(({ name, title, oauth, oauthOnly, onPrem }) => [
    name,
    title,
    [...(oauthOnly ? ["OAuth only"] : oauth ? ["OAuth"] : []), ...(onPrem ? ["on-prem profile"] : [])].join(", "),
  ]);
  return `${table(rows)}\n\n${countOf(connectors.length, "connector")}. ${CATALOG_NOTE}\n`;
}

function describe({ name, title, oauth, oauthOnly, onPrem, parameters }: Connector): string {
  const facts = [
    `${name}: ${title}`,
    ...(oauthOnly ? ["Only a person can authorize it (OAuth): create it with `shellConnection: true`."] : []),
    ...(oauth && !oauthOnly ? ["A person can authorize it (OAuth), or credentials in `input`."] : []),
    ...(onPrem ? ["It takes `profile`, the connection profile of an on-prem agent."] : []),
    parameters.length === 0 ? "It takes no `input`." : "Parameters of `input`:",
  ];
  return `${[...facts, ...(parameters.length === 0 ? [] : [table(parameters.map(row))]), "", CATALOG_NOTE].join("\n")}\n`;
}

function row({ name, optional, type, allowedValues }: ConnectorParameter): string[] {
  return [`  ${name}`, type, optional ? "optional" : "", allowedValues.join(" | ")];
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
