import type { Connector } from "../../connectors/catalogue";
import { CATALOG_NOTE, connectorCatalog } from "../../connectors/catalogue";
import { similarNames } from "../../connectors/similarNames";
import { CommandError } from "../commandError";
import type { CommandLine } from "../commandLine";
import { json } from "../text";
import { briefFacts, connectorList, connectorText } from "./connectorTexts";
import { exampleProgram } from "./exampleProgram";

/** What `connectors` may be told. */
export interface ConnectorsOptions {
  readonly json?: boolean;
}

/**
 * Prints every connector, or the parameters of one with a program.
 * @throws CommandError that names near matches.
 */
export function showConnectors(name: string | undefined, options: ConnectorsOptions, { writeOut }: CommandLine): void {
  const isForMachines = options.json === true;
  const connectors = [...connectorCatalog().values()];
  if (name === undefined) {
    const all = { note: CATALOG_NOTE, connectors: connectors.map(briefFacts) };
    writeOut(isForMachines ? json(all) : connectorList(connectors));
    return;
  }
  const connector = connectorCatalog().get(name);
  if (connector === undefined) throw unknownConnector(name, connectors);
  const one = { note: CATALOG_NOTE, connector, program: exampleProgram(connector) };
  writeOut(isForMachines ? json(one) : connectorText(connector));
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
