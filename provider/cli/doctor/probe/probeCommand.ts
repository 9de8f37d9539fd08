import { setTimeout as delay } from "node:timers/promises";
import { messageOf, MS_PER_SECOND } from "../../../api";
import { customerProblem } from "../../../arguments/identifiers";
import { CommandError, EXIT_CODES } from "../../commandError";
import type { CommandLine } from "../../commandLine";
import { readCommandSettings } from "../../stack/commandSettings";
import type { StackOptions } from "../../stack/stackOptions";
import { countOf } from "../../text";
import type { RawApiOptions } from "../rawApi";
import { RawApi } from "../rawApi";
import { answerTable } from "./answerTable";
import { askAll } from "./askAll";
import type { CleanUp } from "./cleanUp";
import { cleanUp } from "./cleanUp";
import type { Confirm } from "./confirmation";
import { terminalConfirm } from "./confirmation";
import { listenForInterruption } from "../../interruption";
import { PREPARED_PREFIX } from "./preparedConnections";
import { PROBE_PREFIX, ProbedCustomer, Traces } from "./probedCustomer";
import type { Answer } from "./question";

/** A person waits for this, so it gives up earlier than a deployment does. */
const LONGEST_RETRY_SECONDS = 120;

const USUAL_COLUMNS = 120;

/** What `doctor --probe` may be told. */
export interface ProbeOptions extends StackOptions {
  /** Do not ask. */
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** What tests replace. */
export interface ProbeSeams {
  /** @default the settings' */
  readonly settleTimeoutSeconds?: number;
}

/**
 * Tries out on a throw-away customer what the API's documentation leaves open, and removes all that it made, whatever
 * happens.
 * @returns the exit code
 * @throws CommandError, SettingsError with a message that says it all.
 */
export async function probe(
  managedUserId: string,
  given: ProbeOptions,
  commandLine: CommandLine,
  seams: ProbeSeams = {},
): Promise<number> {
  const { yes = false, json = false } = given;
  const { environment, writeOut, writeError, outTerminal } = commandLine;
  const idProblem = customerProblem(managedUserId);
  if (idProblem !== undefined) throw new CommandError(`--probe: the customer ${idProblem}.`, EXIT_CODES.usage);
  const settings = await readCommandSettings(given, commandLine);
  const confirm = terminalConfirm(commandLine);
  if (!yes && confirm === undefined) {
    throw new CommandError(
      `--probe makes and removes connections of customer ${managedUserId}, and there is no terminal to ask on. --yes says yes.`,
      EXIT_CODES.usage,
    );
  }
  const say = (line: string): void => {
    writeError(`${line}\n`);
  };
  const retryTimeoutSeconds = Math.min(settings.retryTimeoutSeconds, LONGEST_RETRY_SECONDS);
  const options = { settings: { ...settings, retryTimeoutSeconds }, environment, writeLine: say };
  if (!yes && !(await isConfirmed(confirm, managedUserId, options))) {
    throw new CommandError("nothing was made and nothing was removed.");
  }
  const settleTimeoutSeconds = seams.settleTimeoutSeconds ?? settings.settleTimeoutSeconds;
  const { answers, problems } = await probeAndCleanUp(managedUserId, options, settleTimeoutSeconds);
  if (answers !== undefined) {
    writeOut(
      json
        ? `${JSON.stringify({ answers }, undefined, 2)}\n`
        : answerTable(answers, outTerminal?.columns ?? USUAL_COLUMNS),
    );
  }
  if (problems.length > 0) throw new CommandError(problems.join("\n"));
  return EXIT_CODES.ok;
}

/** Tells what is there, so that nobody takes a customer of theirs for a throw-away one. */
async function isConfirmed(
  confirm: Confirm | undefined,
  managedUserId: string,
  options: RawApiOptions,
): Promise<boolean> {
  const listed = await withCustomer(managedUserId, options, new Traces(), (customer) => customer.list());
  const isYes = await confirm?.(
    `Customer ${managedUserId} has ${countOf(listed.length, "connection")}. The probe makes shell connections named ` +
      `"${PROBE_PREFIX}..." there, and removes them. It also forces and deletes those that you have named ` +
      `"${PREPARED_PREFIX}...". Is this a throw-away customer? [y/N] `,
  );
  return isYes === true;
}

/** What a probe came to. */
interface Outcome {
  /** Undefined when it was interrupted or could not go on. */
  readonly answers?: readonly Answer[];
  readonly problems: readonly string[];
}

async function probeAndCleanUp(
  managedUserId: string,
  options: RawApiOptions,
  settleTimeoutSeconds: number,
): Promise<Outcome> {
  const { writeLine: say } = options;
  const interruption = listenForInterruption(() => {
    say("Interrupted: removing what was made. Once more ends this at once; the next probe removes the rest.");
  });
  const { signal } = interruption;
  const traces = new Traces();
  const removeAll = (): Promise<CleanUp> =>
    withCustomer(managedUserId, options, traces, (customer) =>
      cleanUp(customer, async () => {
        say(`A create was not answered and may come late: waiting ${settleTimeoutSeconds} s for it, to remove it.`);
        await delay(settleTimeoutSeconds * MS_PER_SECOND);
      }),
    );
  try {
    const before = await removeAll();
    if (before.removed > 0) say(`Removed ${countOf(before.removed, "connection")} that an earlier probe has left.`);
    if (before.problems.length > 0) return before;
    const outcome = await withCustomer(managedUserId, { ...options, signal }, traces, (customer) =>
      tryAll(customer, signal),
    );
    // With a client of its own: what ends the questions must not end this.
    const after = await removeAll();
    if (after.problems.length === 0) return outcome;
    const left =
      `connections named "${PROBE_PREFIX}..." may be left in customer ${managedUserId}: ${after.problems.join("; ")}\n` +
      "Run the probe again: it removes them first.";
    return { ...outcome, problems: [...outcome.problems, left] };
  } finally {
    interruption.stop();
  }
}

async function tryAll(customer: ProbedCustomer, signal: AbortSignal): Promise<Outcome> {
  try {
    return { answers: await askAll(customer, signal), problems: [] };
  } catch (error) {
    return { problems: [signal.aborted ? "the probe was interrupted." : messageOf(error)] };
  }
}

async function withCustomer<T>(
  managedUserId: string,
  options: RawApiOptions,
  traces: Traces,
  use: (customer: ProbedCustomer) => Promise<T>,
): Promise<T> {
  const api = new RawApi(options);
  try {
    return await use(new ProbedCustomer(api, managedUserId, traces));
  } finally {
    api.close();
  }
}
