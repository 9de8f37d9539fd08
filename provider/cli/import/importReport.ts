import type { CommandLine } from "../commandLine";
import type { CustomerReading } from "../customers/customerReading";
import { packageManagerOf } from "../packageManager";
import { countOf, countText, json } from "../text";
import type { CustomerProgram } from "./customerProgram";
import type { WrittenFile } from "./outputFolder";
import { MODULES_FOLDER, type ProjectPlan } from "./projectPlan";

/** Nobody reads the names of hundreds. */
const MOST_MODULES_LISTED = 20;

/** From here on, the writing of the state is most of an `up`: seen at 1,000, 125 s instead of 29 s. */
const MANY_CONNECTIONS = 500;

/** The time grows with the square of the number: what takes two minutes at 1,000 takes eight at this. */
const TOO_MANY_CONNECTIONS = 2000;

/** What is known at the end of an import. */
export interface ImportResult {
  readonly options: { readonly out: string; readonly environment?: string; readonly stack?: string };
  readonly plan: ProjectPlan;
  readonly readings: readonly CustomerReading[];
  readonly files: readonly WrittenFile[];
}

/** For machines; nothing else is printed then. */
export function importSummary({ options, plan, readings, files }: ImportResult): string {
  const { paths, programs, notes, linesToAdd, missingPackages } = plan;
  const customers = readings.map((reading) => {
    const { managedUserId } = reading;
    if ("failure" in reading) return { managedUserId, error: reading.failure };
    const program = programs.find((candidate) => candidate.managedUserId === managedUserId);
    return {
      managedUserId,
      connections: program?.connections.length ?? 0,
      leftOut: program?.leftOut ?? [],
      ...(files.length === 0 ? {} : { file: paths.get(managedUserId) }),
    };
  });
  const toDo = { linesToAdd, packagesToAdd: [...missingPackages.program, ...missingPackages.development] };
  return json({ out: options.out, connections: connectionsOf(programs), customers, files, notes, ...toDo });
}

/** For people: what there is, and what to do next. */
export function importReport(result: ImportResult, { environment }: CommandLine): string {
  const { options, plan, files } = result;
  if (files.length === 0) return "";
  const { programs, project } = plan;
  const place = ["WORKATO_REGION", "WORKATO_HOST"].filter((name) => (environment[name] ?? "").trim() !== "");
  const ofStack = options.stack === undefined ? "" : ` --stack ${options.stack}`;
  return [
    `${countOf(connectionsOf(programs), "connection")} of ${countOf(programs.length, "customer")} in ${options.out}:`,
    ...fileLines(files),
    "",
    "Next, in that folder:",
    ...installLines(plan),
    ...(plan.linesToAdd.length === 0 ? [] : [`  add to ${project.entry}, which is your own program:`]),
    ...plan.linesToAdd.map((line) => `    ${line}`),
    ...(project.hasPulumiProject ? [] : [`  pulumi stack init ${options.environment ?? "dev"}`]),
    `  pulumi up${ofStack}`.padEnd(29) + "# sends no credential and changes nothing on the server",
    ...(options.stack === undefined
      ? [
          `It needs ${["WORKATO_API_TOKEN", ...place].join(" and ")} in its environment, or the configuration workato:apiToken.`,
        ]
      : []),
    ...sizeLines(connectionsOf(programs)),
    "",
  ].join("\n");
}

function installLines({ project, missingPackages: { program, development } }: ProjectPlan): string[] {
  const manager = packageManagerOf(project.folder);
  if (program.length + development.length === 0) return [`  ${manager.install}`];
  return [
    ...(program.length === 0 ? [] : [`  ${manager.add} ${program.join(" ")}`]),
    ...(development.length === 0 ? [] : [`  ${manager.addForDevelopment} ${development.join(" ")}`]),
  ];
}

/** What to know of a stack of so many. */
function sizeLines(connections: number): string[] {
  if (connections < MANY_CONNECTIONS) return [];
  return [
    "",
    `${countOf(connections, "connection")}: Pulumi saves the whole state at each of them. For this first \`pulumi up\`, set`,
    "PULUMI_SKIP_CHECKPOINTS=true: it saves once, at the end. After an interruption run it again; it takes over the same ones.",
    ...(connections < TOO_MANY_CONNECTIONS
      ? []
      : [
          `From about ${countText(TOO_MANY_CONNECTIONS)} on, every later \`pulumi up\` is slow: give each part of the customers a folder, and a stack, of its own.`,
        ]),
  ];
}

/** One line a file; of many modules, how many were written, and how many not. */
function fileLines(files: readonly WrittenFile[]): string[] {
  const modules = files.filter(({ path }) => path.includes(MODULES_FOLDER));
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
  return programs.reduce((sum, { connections }) => sum + connections.length, 0);
}
