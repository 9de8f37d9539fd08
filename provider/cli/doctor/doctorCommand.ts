import { isLoopback } from "../../api/http/address";
import { isWorkatoError } from "../../api";
import type { AccountSettings, Environment } from "../../settings/settings";
import { EXIT_CODES } from "../commandError";
import type { CommandLine } from "../commandLine";
import type { Subject } from "./access";
import { acceptanceOf, checkRole, checkTokenAndRegion, untriedChecks } from "./access";
import { otherRegions, readAccount } from "./account";
import type { Check } from "./check";
import { findToolchain } from "./findToolchain";
import { checkClock, checkProxy, checkQuota, checkReached, checkUnanswered } from "./network";
import type { ProbeOptions } from "./probe/probeCommand";
import { probe } from "./probe/probeCommand";
import type { RawApiOptions } from "./rawApi";
import { RawApi } from "./rawApi";
import { report } from "./report";
import type { StackOptions } from "../stack/stackOptions";
import { checkToolchain } from "./toolchain";
import { readRegions, readWorkspace } from "./workspaceReading";

/** What `doctor` may be told. */
export interface DoctorOptions extends ProbeOptions {
  /** The throw-away customer to try things out on, instead of the checks. */
  readonly probe?: string;
}

/** What tests replace. */
export interface DoctorSeams {
  /** @default process.cwd() */
  readonly workingDirectory?: string;
  /** The other regions to ask, by name, for the origin that is used. */
  readonly otherRegions?: (origin: string) => Readonly<Record<string, string>>;
}

/**
 * Checks what a deployment needs, or probes what the API's documentation leaves open.
 * @returns the exit code
 */
export function doctor(options: DoctorOptions, commandLine: CommandLine): Promise<number> {
  return options.probe === undefined ? diagnose(options, commandLine) : probe(options.probe, options, commandLine);
}

/**
 * Looks at what a deployment needs, and says what to do about what is missing. It reads only.
 * @returns the exit code
 */
export async function diagnose(
  options: StackOptions & Pick<DoctorOptions, "json">,
  { environment, writeOut, writeError, hide }: CommandLine,
  seams: DoctorSeams = {},
): Promise<number> {
  const { workingDirectory = process.cwd() } = seams;
  const account = await readAccount(options, { environment, folder: workingDirectory });
  const checks = [...checkToolchain(await findToolchain(workingDirectory, environment)), ...account.checks];
  const { settings } = account;
  if (settings !== undefined) {
    hide?.(settings.apiToken);
    const writeLine = (line: string): void => {
      writeError(`${line}\n`);
    };
    const subject = { ...account, origin: settings.baseUrl, tokenSource: settings.tokenSource };
    checks.push(...(await checkWorkspace(subject, settings, environment, writeLine, seams)));
  }
  writeOut(options.json === true ? `${JSON.stringify({ checks }, undefined, 2)}\n` : report(checks));
  return checks.every(({ ok }) => ok) ? EXIT_CODES.ok : EXIT_CODES.failed;
}

async function checkWorkspace(
  subject: Subject,
  settings: AccountSettings,
  environment: Environment,
  writeLine: (line: string) => void,
  { otherRegions: regionsBeside = regionsToTry }: DoctorSeams,
): Promise<Check[]> {
  const { origin } = subject;
  const proxy = checkProxy(origin, environment);
  if (!proxy.ok) return [proxy];
  // One attempt each: what does not work at once is what is to be told.
  const options: RawApiOptions = { settings: { ...settings, retryTimeoutSeconds: 0 }, environment, writeLine };
  const api = new RawApi(options);
  try {
    const reading = await readWorkspace(api);
    const answers = [reading.customers, reading.profiles, reading.connections];
    const acceptance = acceptanceOf(reading);
    const others = acceptance === "accepted" ? [] : await readRegions(regionsBeside(origin), options);
    return [
      ...checkTokenAndRegion(acceptance, subject, others),
      proxy,
      ...checkReached(origin, environment),
      checkClock(reading.connections),
      checkQuota(answers),
      ...(acceptance === "accepted" ? checkRole(reading) : []),
    ];
  } catch (error) {
    if (!isWorkatoError(error)) throw error;
    const unanswered = checkUnanswered(error);
    return [...untriedChecks(subject), ...(unanswered.name === proxy.name ? [] : [proxy]), unanswered];
  } finally {
    api.close();
  }
}

/** What runs on this machine is of no region, and its token is nobody else's business. */
function regionsToTry(origin: string): Readonly<Record<string, string>> {
  return isLoopback(new URL(origin).hostname) ? {} : otherRegions(origin);
}
