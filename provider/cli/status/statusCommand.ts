import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { EnvironmentName } from "../../api";
import { createRedactor, messageOf } from "../../api";
import { Settings } from "../../settings/settings";
import { CommandError, EXIT_CODES } from "../commandError";
import type { CommandLine } from "../commandLine";
import { checkAskedCustomers } from "../customers/customerIds";
import { leftOutText } from "../customers/environmentOption";
import type { CustomerReading } from "../customers/customerReading";
import { withClient } from "../customers/withClient";
import { countOf } from "../text";
import type { CustomerNames } from "../customers/customerIds";
import { progressText } from "../customers/readingProgress";
import { readAskedCustomers } from "../customers/customersRead";
import { alarmText, type FailOn } from "./failOn";
import { statusPage } from "./page/statusPage";
import { ProgressLine } from "../customers/progressLine";
import type { StatusReport } from "./statusReport";
import { statusReport } from "./statusReport";
import { statusTable, summaryLine } from "./statusTable";

/** What `status` may be told. */
export interface StatusOptions {
  /** Every customer of the Embedded admin workspace, instead of ids. */
  readonly all?: boolean;
  /** With `all`: of every customer, the workspace of this environment. */
  readonly environment?: EnvironmentName;
  readonly runtimeConnections?: boolean;
  readonly json?: boolean;
  /** The file that the page is written to. */
  readonly html?: string;
  readonly failOn: FailOn;
}

/**
 * Says how every connection of the customers fares, with one list a customer. Changes nothing in Workato.
 * Source: GET /api/managed_users/:managed_user_id/connections, and GET /api/managed_users with `all`.
 * @returns the exit code
 * @throws CommandError, SettingsError, WorkatoError with a message that says it all.
 */
export async function showStatus(
  given: readonly string[],
  options: StatusOptions,
  commandLine: CommandLine,
): Promise<number> {
  const { environment } = options;
  checkAskedCustomers(given, options);
  const settings = new Settings(() => undefined, commandLine.environment).account();
  const redact = createRedactor([settings.apiToken]);
  if (options.html !== undefined) makeRoomFor(options.html);
  const progress = new ProgressLine(commandLine);
  const say = (line: string): void => {
    progress.writeLine(redact(line));
  };
  const query = { includeRuntimeConnections: options.runtimeConnections === true };
  const asked = { managedUserIds: given, environment, query, keepGoing: true };
  const { managedUserIds, names, readings, without } = await withClient(settings, commandLine, say, (client) =>
    readAskedCustomers(client, asked, (read) => {
      progress.show(progressText(read, settings));
    }),
  ).finally(() => {
    progress.end();
  });
  const report = statusReport(managedUserIds, readings, redact);
  const safeNames = new Map([...names].map(([managedUserId, name]) => [managedUserId, redact(name)]));
  if (options.html !== undefined) {
    writePage(options.html, statusPage(report, { names: safeNames, origin: settings.baseUrl, now: new Date() }));
  }
  commandLine.writeOut(textOf(report, options, safeNames, commandLine));
  const leftOut = leftOutText(without, environment);
  if (leftOut !== undefined) say(leftOut);
  return concludeWith(report, readings, options, say);
}

function textOf(
  report: StatusReport,
  { json, html }: StatusOptions,
  names: CustomerNames,
  { environment, outTerminal }: CommandLine,
): string {
  if (json === true) return `${JSON.stringify(report, undefined, 2)}\n`;
  // Ten thousand lines are what the page is there to spare.
  if (html !== undefined) return `${summaryLine(report)}\nThe page is in ${html}\n`;
  // The convention is at no-color.org: any value but the empty one.
  const colours = outTerminal !== undefined && (environment.NO_COLOR ?? "") === "" && environment.TERM !== "dumb";
  return statusTable(report, { names, colours, terminal: outTerminal });
}

/** Says which customers could not be read, and what the exit code is for. */
function concludeWith(
  report: StatusReport,
  readings: readonly CustomerReading[],
  { failOn }: StatusOptions,
  say: (line: string) => void,
): number {
  const failures = readings.flatMap((reading) => ("failure" in reading ? [reading] : []));
  for (const { managedUserId, failure } of failures) say(`error: customer ${managedUserId}: ${failure}`);
  if (failures.length > 0) {
    const untried = report.customers.length - readings.length;
    const others = untried === 0 ? "" : ` (${untried} more not tried)`;
    say(`error: ${countOf(failures.length, "customer")} of ${report.customers.length} could not be read${others}.`);
  }
  const alarm = alarmText(report, failOn);
  if (alarm !== undefined) say(`error: ${alarm}`);
  return alarm !== undefined ? EXIT_CODES.found : failures.length > 0 ? EXIT_CODES.failed : EXIT_CODES.ok;
}

/** Before thousands of customers are read. */
function makeRoomFor(file: string): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
  } catch (error) {
    throw cannotWriteError(file, error);
  }
}

function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw cannotWriteError(file, error);
  }
}

function cannotWriteError(file: string, error: unknown): CommandError {
  return new CommandError(`the page cannot be written to ${file}: ${messageOf(error)}`);
}
