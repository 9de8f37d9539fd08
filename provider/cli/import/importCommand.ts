import { resolve } from "node:path";
import type { EnvironmentName } from "../../api";
import { createRedactor } from "../../api";
import { placeOf } from "../../settings/openClient";
import type { AccountSettings } from "../../settings/settings";
import { CommandError, EXIT_CODES } from "../commandError";
import type { CommandLine } from "../commandLine";
import { checkAskedCustomers } from "../customers/customerIds";
import { customerLabel } from "../customers/customerIds";
import { leftOutText } from "../customers/environmentOption";
import type { CustomersRead } from "../customers/customersRead";
import { readAskedCustomers } from "../customers/customersRead";
import { ProgressLine } from "../customers/progressLine";
import { isMilestone, progressText } from "../customers/readingProgress";
import { withClient } from "../customers/withClient";
import { readCommandSettings } from "../stack/commandSettings";
import type { StackOptions } from "../stack/stackOptions";
import { countOf, visible } from "../text";
import { bulkReport, planBulkFile } from "./bulkFile";
import { importReport, importSummary } from "./importReport";
import { checkFolder, writeFolder } from "./outputFolder";
import { planProject } from "./projectPlan";

/** What `import` may be told. */
export interface ImportOptions extends StackOptions {
  readonly out: string;
  /** `program` (default), or `bulk`: the file of `pulumi import --file`. */
  readonly format?: "program" | "bulk";
  /** Every customer of the Embedded admin workspace, instead of ids. */
  readonly all?: boolean;
  /** With `all`: of every customer, the workspace of this environment. */
  readonly environment?: EnvironmentName;
  readonly runtimeConnections?: boolean;
  /** Always with `all`. */
  readonly keepGoing?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * Writes a program that takes over the connections of the customers, or nothing when one cannot be read.
 * Source: GET /api/managed_users/:managed_user_id/connections, and GET /api/managed_users with `all`.
 * @returns the exit code
 * @throws CommandError, SettingsError, WorkatoError with a message that says it all.
 */
export async function importCustomers(
  given: readonly string[],
  options: ImportOptions,
  commandLine: CommandLine,
): Promise<number> {
  const { all = false, environment } = options;
  checkAskedCustomers(given, options);
  checkFolder(options.out);
  const settings = await readCommandSettings(options, commandLine);
  const redact = createRedactor([settings.apiToken]);
  const progress = new ProgressLine(commandLine);
  const say = (line: string): void => {
    progress.writeLine(line);
  };
  const keepGoing = all || options.keepGoing === true;
  const read = await readAll(given, { ...options, keepGoing }, { settings, commandLine, progress });
  if (read.managedUserIds.length === 0) throw noCustomersError(environment, settings);

  const layout = !all && read.managedUserIds.length === 1 ? "single" : "modules";
  const customers = read.readings.flatMap((reading) =>
    "failure" in reading ? [] : [{ ...reading, customerName: read.names.get(reading.managedUserId) }],
  );
  const isBulk = options.format === "bulk";
  const force = options.force === true;
  const program = isBulk
    ? undefined
    : planProject(resolve(options.out), layout, customers, { force, workingDirectory: process.cwd() });
  const plan = program ?? { notes: [], ...planBulkFile(options.out, customers, force) };
  for (const { managedUserId, leftOut } of plan.programs) {
    for (const { connectionId, reason } of leftOut) {
      say(`warning: customer ${managedUserId}: connection ${connectionId} is left out, because ${reason}.`);
    }
  }
  const without = leftOutText(read.without, environment);
  if (without !== undefined) say(without);
  const failed = read.readings.some((reading) => "failure" in reading);
  const isToWrite = customers.length > 0 && (!failed || keepGoing);
  for (const note of isToWrite ? plan.notes : []) say(`note: ${note}`);
  const files = isToWrite ? writeFolder(options.out, plan.files) : [];
  commandLine.writeOut(redact(report()));
  const others = isToWrite ? "the others were written" : "nothing was written";
  const wayOut = keepGoing ? "" : " --keep-going writes the others.";
  return concludeWith(read, `${others}.${wayOut}`, say);

  function report(): string {
    const isForMachines = options.json === true;
    if (program === undefined) return bulkReport(plan, files, { out: options.out, isForMachines });
    const result = { options, plan: program, readings: read.readings, files };
    return isForMachines ? importSummary(result) : importReport(result, commandLine);
  }
}

/** Where customers are read, and who is told how far it is. */
interface Reading {
  readonly settings: AccountSettings;
  readonly commandLine: CommandLine;
  readonly progress: ProgressLine;
}

function readAll(
  managedUserIds: readonly string[],
  { environment, runtimeConnections = false, keepGoing = false }: ImportOptions,
  { settings, commandLine, progress }: Reading,
): Promise<CustomersRead> {
  const say = (line: string): void => {
    progress.writeLine(line);
  };
  const query = { includeTags: true, includeRuntimeConnections: runtimeConnections };
  const asked = { managedUserIds, wanted: environment ?? "original", query, keepGoing } as const;
  return withClient(settings, commandLine, say, (client) =>
    readAskedCustomers(client, asked, (read) => {
      progress.show(progressText(read, settings));
      if (commandLine.errorTerminal === undefined && isMilestone(read)) say(progressText(read, settings));
    }),
  ).finally(() => {
    progress.end();
  });
}

function noCustomersError(environment: EnvironmentName | undefined, settings: AccountSettings): CommandError {
  const what = environment === undefined || environment === "dev" ? "" : ` with a ${environment} environment`;
  return new CommandError(`there is no customer${what} ${placeOf(settings)}; nothing was written.`);
}

/** Names the customers that could not be read, last of all: there may be hundreds that could. */
function concludeWith(
  { readings, managedUserIds, names }: CustomersRead,
  outcome: string,
  say: (line: string) => void,
): number {
  const failures = readings.flatMap((reading) => ("failure" in reading ? [reading] : []));
  if (failures.length === 0) return EXIT_CODES.ok;
  for (const { managedUserId, failure } of failures) {
    say(`error: customer ${visible(customerLabel(managedUserId, names))}: ${failure}`);
  }
  const others = managedUserIds.length - readings.length;
  const untried = others === 0 ? "" : ` (${others} more not tried)`;
  say(
    `error: ${countOf(failures.length, "customer")} of ${managedUserIds.length} could not be read${untried}; ${outcome}`,
  );
  return EXIT_CODES.failed;
}
