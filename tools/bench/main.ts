/**
 * `npm run bench [-- --connections 200 --pairs 5 --rounds 1 --against ../before --quick-saves]`: what a stack of many connections costs under
 * the real CLI, against the emulator without its quota, beside the same arguments on a `pulumi.dynamic.Resource` that does
 * nothing at all. Runs of the kinds alternate, and medians are compared: other work on the machine then harms all.
 *
 * `--against <folder>`: another checkout of this repository, installed and built, is measured as well ("before").
 * `--pairs`: of an `up` and of a preview that change nothing. `--rounds`: of create, refresh and destroy.
 * `--profile <folder>`: CPU profiles of the program's and the plugin's processes; the times then mean less.
 * `--quick-saves`: state is saved at the end of a run only, as for stacks of thousands.
 *
 * `--page [--connections 50,200,1000 --customers 1,20 --latency 0,100 --pairs 3]`: measures every such load, keeps the figures in
 * `docs/benchmarks.json`, and writes `docs/benchmarks.md` and its charts. Loads that are not named keep the figures that they have.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { reportFailure } from "../failure";
import type { Operation } from "../pulumi/pulumiProject";
import { Figures } from "./figures";
import { importMilliseconds } from "./importTime";
import { measurePage } from "./page/measurePage";
import type { Kind } from "./programs";
import { startMilliseconds } from "./startTime";
import { inTurn, Subject, type Load } from "./subject";

const { values } = parseArgs({
  options: {
    page: { type: "boolean", default: false },
    quota: { type: "boolean", default: false },
    connections: { type: "string", default: "200" },
    customers: { type: "string", default: "1" },
    latency: { type: "string", default: "0" },
    pairs: { type: "string", default: "5" },
    rounds: { type: "string", default: "1" },
    against: { type: "string" },
    profile: { type: "string" },
    "quick-saves": { type: "boolean", default: false },
  },
});

const numbers = (text: string) => text.split(",").map(Number);
const say = (line = "") => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  if (values.page) {
    await measurePage({
      connections: numbers(values.connections),
      customers: numbers(values.customers),
      latencyMs: numbers(values.latency),
      withQuota: values.quota,
      pairs: Number(values.pairs),
      say,
    });
    return;
  }
  const load: Load = { connections: Number(values.connections), customers: 1, latencyMs: 0 };
  const subjects: Subject[] = [];
  const start = async (kind: Kind, checkout?: string) => {
    const env = values["quick-saves"] ? { PULUMI_SKIP_CHECKPOINTS: "true" } : undefined;
    subjects.push(await Subject.start(kind, { load, checkout, profiles: values.profile, env, say }));
  };
  try {
    await start("ours");
    await start("plugin");
    if (values.against !== undefined) await start("before", path.resolve(values.against));
    await start("floor");
    await measure(subjects, load);
  } finally {
    for (const subject of subjects) await subject.end();
  }
}

async function measure(subjects: readonly Subject[], { connections }: Load): Promise<void> {
  const figures = new Figures();
  const run = async (command: string, operation: Operation, turn: number) => {
    for (const subject of inTurn(subjects, turn)) {
      const result = await subject.run(operation);
      if (result.hasFailed) throw new Error(`${command}, ${subject.kind}: failed`);
      figures.add(command, subject.kind, result);
      say(`  ${command.padEnd(24)} ${subject.kind.padEnd(6)} ${result.seconds.toFixed(2).padStart(7)} s`);
    }
  };
  for (let round = 0; round < Number(values.rounds); round++) {
    await run("up: create all", "up", round);
    if (round === 0) {
      for (const subject of subjects) {
        say(
          `  ${"state".padEnd(24)} ${subject.kind.padEnd(6)} ${subject.stateBytes().toFixed(0).padStart(7)} bytes a resource`,
        );
      }
      for (let pair = 0; pair < Number(values.pairs); pair++) {
        await run("up: nothing changed", "up", pair);
        await run("preview: nothing changed", "preview", pair);
      }
    }
    await run("refresh", "refresh", round);
    await run("destroy", "destroy", round);
  }
  say(
    `\n${connections} x ManagedConnection : a dynamic.Resource of eight properties that does nothing\n\n${figures.table()}`,
  );
  say(`\nimport of the package: ${importMilliseconds().toFixed(1)} ms beside the SDK`);
  const { ours, empty } = await startMilliseconds();
  say(`start of the plugin: ${ours.toFixed(0)} ms, of an empty one of the SDK: ${empty.toFixed(0)} ms`);
}

main().catch(reportFailure);
