import { tableOf } from "../../docs/table";
import { median, type Figure } from "../figures";
import type { DeclaredKind } from "../programs";
import { nameOf, readRecord, type BenchmarkRecord, type Command, type Measured, type Measurement } from "./record";

/** Who is measured, in the order and the words of the page. */
export const NAMES: Readonly<Record<DeclaredKind, string>> = {
  floor: "floor",
  naive: "naive",
  ours: "ours",
  plugin: "ours, plugin",
};

export const KINDS = Object.keys(NAMES) as DeclaredKind[];

const COMMANDS: readonly Command[] = ["create", "no change", "preview", "refresh", "one change", "destroy"];

/** The API's own quota, which decides what a large stack takes. */
const WRITES_A_MINUTE = 60;

/** The generated parts of docs/benchmarks.md. */
export function benchmarkTables(): Record<string, string> {
  const record = readRecord();
  if (record === undefined) throw new Error("docs/benchmarks.json is missing: `npm run bench -- --page` makes it");
  return {
    machine: machineText(record),
    times: times(record),
    requests: requests(record),
    sizes: sizes(record),
    ...quotaParts(record),
  };
}

function machineText({ machine, measurements }: BenchmarkRecord): string {
  const { processor, cores, memoryGigabytes, system, node, sdk, cli, importMilliseconds } = machine;
  const dates = measurements.map(({ date }) => date).sort();
  return [
    `Measured on ${[...new Set([dates[0], dates.at(-1)])].join(" to ")}: ${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system},`,
    `Node.js ${node}, \`@pulumi/pulumi\` ${sdk}, Pulumi CLI ${cli}, state in files. Importing the package takes`,
    `${importMilliseconds.toFixed(1)} ms of computing beside the SDK.`,
  ].join("\n");
}

function times({ measurements }: BenchmarkRecord): string {
  const rows = unlimited(measurements).flatMap((measurement) =>
    COMMANDS.map((command, index) => [
      index === 0 ? nameOf(measurement.load) : "",
      command,
      ...KINDS.map((kind) => timeOf(measurement, command, kind)),
    ]),
  );
  return tableOf(["load", "command", ...KINDS.map((kind) => NAMES[kind])], rows);
}

/** The median with its spread, and how many times the floor's it is. */
function timeOf(measurement: Measurement, command: Command, kind: DeclaredKind): string {
  const seconds = figuresOf(measurement, command, kind, "seconds");
  const floor = figuresOf(measurement, command, "floor", "seconds");
  if (seconds.length === 0) return "";
  const spread = seconds.length === 1 ? "" : ` (${inSeconds(Math.min(...seconds))}–${inSeconds(Math.max(...seconds))})`;
  const ratio = kind === "floor" || floor.length === 0 ? "" : `, ×${(median(seconds) / median(floor)).toFixed(2)}`;
  return `${inSeconds(median(seconds))} s${spread}${ratio}`;
}

function requests({ measurements }: BenchmarkRecord): string {
  const rows = unlimited(measurements)
    .filter(({ load }) => load.latencyMs === 0)
    .flatMap((measurement) =>
      COMMANDS.map((command, index) => [
        index === 0 ? nameOf(measurement.load) : "",
        command,
        ...KINDS.filter((kind) => kind !== "floor").map((kind) =>
          (["lists", "writes"] as const)
            .map((figure) => Math.max(0, ...figuresOf(measurement, command, kind, figure)))
            .join(" + "),
        ),
      ]),
    );
  const heads = KINDS.filter((kind) => kind !== "floor").map((kind) => NAMES[kind]);
  return tableOf(["load", "command", ...heads], rows);
}

function sizes({ measurements }: BenchmarkRecord): string {
  const rows = unlimited(measurements)
    .filter(({ load }) => load.latencyMs === 0)
    .map((measurement) => [
      nameOf(measurement.load),
      ...KINDS.map((kind) => measurement.stateBytes[kind]?.toFixed(0) ?? ""),
      ...KINDS.map(
        (kind) => `${mostOf(measurement, kind, "programMegabytes")} + ${mostOf(measurement, kind, "pluginMegabytes")}`,
      ),
    ]);
  const heads = KINDS.map((kind) => NAMES[kind]);
  return tableOf(["load", ...heads.map((name) => `bytes, ${name}`), ...heads.map((name) => `MB, ${name}`)], rows);
}

/** The most that any command took of it. */
function mostOf({ measured }: Measurement, kind: DeclaredKind, figure: Figure): string {
  const all = measured.filter((each) => each.kind === kind).flatMap(({ runs }) => runs.map((run) => run[figure]));
  return Math.max(0, ...all).toFixed(0);
}

function quotaParts({ measurements }: BenchmarkRecord): Record<string, string> {
  const limited = measurements.filter(({ load }) => load.quota !== undefined);
  const rows = limited.flatMap((measurement) => {
    const { requests: each = 1, seconds = 1 } = measurement.load.quota ?? {};
    // The first window's requests are sent at once, so the last ones wait for one window less.
    const ideal = (Math.ceil(measurement.load.connections / each) - 1) * seconds;
    return KINDS.filter((kind) => kind !== "floor").map((kind) => {
      const runs = measurement.measured.filter((one) => one.kind === kind && one.command === "create")[0]?.runs ?? [];
      const outcome = runs.some(({ hasFailed }) => hasFailed)
        ? `fails, ${Math.max(...runs.map(({ refusals }) => refusals))} requests refused`
        : `succeeds, ${Math.max(0, ...runs.map(({ refusals }) => refusals))} requests refused`;
      return [nameOf(measurement.load), NAMES[kind], `${ideal} s`, timeOf(measurement, "create", kind), outcome];
    });
  });
  return { quota: tableOf(["load", "", "the quota alone", "create", "outcome"], rows), limits: limits(measurements) };
}

/** What each part costs where one command makes all connections: the quota in minutes, the rest as it was measured. */
function limits(measurements: readonly Measurement[]): string {
  const rows = unlimited(measurements)
    .filter(({ load }) => load.latencyMs === 0 && load.customers > 1)
    .map((measurement) => [
      String(measurement.load.connections),
      `${Math.ceil(measurement.load.connections / WRITES_A_MINUTE - 1)} min`,
      ...(["create", "no change", "destroy"] as const).map(
        (command) => `${inSeconds(median(figuresOf(measurement, command, "ours", "seconds")))} s`,
      ),
    ]);
  return tableOf(["connections", "quota, to create all", "Pulumi and we, create", "no change", "destroy"], rows);
}

export function figuresOf(measurement: Measurement, command: Command, kind: DeclaredKind, figure: Figure): number[] {
  const isIt = (each: Measured) => each.kind === kind && each.command === command;
  return measurement.measured.find(isIt)?.runs.map((run) => run[figure]) ?? [];
}

export const unlimited = (measurements: readonly Measurement[]): Measurement[] =>
  measurements.filter(({ load }) => load.quota === undefined);

const inSeconds = (seconds: number) => seconds.toFixed(1);
