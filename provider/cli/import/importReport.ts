import type { CommandLine } from "../commandLine";
import type { CustomerReading } from "../customers/customerReading";
import { countOf, json } from "../text";
import type { CustomerProgram } from "./customerProgram";
import type { WrittenFile } from "./outputFolder";
import type { Layout } from "./projectFiles";
import { MODULES_FOLDER, programPaths } from "./projectFiles";

/** Nobody reads the names of hundreds. */
const MOST_MODULES_LISTED = 20;

/** What is known at the end of an import. */
export interface ImportResult {
  readonly options: { readonly out: string; readonly environment?: string };
  readonly layout: Layout;
  readonly readings: readonly CustomerReading[];
  readonly programs: readonly CustomerProgram[];
  readonly files: readonly WrittenFile[];
}

/** For machines; nothing else is printed then. */
export function importSummary({ options, layout, readings, programs, files }: ImportResult): string {
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
  return json({ out: options.out, connections: connectionsOf(programs), customers, files });
}

/** For people: what there is, and what to do next. */
export function importReport({ options, programs, files }: ImportResult, { environment }: CommandLine): string {
  if (files.length === 0) return "";
  const place = ["WORKATO_REGION", "WORKATO_HOST"].filter((name) => (environment[name] ?? "").trim() !== "");
  return [
    `${countOf(connectionsOf(programs), "connection")} of ${countOf(programs.length, "customer")} in ${options.out}:`,
    ...fileLines(files),
    "",
    "Next, in that folder:",
    "  npm install",
    `  pulumi stack init ${options.environment ?? "dev"}`,
    "  pulumi up                  # sends no credential and changes nothing on the server",
    `It needs ${["WORKATO_API_TOKEN", ...place].join(" and ")} in its environment, or the configuration workato:apiToken.`,
    "",
  ].join("\n");
}

/** One line a file; of many modules, how many were written, and how many not. */
function fileLines(files: readonly WrittenFile[]): string[] {
  const modules = files.filter(({ path }) => path.startsWith(MODULES_FOLDER));
  const isMany = modules.length > MOST_MODULES_LISTED;
  const listed = isMany ? files.filter((file) => !modules.includes(file)) : files;
  const counted = new Map<WrittenFile["status"], number>();
  for (const { status } of isMany ? modules : []) counted.set(status, (counted.get(status) ?? 0) + 1);
  return [
    ...listed.map(({ path, status }) => `  ${path} (${status})`),
    ...[...counted].map(([status, count]) => `  ${countOf(count, "file")} in ${MODULES_FOLDER} (${status})`),
  ];
}

function connectionsOf(programs: readonly CustomerProgram[]): number {
  return programs.reduce((sum, program) => sum + program.connections, 0);
}
