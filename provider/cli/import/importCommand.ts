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
import type { CustomerProgram } from "./customerProgram";
import { customerProgram } from "./customerProgram";
import type { WrittenFile } from "./outputFolder";
import { writeFolder } from "./outputFolder";
import type { Layout } from "./projectFiles";
import { programPaths, projectFiles } from "./projectFiles";

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
  const redact = createRedactor([settings.apiToken]);
  const say = (line: string): void => {
    commandLine.writeError(`${redact(line)}\n`);
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
  commandLine.writeOut(redact(options.json === true ? summary(result) : report(result, commandLine)));
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

/** What is known at the end. */
interface ImportResult {
  readonly options: ImportOptions;
  readonly layout: Layout;
  readonly readings: readonly CustomerReading[];
  readonly programs: readonly CustomerProgram[];
  readonly files: readonly WrittenFile[];
}

/** For machines; nothing else is printed then. */
function summary({ options, layout, readings, programs, files }: ImportResult): string {
  const paths = programPaths(layout, programs);
  const customers = readings.map((reading) => {
    const { managedUserId } = reading;
    if ("failure" in reading) return { managedUserId, error: reading.failure };
    const program = programs.find((candidate) => candidate.managedUserId === managedUserId);
    return {
      managedUserId,
      connections: program?.connections ?? 0,
      leftOut: program?.leftOut ?? [],
      ...(files.length === 0 ? {} : { file: paths.get(managedUserId) }),
    };
  });
  const connections = programs.reduce((sum, program) => sum + program.connections, 0);
  return `${JSON.stringify({ out: options.out, connections, customers, files }, undefined, 2)}\n`;
}

/** For people: what there is, and what to do next. */
function report({ options, programs, files }: ImportResult, { environment }: CommandLine): string {
  if (files.length === 0) return "";
  const connections = programs.reduce((sum, program) => sum + program.connections, 0);
  const place = ["WORKATO_REGION", "WORKATO_HOST"].filter((name) => (environment[name] ?? "").trim() !== "");
  return [
    `${countOf(connections, "connection")} of ${countOf(programs.length, "customer")} in ${options.out}:`,
    ...files.map(({ path, status }) => `  ${path} (${status})`),
    "",
    "Next, in that folder:",
    "  npm install",
    "  pulumi stack init dev",
    "  pulumi up                  # sends no credential and changes nothing on the server",
    `It needs ${["WORKATO_API_TOKEN", ...place].join(" and ")} in its environment, or the configuration workato:apiToken.`,
    "",
  ].join("\n");
}
