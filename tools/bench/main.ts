/**
 * `npm run bench [-- --connections 200 --pairs 5 --rounds 1 --against ../before --quick-saves]`: what a stack of many connections costs under
 * the real CLI through both doors, against the emulator without its quota, beside the same arguments on a
 * `pulumi.dynamic.Resource` that does nothing at all. Runs of the kinds alternate, and medians are compared: other work on the machine then harms all.
 *
 * `--against <folder>`: another checkout of this repository, installed and built, is measured as well ("before").
 * `--pairs`: of an `up` and of a preview that change nothing. `--rounds`: of create, refresh and destroy.
 * `--profile <folder>`: CPU profiles of the program's and the plugin's processes; the times then mean less.
 * `--quick-saves`: state is saved at the end of a run only, as for stacks of thousands.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { startEmulator } from "../../emulator";
import { reportFailure } from "../failure";
import type { Operation, PulumiProject } from "../pulumi/pulumiProject";
import { compileNodeSdk } from "../pulumi/generatedSdk";
import { createRepositoryProject } from "../pulumi/repositoryProject";
import { Figures } from "./figures";
import { importMilliseconds } from "./importTime";
import { endedChildrenSeconds, UsageRecorder } from "./processUsage";
import { benchProgram, type DeclaredKind, type Kind, SDK_FOLDER } from "./programs";
import { startMilliseconds } from "./startTime";

const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "200" },
    pairs: { type: "string", default: "5" },
    rounds: { type: "string", default: "1" },
    against: { type: "string" },
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

/** The project of each kind, in a stack of its own. */
type Projects = ReadonlyMap<Kind, PulumiProject>;

async function main(): Promise<void> {
  const ends: (() => void | Promise<void>)[] = [];
  const start = async (checkout?: string, more: { copies?: readonly string[]; settings?: object } = {}) => {
    // One for each project: two that made the same connections would meet.
    const emulator = await startEmulator();
    ends.push(() => emulator.close());
    const { pulumi, dispose } = await createRepositoryProject({
      name: "bench",
      checkout,
      copies: more.copies ?? [],
      files: {
        "Pulumi.yaml": JSON.stringify({
          name: "bench",
          main: "index.js",
          runtime: { name: "nodejs", options: { typescript: false } },
          ...more.settings,
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
    ends.push(dispose);
    return pulumi;
  };
  try {
    const projects = new Map<Kind, PulumiProject>();
    const pulumi = await start();
    projects.set("classes", pulumi);
    const settings = { plugins: { providers: [{ name: "workato", path: "./plugin" }] } };
    const plugin = await start(undefined, { copies: ["plugin"], settings });
    await compileNodeSdk(path.join(plugin.folder, SDK_FOLDER));
    projects.set("plugin", plugin);
    if (values.against !== undefined) projects.set("before", await start(path.resolve(values.against)));
    await measure(projects.set("floor", pulumi));
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function measure(projects: Projects): Promise<void> {
  const kinds = [...projects.keys()];
  const usage = new UsageRecorder(projectOf(projects, "classes").folder, values.profile);
  const figures = new Figures();
  for (const [stack, pulumi] of projects) {
    const kind: DeclaredKind = stack === "before" ? "classes" : stack;
    const quotas = { "workato:requestsPerMinute": 1_000_000, "workato:listRequestsPerMinute": 1_000_000 };
    await pulumi.configure({ kind, ...quotas }, {}, { stack });
  }
  const run = async (command: string, operation: Operation, order: readonly Kind[]) => {
    for (const kind of order) {
      const cpuBefore = endedChildrenSeconds();
      const started = performance.now();
      // As a person runs it: not the methods of the project, which have the engine write a log of events.
      const flags = operation === "preview" ? [] : ["--yes", "--skip-preview"];
      await projectOf(projects, kind).run([operation, ...flags], { stack: kind, env: usage.environment });
      const seconds = (performance.now() - started) / 1000;
      const cpuSeconds = endedChildrenSeconds() - cpuBefore;
      figures.add(command, kind, { seconds, cpuSeconds, ...usage.take() });
      say(`  ${command.padEnd(24)} ${kind.padEnd(7)} ${seconds.toFixed(2).padStart(7)} s`);
    }
  };
  const inTurn = (turn: number) => (turn % 2 === 0 ? kinds : [...kinds].reverse());
  for (let round = 0; round < ROUNDS; round++) {
    await run("up: create all", "up", inTurn(round));
    if (round === 0) await measureUnchanged(run, inTurn, projects);
    await run("refresh", "refresh", inTurn(round));
    await run("destroy", "destroy", inTurn(round));
  }
  say(
    `\n${COUNT} x ManagedConnection : a dynamic.Resource of eight properties that does nothing\n\n${figures.table()}`,
  );
  say(`\nimport of the package: ${importMilliseconds().toFixed(1)} ms beside the SDK`);
  const { ours, empty } = await startMilliseconds();
  say(`start of the plugin: ${ours.toFixed(0)} ms, of an empty one of the SDK: ${empty.toFixed(0)} ms`);
}

async function measureUnchanged(
  run: (command: string, operation: Operation, kinds: readonly Kind[]) => Promise<void>,
  inTurn: (turn: number) => readonly Kind[],
  projects: Projects,
): Promise<void> {
  for (const [kind, pulumi] of projects) {
    const bytes = Buffer.byteLength(pulumi.stateFile(kind));
    say(`  ${"state".padEnd(22)} ${kind.padEnd(7)} ${(bytes / COUNT).toFixed(0).padStart(7)} bytes a resource`);
  }
  for (let pair = 0; pair < PAIRS; pair++) {
    await run("up: nothing changed", "up", inTurn(pair));
    await run("preview: nothing changed", "preview", inTurn(pair));
  }
}

function projectOf(projects: Projects, kind: Kind): PulumiProject {
  const project = projects.get(kind);
  if (project === undefined) throw new Error(`nothing of the kind "${kind}" is measured`);
  return project;
}

main().catch(reportFailure);
