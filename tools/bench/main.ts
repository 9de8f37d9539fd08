/**
 * `npm run bench [-- --connections 200]`: what a stack of many connections costs under the real CLI, against the
 * emulator without its quota, beside the same arguments on a `pulumi.dynamic.Resource` that does nothing at all.
 */
import { parseArgs } from "node:util";
import { startEmulator } from "../../emulator";
import type { PulumiProject } from "../pulumiProject";
import { createRepositoryProject } from "../repositoryProject";

const { values } = parseArgs({ options: { connections: { type: "string", default: "200" } } });
const COUNT = Number(values.connections);

const ARGUMENTS = `{ managedUserId: "98178", provider: "jira", name: "Jira " + i,
    input: { host_name: "acme-" + i + ".atlassian.net", email: "integrations@acme.example", apitoken: "token-" + i } }`;

/** One program, which of the two kinds of resource it declares being configuration. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const kind = new pulumi.Config().require("kind");
if (kind === "ours") {
  const { ManagedConnection } = require("pulumi-workato-embedded");
  for (let i = 0; i < ${COUNT}; i++) new ManagedConnection("jira-" + i, ${ARGUMENTS});
} else {
  const provider = { create: async (inputs) => ({ id: "none", outs: inputs }) };
  class Idle extends pulumi.dynamic.Resource {
    constructor(name, args) { super(provider, name, { ...args, input: pulumi.secret(args.input) }); }
  }
  for (let i = 0; i < ${COUNT}; i++) new Idle("jira-" + i, ${ARGUMENTS});
}
`;

const say = (line = "") => process.stdout.write(`${line}\n`);

async function measure(pulumi: PulumiProject, stack: string, requests: () => number): Promise<void> {
  await pulumi.configure({ kind: stack }, {}, { stack });
  const timed = async (label: string, run: () => Promise<unknown>) => {
    const before = requests();
    const started = performance.now();
    await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`  ${label.padEnd(24)} ${seconds.padStart(6)} s   ${String(requests() - before).padStart(4)} requests`);
  };
  await timed("up: create all", () => pulumi.up({ stack }));
  const bytes = Buffer.byteLength(pulumi.stateFile(stack));
  say(
    `  ${"state".padEnd(24)} ${(bytes / 1024).toFixed(0).padStart(6)} KiB (${(bytes / COUNT).toFixed(0)} bytes a connection)`,
  );
  await timed("up: nothing changed", () => pulumi.up({ stack }));
  await timed("refresh", () => pulumi.refresh({ stack }));
  await timed("destroy", () => pulumi.destroy({ stack }));
}

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
      "index.js": PROGRAM,
    },
    env: {
      WORKATO_HOST: emulator.url,
      WORKATO_API_TOKEN: emulator.token,
    },
    say,
  });
  try {
    for (const stack of ["ours", "idle"]) {
      await pulumi.configure(
        { "workato:requestsPerMinute": 100_000, "workato:listRequestsPerMinute": 100_000 },
        {},
        { stack },
      );
      say(`\n${COUNT} x ${stack === "ours" ? "ManagedConnection" : "a dynamic.Resource that does nothing"}`);
      await measure(pulumi, stack, () => emulator.requests.length);
    }
    say("\nThe memory of the processes is not measured here: run it under `/usr/bin/time -v`.");
  } finally {
    dispose();
    await emulator.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
