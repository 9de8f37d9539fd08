import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type * as EmulatorPackage from "pulumi-workato-embedded/emulator";
import { defined } from "../api";
import { CommandError } from "./commandError";
import type { CommandLine } from "./commandLine";

interface EmulatorCommandOptions {
  readonly port: number;
  readonly seed?: string;
  readonly quota?: boolean;
  readonly minuteSeconds: number;
  readonly token?: string;
  readonly state?: string;
}

const MOST_CUSTOMERS = 5;

const HELP = `
It holds what the seed says, in memory, and forgets it when it ends. With --state, a file keeps it, including the credentials that
programs send. It listens on this machine only.
To do what a person does in Workato, send a request: POST /__emulator/authorize with [1001], .../edit with [1001, {"name": "x"}].
A seed has the shape of \`Seed\` in the types of pulumi-workato-embedded/emulator, which tests start in their own process. What it
can do there, such as faults, edits by hand and a journal, is in docs/testing.md of this package.

Exit codes:
  0  interrupted: Ctrl-C, SIGINT or SIGTERM
  1  the port is taken, or the seed cannot be used
  2  wrong arguments

Examples:
  npx pulumi-workato-embedded emulator --port 4010
  npx pulumi-workato-embedded emulator --port 4010 --seed seed.json --quota
  npx pulumi-workato-embedded emulator --state emulator.json
  curl -X POST localhost:4010/__emulator/loseAuthorization -d '[1001]'`;

/** Adds the command `emulator`: `pulumi-workato-embedded/emulator` as a server of its own, until it is interrupted. */
export function addEmulatorCommand(program: Command, commandLine: CommandLine): void {
  program
    .command("emulator")
    .description("serve the Workato Embedded API on this machine, for tests and for a look around")
    .option("--port <number>", "where it listens; 0 takes a free port", port, 4010)
    .option("--seed <file>", "a JSON file of the customers, connections and profiles that it begins with")
    .option("--quota", "enforce the API's rate limits")
    .option("--minute-seconds <seconds>", "how long the minute of the rate limits is", seconds, 60)
    .option("--state <file>", "keep what it holds in this file, so that a restart forgets nothing")
    .option("--token <token>", "the API token that it takes (default: test-token)")
    .addHelpText("after", HELP)
    .action((options: EmulatorCommandOptions) => serve(options, commandLine));
}

async function serve(options: EmulatorCommandOptions, { writeOut }: CommandLine): Promise<void> {
  // No other command pays for loading it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readSeed, startEmulator } = require("pulumi-workato-embedded/emulator") as typeof EmulatorPackage;
  const { port, seed, quota, minuteSeconds, token, state: stateFile } = options;
  const emulator = await startEmulator({
    port,
    ...defined({
      seed: seed === undefined ? undefined : readSeed(seed),
      quota: quota === true ? { minuteSeconds } : undefined,
      token,
      stateFile,
    }),
    onFinished: ({ method, path, status }) => {
      writeOut(`${method} ${path} ${status ?? "no answer"}\n`);
    },
  }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new CommandError(`port ${port} is taken: choose another one with --port, or a free one with --port 0`);
  });
  const interrupted = interruption();
  writeOut(greeting(emulator, token));
  await interrupted;
  await emulator.close();
}

/** A token that somebody has given may be a real one, so only our own is shown. */
function greeting(emulator: EmulatorPackage.Emulator, givenToken: string | undefined): string {
  const { url } = emulator;
  const ids = emulator.customers().map(({ id }) => id);
  const customers = [...ids.slice(0, MOST_CUSTOMERS), ...(ids.length > MOST_CUSTOMERS ? ["..."] : [])].join(", ");
  return `The Workato Embedded API, emulated, at ${url}
Customers: ${customers === "" ? "none" : customers}

  export WORKATO_HOST=${url}
  export WORKATO_API_TOKEN=${givenToken === undefined ? emulator.token : "...   # the one of --token"}

A stack that sets workato:region needs \`pulumi config set workato:baseUrl ${url}\` instead of WORKATO_HOST.
Ctrl-C ends it. Requests:
`;
}

/** Resolves at the first signal; another one then ends the process as it always would. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ["SIGINT", "SIGTERM"] as const;
    const onSignal = (): void => {
      for (const signal of signals) process.off(signal, onSignal);
      resolve();
    };
    for (const signal of signals) process.on(signal, onSignal);
  });
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) throw new InvalidArgumentError("A port is a whole number up to 65535.");
  return number;
}

function seconds(text: string): number {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError("It is a number above 0.");
  return number;
}
