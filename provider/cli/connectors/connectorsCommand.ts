import { CATALOG_NOTE, connectorCatalog } from "../../connectors/catalogue";
import { CommandError, EXIT_CODES } from "../commandError";
import type { CommandLine } from "../commandLine";
import type { StackOptions } from "../stack/stackOptions";
import { json } from "../text";
import { suggestion } from "./connectorNames";
import { briefFacts, connectorList, connectorText } from "./connectorTexts";
import { exampleProgram } from "./exampleProgram";
import { showLiveConnector } from "./liveCommand";

/** What `connectors` may be told. */
export interface ConnectorsOptions extends StackOptions {
  readonly json?: boolean;
  /** The customer for whom Workato is asked. */
  readonly live?: string;
}

/**
 * Prints every connector, or the parameters of one with a program; with `live`, as Workato describes them.
 * @throws CommandError that names near matches; SettingsError, WorkatoError when Workato is asked.
 */
export async function showConnectors(
  name: string | undefined,
  options: ConnectorsOptions,
  commandLine: CommandLine,
): Promise<void> {
  const { writeOut } = commandLine;
  const isForMachines = options.json === true;
  if (options.live !== undefined) {
    if (name === undefined) throw new CommandError("name the connector that --live is to ask for.", EXIT_CODES.usage);
    await showLiveConnector(name, options.live, options, commandLine);
    return;
  }
  if (options.stack !== undefined || options.account !== undefined) {
    throw new CommandError("--stack and --account go with --live: without it nothing is sent.", EXIT_CODES.usage);
  }
  const connectors = [...connectorCatalog().values()];
  if (name === undefined) {
    const all = { note: CATALOG_NOTE, connectors: connectors.map(briefFacts) };
    writeOut(isForMachines ? json(all) : connectorList(connectors));
    return;
  }
  const connector = connectorCatalog().get(name);
  if (connector === undefined) {
    throw new CommandError(`no connector "${name}" in the catalogue: ${suggestion(name, connectors)}\n${CATALOG_NOTE}`);
  }
  const one = { note: CATALOG_NOTE, connector, program: exampleProgram(connector) };
  writeOut(isForMachines ? json(one) : connectorText(connector));
}
