import { resolve } from "node:path";
import { createRedactor } from "../../api";
import type { AccountSettings } from "../../settings";
import { Settings } from "../../settings";
import { EXIT_CODES } from "../commandError";
import type { CommandLine } from "../commandLine";
import { checkCustomerIds } from "../customers/customerIds";
import type { CustomerReading } from "../customers/customerReading";
import { readCustomers } from "../customers/customerReading";
import { withClient } from "../customers/withClient";
import { countOf } from "../text";
import { customerProgram } from "./customerProgram";
import { importReport, importSummary } from "./importReport";
import { writeFolder } from "./outputFolder";
import { projectFiles } from "./projectFiles";

/** What `import` may be told. */
export interface ImportOptions {
  readonly out: string;
  readonly runtimeConnections?: boolean;
  readonly keepGoing?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * Writes a program that takes over the connections of the customers, or nothing when one cannot be read.
 * @returns the exit code
 * @throws CommandError, SettingsError with a message that says it all.
 */
export async function importCustomers(
  given: readonly string[],
  options: ImportOptions,
  commandLine: CommandLine,
): Promise<number> {
  const managedUserIds = [...new Set(given)];
  checkCustomerIds(managedUserIds);
  const settings = new Settings(() => undefined, commandLine.environment).account();
  const say = (line: string): void => {
    commandLine.writeError(`${line}\n`);
  };
  const readings = await read(settings, managedUserIds, options, commandLine, say);
  const programs = readings.flatMap((reading) =>
    "failure" in reading ? [] : [customerProgram(reading.managedUserId, reading.connections)],
  );
  const failures = readings.flatMap((reading) => ("failure" in reading ? [reading] : []));
  for (const { managedUserId, failure } of failures) say(`error: customer ${managedUserId}: ${failure}`);
  for (const { managedUserId, leftOut } of programs) {
    for (const { connectionId, reason } of leftOut) {
      say(`warning: customer ${managedUserId}: connection ${connectionId} is left out, because ${reason}.`);
    }
  }
  const isToWrite = programs.length > 0 && (failures.length === 0 || options.keepGoing === true);
  const layout = managedUserIds.length === 1 ? "single" : "modules";
  const files = isToWrite
    ? writeFolder(options.out, projectFiles(resolve(options.out), layout, programs), options.force === true)
    : [];
  const result = { options, layout, readings, programs, files } as const;
  const redact = createRedactor([settings.apiToken]);
  commandLine.writeOut(redact(options.json === true ? importSummary(result) : importReport(result, commandLine)));
  if (failures.length === 0) return EXIT_CODES.ok;
  const others = managedUserIds.length - readings.length;
  const untried = others === 0 ? "" : ` (${others} more not tried)`;
  say(
    `error: ${countOf(failures.length, "customer")} of ${managedUserIds.length} could not be read${untried}; ` +
      (isToWrite ? "the others were written." : "nothing was written. --keep-going writes the others."),
  );
  return EXIT_CODES.failed;
}

function read(
  settings: AccountSettings,
  managedUserIds: readonly string[],
  options: ImportOptions,
  commandLine: CommandLine,
  say: (line: string) => void,
): Promise<CustomerReading[]> {
  return withClient(settings, commandLine, say, (client) =>
    readCustomers(client, managedUserIds, {
      query: { includeTags: true, includeRuntimeConnections: options.runtimeConnections === true },
      keepGoing: options.keepGoing === true,
      onRead: (reading, read) => {
        const result = "failure" in reading ? "failed" : countOf(reading.connections.length, "connection");
        say(`customer ${reading.managedUserId}: ${result} (${read} of ${managedUserIds.length})`);
      },
    }),
  );
}
