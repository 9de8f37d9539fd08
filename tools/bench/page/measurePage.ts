import { readFileSync } from "node:fs";
import { cpus, totalmem, type as systemName, release } from "node:os";
import { findPulumiCli } from "../../pulumi/findPulumiCli";
import type { Operation } from "../../pulumi/pulumiProject";
import type { Run } from "../figures";
import { importMilliseconds } from "../importTime";
import type { DeclaredKind } from "../programs";
import { inTurn, Subject, type Load } from "../subject";
import { drawCharts } from "./charts";
import { keepMeasurement, nameOf, type Command, type Machine, type Measured } from "./record";
import { writePages } from "../../docs/pages";

export interface PageOptions {
  readonly connections: readonly number[];
  readonly customers: readonly number[];
  readonly latencyMs: readonly number[];
  /** How often each command runs that can run again on the same stack. */
  readonly pairs: number;
  /** Also the creates under a quota. */
  readonly withQuota: boolean;
  readonly say: (line: string) => void;
}

const KINDS: readonly DeclaredKind[] = ["floor", "naive", "ours", "plugin"];

/** A minute of the API, made short: three times its quota are created in it. */
const SHORT_QUOTA = { connections: 180, customers: 1, latencyMs: 0, quota: { requests: 60, seconds: 15 } };

/** Measures each load, keeps the figures, and writes page and charts. Every load that is done is kept. */
export async function measurePage(options: PageOptions): Promise<void> {
  const machine = await describeMachine(options.say);
  for (const load of loadsOf(options)) {
    options.say(nameOf(load));
    await measureLoad(machine, load, options);
  }
  writePages();
  drawCharts();
}

function loadsOf({ connections, customers, latencyMs, withQuota }: PageOptions): Load[] {
  const loads = connections.flatMap((count) =>
    customers.flatMap((each) => latencyMs.map((ms) => ({ connections: count, customers: each, latencyMs: ms }))),
  );
  return withQuota ? [...loads, SHORT_QUOTA] : loads;
}

async function measureLoad(machine: Machine, load: Load, { pairs, say }: PageOptions): Promise<void> {
  // Without a quota to keep, the floor and the usual provider have no part in it.
  const kinds = load.quota === undefined ? KINDS : KINDS.filter((kind) => kind !== "floor");
  const subjects: Subject[] = [];
  const runs = new Map<string, { kind: DeclaredKind; command: Command; runs: Run[] }>();
  let turn = 0;
  const run = async (command: Command, operation: Operation) => {
    for (const subject of inTurn(subjects, turn++)) {
      const kind = subject.kind as DeclaredKind;
      const result = await subject.run(operation);
      const key = `${kind} ${command}`;
      runs.set(key, { kind, command, runs: [...(runs.get(key)?.runs ?? []), result] });
      const failed = result.hasFailed ? ` failed, ${result.refusals} refused` : "";
      say(`  ${command.padEnd(12)} ${kind.padEnd(6)} ${result.seconds.toFixed(2).padStart(7)} s${failed}`);
    }
  };
  try {
    for (const kind of kinds) subjects.push(await Subject.start(kind, { load, say: () => undefined }));
    await run("create", "up");
    const stateBytes = Object.fromEntries(subjects.map((subject) => [subject.kind, subject.stateBytes()]));
    if (load.quota === undefined) {
      for (let pair = 0; pair < pairs; pair++) {
        await run("no change", "up");
        await run("preview", "preview");
        await run("refresh", "refresh");
      }
      for (const subject of subjects) await subject.change();
      await run("one change", "up");
      await run("destroy", "destroy");
    }
    const measured: Measured[] = [...runs.values()];
    keepMeasurement(machine, { load, date: new Date().toISOString().slice(0, 10), measured, stateBytes });
  } finally {
    for (const subject of subjects) await subject.end();
  }
}

async function describeMachine(log: (line: string) => void): Promise<Machine> {
  const { version } = await findPulumiCli({ log });
  const manifest = readFileSync(require.resolve("@pulumi/pulumi/package.json"), "utf8");
  const { version: sdk } = JSON.parse(manifest) as { version: string };
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${systemName()} ${release()}`,
    node: process.versions.node,
    sdk,
    cli: version,
    importMilliseconds: importMilliseconds(),
  };
}
