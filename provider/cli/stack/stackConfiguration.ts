import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isRecord, parseJson } from "../../api/json";
import { NAMESPACE, unknownKeysProblem } from "../../settings/keys";
import { type ConfigReader, type Environment, Settings } from "../../settings/settings";
import { SettingsError } from "../../settings/settingValues";
import { CommandError, EXIT_CODES } from "../commandError";
import { visible } from "../text";

/** A state in the cloud, or a secrets manager, may be slow. */
const PULUMI_TIMEOUT_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** The configuration of a stack: the namespace `workato`, without the prefix. */
export interface StackConfiguration {
  readonly stack: string;
  readonly read: ConfigReader;
  /** Keys in the order of the stack. */
  readonly keys: readonly string[];
  readonly isSecret: (key: string) => boolean;
}

/** Where `pulumi` is looked for and run. */
export interface PulumiSurroundings {
  readonly environment: Environment;
  /** @default the working directory */
  readonly folder?: string | undefined;
}

/**
 * Reads a stack's configuration as `pulumi up` would see it, secrets in clear, with the person's own `pulumi`.
 * @throws CommandError that says what `pulumi` said
 */
export async function readStackConfiguration(
  stack: string,
  surroundings: PulumiSurroundings,
): Promise<StackConfiguration> {
  const parsed = parseJson(await pulumiConfig(stack, surroundings));
  if (!isRecord(parsed)) throw failed(stack, "it printed no JSON.");
  const entries = Object.entries(parsed).flatMap(([key, entry]) =>
    key.startsWith(NAMESPACE) && isRecord(entry) ? [[key.slice(NAMESPACE.length), entry] as const] : [],
  );
  const values = new Map(entries);
  return {
    stack,
    read: (key) => {
      const value = values.get(key)?.value;
      return typeof value === "string" ? value : undefined;
    },
    keys: [...values.keys()],
    isSecret: (key) => values.get(key)?.secret === true,
  };
}

/**
 * The settings of a stack, and the environment second.
 * @throws SettingsError for a key that is none, as `pulumi up` does
 */
export function stackSettings({ keys, read }: StackConfiguration, environment: Environment): Settings {
  const problem = unknownKeysProblem(keys, read("accounts"));
  if (problem !== undefined) throw new SettingsError(problem);
  return new Settings(read, environment);
}

async function pulumiConfig(stack: string, { environment, folder }: PulumiSurroundings): Promise<string> {
  // `=`: a name that begins with a hyphen is no option.
  const argv = ["config", `--stack=${stack}`, "--show-secrets", "--json", "--non-interactive"];
  try {
    const { stdout } = await promisify(execFile)("pulumi", argv, {
      env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: PULUMI_TIMEOUT_MS,
      maxBuffer: MOST_BYTES,
      ...(folder === undefined ? {} : { cwd: folder }),
    });
    return stdout;
  } catch (error) {
    const { code, killed, stderr } = error as NodeJS.ErrnoException & { killed?: boolean; stderr?: string };
    if (code === "ENOENT") {
      throw new CommandError(
        "--stack reads the stack's configuration with your own `pulumi`, which is not on PATH: " +
          "install it, or leave --stack out and set WORKATO_API_TOKEN.",
        EXIT_CODES.usage,
      );
    }
    throw failed(stack, killed === true ? "it gave no answer for a minute." : reasonIn(stderr ?? ""));
  }
}

/** What `pulumi` calls an error; without one, its last line. */
function reasonIn(stderr: string): string {
  const lines = stderr.split("\n").flatMap((line) => (line.trim() === "" ? [] : [visible(line.trim())]));
  const errors = lines.filter((line) => line.startsWith("error: ")).map((line) => line.slice("error: ".length));
  return [...errors, ...lines.slice(-1), "it said nothing."][0] ?? "";
}

function failed(stack: string, reason: string): CommandError {
  return new CommandError(
    `\`pulumi config --stack ${visible(stack)}\` failed: ${reason}\n` +
      "Run this in the folder of the Pulumi project, with the login and the passphrase that `pulumi up` has there.",
    EXIT_CODES.usage,
  );
}
