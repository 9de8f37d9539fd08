import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { EnvironmentName, WorkatoClient } from "../../api";
import { createRedactor, messageOf } from "../../api";
import { CommandError, EXIT_CODES } from "../commandError";
import type { CommandLine } from "../commandLine";
import { checkAskedCustomers } from "../customers/customerIds";
import { leftOutText } from "../customers/environmentOption";
import { listenForInterruption } from "../interruption";
import { withClient } from "../customers/withClient";
import { readCommandSettings } from "../stack/commandSettings";
import type { StackOptions } from "../stack/stackOptions";
import { countOf } from "../text";
import type { CustomerNames } from "../customers/customerIds";
import { progressText } from "../customers/readingProgress";
import { type CustomersRead, readAskedCustomers } from "../customers/customersRead";
import type { Group } from "./connectionStatus";
import { alarmText, type FailOn } from "./failOn";
import { statusPage } from "./page/statusPage";
import { ProgressLine } from "../customers/progressLine";
import type { StatusReport } from "./statusReport";
import { onlyThese, statusReport } from "./statusReport";
import { partialText, statusTable, summaryLine } from "./statusTable";

/** What `status` may be told. */
export interface StatusOptions extends StackOptions {
  /** Every customer of the Embedded admin workspace, instead of ids. */
  readonly all?: boolean;
  /** With `all`: of every customer, the workspace of this environment. */
  readonly environment?: EnvironmentName;
  readonly runtimeConnections?: boolean;
  /** Nothing else is shown; the counts are of all. */
  readonly only?: readonly Group[];
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
  const settings = await readCommandSettings(options, commandLine);
  const redact = createRedactor([settings.apiToken]);
  if (options.html !== undefined) makeRoomFor(options.html);
  const progress = new ProgressLine(commandLine);
  const say = (line: string): void => {
    progress.writeLine(redact(line));
  };
  const query = { includeRuntimeConnections: options.runtimeConnections === true };
  const asked = { managedUserIds: given, wanted: environment ?? "all", query, keepGoing: true } as const;
  const interruption = listenForInterruption(() => undefined);
  const { signal } = interruption;
  const use = (client: WorkatoClient) =>
    readAskedCustomers(client, { ...asked, signal }, (sofar) => {
      progress.show(progressText(sofar, settings));
    });
  const read = await withClient(settings, commandLine, say, use, signal).finally(() => {
    progress.end();
    interruption.stop();
  });
  const report = statusReport(read, { origin: settings.baseUrl, now: new Date(), redact });
  const safeNames = labelsOf(report);
  if (options.html !== undefined) {
    writePage(options.html, statusPage(report));
  }
  commandLine.writeOut(textOf(report, options, safeNames, commandLine));
  const leftOut = leftOutText(read.without, environment);
  if (leftOut !== undefined) say(leftOut);
  if (environment === undefined && read.unsaid > 0) {
    say(
      `Workato does not say which environments there are of ${countOf(read.unsaid, "customer")}: only the original workspaces were read.`,
    );
  }
  return concludeWith(report, read, options, say);
}

function textOf(
  report: StatusReport,
  { json, html, only }: StatusOptions,
  names: CustomerNames,
  { environment, outTerminal }: CommandLine,
): string {
  if (json === true) return `${JSON.stringify(onlyThese(report, only), undefined, 2)}\n`;
  // Ten thousand lines are what the page is there to spare.
  if (html !== undefined) return `${summaryLine(report)}\nThe page is in ${html}\n`;
  // The convention is at no-color.org: any value but the empty one.
  const colours = outTerminal !== undefined && (environment.NO_COLOR ?? "") === "" && environment.TERM !== "dumb";
  return statusTable(onlyThese(report, only), { names, colours, terminal: outTerminal });
}

/** What customers are called, with the environment where it is known. */
function labelsOf({ customers }: StatusReport): CustomerNames {
  return new Map(
    customers.flatMap(({ managedUserId, name, environment = "original" }) => {
      const suffix = environment === "original" ? "" : `(${environment})`;
      const label = [name, suffix].filter(Boolean).join(" ");
      return label === "" ? [] : [[managedUserId, label]];
    }),
  );
}

/** Says which customers could not be read, and what the exit code is for. */
function concludeWith(
  report: StatusReport,
  { readings, stopped }: CustomersRead,
  { failOn }: StatusOptions,
  say: (line: string) => void,
): number {
  const failures = readings.flatMap((reading) => ("failure" in reading ? [reading] : []));
  for (const { managedUserId, failure } of failures) say(`error: customer ${managedUserId}: ${failure}`);
  const untried = report.customers.length - readings.length;
  if (failures.length > 0) {
    const others = untried === 0 ? "" : ` (${untried} more not tried)`;
    say(`error: ${countOf(failures.length, "customer")} of ${report.customers.length} could not be read${others}.`);
  }
  if (stopped !== undefined) say(`error: ${partialText(report)}`);
  const alarm = alarmText(report, failOn);
  if (alarm !== undefined) say(`error: ${alarm}`);
  return alarm !== undefined
    ? EXIT_CODES.found
    : failures.length > 0 || stopped !== undefined
      ? EXIT_CODES.failed
      : EXIT_CODES.ok;
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
