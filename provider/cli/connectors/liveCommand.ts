import { createRedactor } from "../../api";
import type { Connector } from "../../connectors/catalogue";
import { CATALOG_NOTE, connectorCatalog } from "../../connectors/catalogue";
import { placeOf } from "../../settings/openClient";
import { CommandError } from "../commandError";
import type { CommandLine } from "../commandLine";
import { checkCustomerIds } from "../customers/customerIds";
import { withClient } from "../customers/withClient";
import { readCommandSettings } from "../stack/commandSettings";
import { json } from "../text";
import type { StackOptions } from "../stack/stackOptions";
import { compareParameters } from "./comparison";
import { suggestion } from "./connectorNames";
import { briefFacts } from "./connectorTexts";
import { exampleProgram } from "./exampleProgram";
import { readLiveParameters } from "./liveParameters";
import { liveText } from "./liveTexts";

/**
 * Prints what a connector takes in `input` as Workato says it today, beside what our table says, and a program.
 * @throws CommandError, SettingsError, WorkatoError with a message that says it all.
 */
export async function showLiveConnector(
  name: string,
  managedUserId: string,
  options: StackOptions & { readonly json?: boolean },
  commandLine: CommandLine,
): Promise<void> {
  checkCustomerIds([managedUserId]);
  const settings = await readCommandSettings(options, commandLine);
  const redact = createRedactor([settings.apiToken]);
  const say = (line: string): void => {
    commandLine.writeError(`${line}\n`);
  };
  const live = await withClient(settings, commandLine, say, (client) =>
    readLiveParameters(client, managedUserId, name, placeOf(settings)),
  );
  const known = connectorCatalog().get(name);
  if (live === undefined) throw new CommandError(unknownText(name, managedUserId, known));
  const compared = compareParameters(live.parameters, known);
  // What Workato does not know any more is not proposed.
  const parameters = compared.flatMap(({ source, parameter }) => (source === "table" ? [] : [parameter]));
  const program = exampleProgram({ ...(known ?? unlisted(name)), parameters });
  const subject = { name, managedUserId, origin: settings.baseUrl, connectionId: live.connectionId };
  commandLine.writeOut(
    redact(
      options.json === true
        ? json({
            note: CATALOG_NOTE,
            connector: known === undefined ? null : briefFacts(known),
            ...subject,
            parameters: compared.map(({ name: path, parameter, ...comparison }) => {
              const { type, optional, isCredential, allowedValues } = parameter;
              return { name: path, type, optional, isCredential, allowedValues, ...comparison };
            }),
            program,
          })
        : liveText(subject, known, compared, program),
    ),
  );
}

/** A connector that the table does not have, such as one of the vendor's own. */
function unlisted(name: string): Connector {
  return { name, title: name, oauth: false, oauthOnly: false, onPrem: false, parameters: [] };
}

function unknownText(name: string, managedUserId: string, known: Connector | undefined): string {
  const hint =
    known === undefined
      ? suggestion(name, [...connectorCatalog().values()])
      : "our table has it, so it was perhaps renamed or retired.";
  return `Workato knows no connector "${name}" for customer ${managedUserId}: ${hint}`;
}
