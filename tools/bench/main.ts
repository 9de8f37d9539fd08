/**
 * `npm run bench [-- --connections 200 --pairs 5 --rounds 1 --quick-saves]`: what a stack of many connections costs under
 * the real CLI, against the emulator without its quota, beside the same arguments on a `pulumi.dynamic.Resource` that does
 * nothing at all. Runs of the two alternate, and medians are compared: other work on the machine then harms both.
 *
 * `--pairs`: of an `up` and of a preview that change nothing. `--rounds`: of create, refresh and destroy.
 * `--profile <folder>`: CPU profiles of the program's and the plugin's processes; the times then mean less.
 * `--quick-saves`: state is saved at the end of a run only, as for stacks of thousands.
 */
import { parseArgs } from "node:util";
import { startEmulator } from "../../emulator";
import type { Operation, PulumiProject } from "../pulumiProject";
import { createRepositoryProject } from "../repositoryProject";
import { Figures } from "./figures";
import { importMilliseconds } from "./importTime";
import { endedChildrenSeconds, UsageRecorder } from "./processUsage";
import { benchProgram, type Kind, KINDS } from "./programs";

const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "200" },
    pairs: { type: "string", default: "5" },
    rounds: { type: "string", default: "1" },
    profile: { type: "string" },
    "quick-saves": { type: "boolean", default: false },
  },
});
const [COUNT, PAIRS, ROUNDS] = [values.connections, values.pairs, values.rounds].map(Number) as [
  number,
  number,
  number,
];

const say = (line = "") => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const emulator = await startEmulator();
  const { pulumi, dispose } = await createRepositoryProject({
    name: "bench",
    files: {
      "Pulumi.yaml": JSON.stringify({
        name: "bench",
        main: "index.js",
        runtime: { name: "nodejs", options: { typescript: false } },
      }),
      "index.js": benchProgram(COUNT),
    },
    env: {
      WORKATO_HOST: emulator.url,
      WORKATO_API_TOKEN: emulator.token,
      ...(values["quick-saves"] ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
    },
    say,
  });
  try {
    await measure(pulumi, () => emulator.requests.length);
  } finally {
    dispose();
    await emulator.close();
  }
}

async function measure(pulumi: PulumiProject, requests: () => number): Promise<void> {
  const usage = new UsageRecorder(pulumi.folder, values.profile);
  const figures = new Figures();
  for (const kind of KINDS) {
    const quotas = { "workato:requestsPerMinute": 1_000_000, "workato:listRequestsPerMinute": 1_000_000 };
    await pulumi.configure({ kind, ...quotas }, {}, { stack: kind });
  }
  const run = async (command: string, operation: Operation, kinds: readonly Kind[]) => {
    for (const kind of kinds) {
      const [before, cpuBefore] = [requests(), endedChildrenSeconds()];
      const started = performance.now();
      // As a person runs it: not the methods of the project, which have the engine write a log of events.
      const flags = operation === "preview" ? [] : ["--yes", "--skip-preview"];
      await pulumi.run([operation, ...flags], { stack: kind, env: usage.environment });
      const seconds = (performance.now() - started) / 1000;
      const cpuSeconds = endedChildrenSeconds() - cpuBefore;
      figures.add(command, kind, { seconds, cpuSeconds, requests: requests() - before, ...usage.take() });
      say(`  ${command.padEnd(22)} ${kind.padEnd(6)} ${seconds.toFixed(2).padStart(7)} s`);
    }
  };
  const inTurn = (turn: number) => (turn % 2 === 0 ? KINDS : [...KINDS].reverse());
  for (let round = 0; round < ROUNDS; round++) {
    await run("up: create all", "up", inTurn(round));
    if (round === 0) await measureUnchanged(run, inTurn, pulumi);
    await run("refresh", "refresh", inTurn(round));
    await run("destroy", "destroy", inTurn(round));
  }
  say(
    `\n${COUNT} x ManagedConnection : a dynamic.Resource of eight properties that does nothing\n\n${figures.table()}`,
  );
  say(`\nimport of the package: ${importMilliseconds().toFixed(1)} ms beside the SDK`);
}

async function measureUnchanged(
  run: (command: string, operation: Operation, kinds: readonly Kind[]) => Promise<void>,
  inTurn: (turn: number) => readonly Kind[],
  pulumi: PulumiProject,
): Promise<void> {
  for (const kind of KINDS) {
    const bytes = Buffer.byteLength(pulumi.stateFile(kind));
    say(`  ${"state".padEnd(22)} ${kind.padEnd(6)} ${(bytes / COUNT).toFixed(0).padStart(7)} bytes a resource`);
  }
  for (let pair = 0; pair < PAIRS; pair++) {
    await run("up: nothing changed", "up", inTurn(pair));
    await run("preview: nothing changed", "preview", inTurn(pair));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
