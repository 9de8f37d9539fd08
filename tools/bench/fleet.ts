/**
 * `npm run bench:fleet -- --quota-url redis://...`: the example of a fleet over an emulator that counts as Workato does.
 * Without a server, every stack gets its part of the quota. Nothing stays behind.
 */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startEmulator } from "../../emulator";
import { reportFailure } from "../failure";
import { startCommand } from "../pulumi/pulumiCommand";
import { createRepositoryProject } from "../pulumi/repositoryProject";

const EXAMPLE = path.join(__dirname, "../../examples/fleet");
const FIRST_CUSTOMER = 7000;

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Load {
  readonly stacks: number;
  /** Customers of each stack; each has one connection. */
  readonly customers: number;
  readonly parallel: number;
  readonly requests: number;
  readonly minuteSeconds: number;
  readonly quotaUrl: string | undefined;
}

function readLoad(args: string[]): Load {
  const { values } = parseArgs({
    args,
    options: {
      stacks: { type: "string", default: "60" },
      customers: { type: "string", default: "8" },
      parallel: { type: "string", default: "4" },
      requests: { type: "string", default: "60" },
      "minute-seconds": { type: "string", default: "45" },
      "quota-url": { type: "string" },
    },
  });
  return {
    stacks: Number(values.stacks),
    customers: Number(values.customers),
    parallel: Number(values.parallel),
    requests: Number(values.requests),
    minuteSeconds: Number(values["minute-seconds"]),
    quotaUrl: values["quota-url"],
  };
}

/** Numbers of the customers of a stack. */
const customersOf = ({ customers }: Load, stack: number) =>
  Array.from({ length: customers }, (_, index) => FIRST_CUSTOMER + stack * customers + index);

function groupsOf(load: Load): string {
  const groups = Array.from({ length: load.stacks }, (_, stack) => ({
    name: `group${stack}`,
    environments: ["prod"],
    customers: customersOf(load, stack).map((id) => ({
      key: `c${id}`,
      externalId: `of-${id}`,
      jira: { site: "a.example", email: "a@a.example" },
    })),
  }));
  const original = readFileSync(path.join(EXAMPLE, "groups.ts"), "utf8");
  return original.replace(/(groups: readonly Group\[\] = )[^]*/, (_, start: string) => start + JSON.stringify(groups));
}

/** The example as a project of its own; its package.json is that of the repository. */
function filesOf(load: Load): Record<string, string> {
  const names = readdirSync(EXAMPLE, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const compiler = readFileSync(path.join(EXAMPLE, "tsconfig.json"), "utf8");
  const settings = { requestsPerMinute: load.requests, quotaWindowSeconds: load.minuteSeconds };
  return {
    ...Object.fromEntries(names.map((name) => [name, readFileSync(path.join(EXAMPLE, name), "utf8")])),
    "groups.ts": groupsOf(load),
    // Here the package is the project itself, which TypeScript wants to be told.
    "tsconfig.json": compiler.replace('"strict"', '"rootDir": ".", "strict"'),
    "Pulumi.yaml": JSON.stringify({
      name: "fleet",
      main: "index.ts",
      runtime: "nodejs",
      config: Object.fromEntries(Object.entries(settings).map(([key, value]) => [`workato:${key}`, { value }])),
    }),
  };
}

async function main(): Promise<void> {
  const load = readLoad(process.argv.slice(2));
  const ids = Array.from({ length: load.stacks }, (_, stack) => customersOf(load, stack)).flat();
  const emulator = await startEmulator({
    seed: { customers: ids.map((id) => ({ id, externalId: `of-${id}`, environments: { prod: { id: id + 10_000 } } })) },
    quota: { requestsPerMinute: load.requests, minuteSeconds: load.minuteSeconds },
  });
  const { pulumi, dispose } = await createRepositoryProject({
    name: "fleet",
    files: filesOf(load),
    env: {
      WORKATO_HOST: emulator.url,
      WORKATO_API_TOKEN: emulator.token,
      ...(load.quotaUrl === undefined ? {} : { WORKATO_QUOTA_URL: load.quotaUrl }),
      ...Object.fromEntries(ids.map((id) => [`C${id}_JIRA_API_TOKEN`, "token"])),
    },
    say,
  });
  try {
    const start = performance.now();
    const args = ["--import", "tsx", "fleet/main.ts", "up", "--parallel", String(load.parallel)];
    const { exitCode } = await startCommand(process.execPath, args, {
      cwd: pulumi.folder,
      env: pulumi.environment,
      onOutput: (text) => process.stdout.write(text),
    }).result;
    const seconds = (performance.now() - start) / 1000;
    const writes = emulator.requests.filter(({ method, status }) => method === "POST" && status === 200).length;
    const ideal = (Math.ceil(writes / load.requests) - 1) * load.minuteSeconds;
    say(`exit code ${exitCode}, ${writes} connections of ${ids.length}, ${emulator.rateLimited} answers 429`);
    say(`${seconds.toFixed(0)} s, the quota alone ${ideal} s: x${(seconds / ideal).toFixed(2)}`);
  } finally {
    dispose();
    await emulator.close();
  }
}

main().catch(reportFailure);
