import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Run } from "../figures";
import type { DeclaredKind } from "../programs";
import type { Load } from "../subject";

/** The folder of the page, its figures and its charts. */
export const DOCS = path.resolve(__dirname, "../../../docs");

const FILE = path.join(DOCS, "benchmarks.json");

export type Command = "create" | "no change" | "preview" | "refresh" | "one change" | "destroy";

/** One command of one kind on one load, run again and again. */
export interface Measured {
  readonly kind: DeclaredKind;
  readonly command: Command;
  readonly runs: readonly Run[];
}

/** What was measured on one load. */
export interface Measurement {
  readonly load: Load;
  readonly date: string;
  readonly measured: readonly Measured[];
  /** Bytes of state for each connection. */
  readonly stateBytes: Readonly<Partial<Record<DeclaredKind, number>>>;
}

/** On what it was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly node: string;
  readonly sdk: string;
  readonly cli: string;
  readonly importMilliseconds: number;
}

/** All figures of the page. */
export interface BenchmarkRecord {
  readonly machine: Machine;
  /** In the order of their loads. */
  readonly measurements: readonly Measurement[];
}

export function readRecord(): BenchmarkRecord | undefined {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as BenchmarkRecord) : undefined;
}

/** Keeps a measurement beside those of other loads. */
export function keepMeasurement(machine: Machine, measurement: Measurement): void {
  const others = readRecord()?.measurements.filter(({ load }) => nameOf(load) !== nameOf(measurement.load)) ?? [];
  const measurements = [...others, measurement].sort((a, b) => compare(a.load, b.load));
  writeFileSync(FILE, `${JSON.stringify({ machine, measurements }, rounded, 1)}\n`);
}

/** What tells a load from others, as the page says it. */
export function nameOf({ connections, customers, latencyMs, quota }: Load): string {
  const parts = [
    `${connections} connections`,
    customers === 1 ? "1 customer" : `${customers} customers`,
    latencyMs === 0 ? "" : `${latencyMs} ms of latency`,
    quota === undefined ? "" : `${quota.requests} requests in ${quota.seconds} s`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function compare(a: Load, b: Load): number {
  const keys = [a, b].map(({ connections, customers, latencyMs, quota }) => [
    quota === undefined ? 0 : 1,
    connections,
    latencyMs,
    customers,
  ]);
  const [one = [], other = []] = keys;
  const index = one.findIndex((value, place) => value !== other[place]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

/** A file of figures that a person can read: three digits after the point are more than any of them is worth. */
const rounded = (_key: string, value: unknown) => (typeof value === "number" ? Number(value.toFixed(3)) : value);
