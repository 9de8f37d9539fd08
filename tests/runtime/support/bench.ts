import { startEmulator, type Emulator, type EmulatorOptions } from "../../../emulator";
import { CommandError, Stack, type Declaration } from "./stack";
import type { Values } from "../../support/engineModel";

/** What an unknown value of a preview looks like; held against the SDK by tests/unit. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A "minute" of 0.6 s makes every wait that hangs on it a hundredth of the real one. */
const QUICK = {
  previewLookups: "false",
  settleTimeoutSeconds: "0.4",
  quotaWindowSeconds: "0.6",
  requestsPerMinute: "1000000",
  listRequestsPerMinute: "1000000",
};

/** The API, a stack that speaks to it, and what the plugin wrote to its error stream. */
export interface Bench {
  readonly emulator: Emulator;
  readonly stack: Stack;
  readonly lines: string[];
  /** What the plugin finds in its environment. */
  readonly environment: Record<string, string | undefined>;
  /** Everything that a person could have seen: error texts, stacks, lines. */
  readonly shown: () => string;
}

export interface BenchOptions extends EmulatorOptions {
  readonly config?: Readonly<Record<string, string>>;
}

// Until a session takes an environment: the process's own, without what is Workato's.
const environment: Record<string, string | undefined> = process.env;
const ENVIRONMENT = { ...process.env };
const open: Emulator[] = [];
const lines: string[] = [];
const writeLine = (line: string) => {
  lines.push(`${line}\n`);
};

beforeEach(() => {
  for (const key of Object.keys(process.env)) if (key.startsWith("WORKATO_")) Reflect.deleteProperty(process.env, key);
  lines.length = 0;
  jest.spyOn(process.stderr, "write").mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  // No jitter: retries of what may be repeated come at once.
  jest.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(async () => {
  jest.restoreAllMocks();
  for (const emulator of open.splice(0)) await emulator.close();
  for (const key of Object.keys(process.env)) if (!(key in ENVIRONMENT)) Reflect.deleteProperty(process.env, key);
  Object.assign(process.env, ENVIRONMENT);
});

export async function startBench({ config = {}, ...options }: BenchOptions = {}): Promise<Bench> {
  const emulator = await startEmulator(options);
  open.push(emulator);
  const settings = { apiToken: emulator.token, baseUrl: emulator.url, ...QUICK, ...config };
  const stack = new Stack(settings, { environment, writeLine });
  return { emulator, stack, lines, environment, shown: () => [...stack.shownErrors, ...lines].join("\n") };
}

/** A connection whose credentials are accepted unless `args` says otherwise. */
export function jira(args: Values = {}): Declaration {
  return { type: "connection", args: { managedUserId: "98178", provider: "jira", input: GOOD, ...args } };
}

export const GOOD = { apitoken: "good-secret", host_name: "acme.atlassian.net" };
export const WRONG = { apitoken: "wrong-secret", host_name: "acme.atlassian.net" };

export const NEW = { apitoken: "new-secret", host_name: "acme.atlassian.net" };

/** A connection with accepted credentials, and a journal that begins after it. */
export async function established(args = {}, options: Parameters<typeof startBench>[0] = {}) {
  const bench = await startBench(options);
  await bench.stack.up({ a: jira(args) });
  bench.emulator.clearRequests();
  return bench;
}

/** A connection without `input`. */
export function bare(args: Values = {}): Declaration {
  return { type: "connection", args: { managedUserId: "98178", provider: "jira", ...args } };
}

export function assignment(args: Values = {}): Declaration {
  return { type: "assignment", args: { managedUserId: "98178", profileId: 322, ...args } };
}

/** An assignment, and a journal that begins after it. */
export async function assigned(args: Values = {}, options: Parameters<typeof startBench>[0] = {}) {
  const bench = await startBench(options);
  await bench.stack.up({ a: assignment(args) });
  bench.emulator.clearRequests();
  return bench;
}

/** The text of the error that a command ends with. */
export async function errorOf(command: Promise<unknown>): Promise<string> {
  try {
    await command;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  throw new Error("It succeeded.");
}

/** `METHOD path body` of every request but lists, in order. */
export function writes(emulator: Emulator): string[] {
  return emulator.requests
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, body }) => {
      const place = path.replace(/^\/api\/managed_users\//, "");
      return `${method} ${place}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`;
    });
}

/** How many lists of connections were asked for. */
export function lists(emulator: Emulator): number {
  return emulator.requestsOf("GET", "/connections").length;
}

/** The lines but those that say which credentials an update sends: they are tested where they are made. */
export function besidesSends(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.startsWith("sends the credentials of"));
}
