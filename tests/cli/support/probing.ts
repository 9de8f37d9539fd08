import type { Behaviour, Emulator, EmulatorOptions } from "../../../emulator";
import { startEmulator } from "../../../emulator";
import type { Answer } from "../../../provider/cli/doctor/probe/question";
import { PREPARED_PREFIX } from "../../../provider/cli/doctor/probe/preparedConnections";
import { PROBE_PREFIX } from "../../../provider/cli/doctor/probe/probedCustomer";
import { keep } from "../../api/support/harness";
import { runCommand } from "./commandLine";

export const PROBE = ["doctor", "--probe", "98178", "--yes", "--json"];

const WORKING = { provider: "jira", input: { apitoken: "right" }, activeRecipes: [1] };

/** What a person prepares for a probe: two connections in use, and a profile of their application. */
export function prepare(emulator: Emulator): void {
  for (const number of [1, 2]) emulator.addConnection(98178, { ...WORKING, name: `${PREPARED_PREFIX} ${number}` });
  emulator.addProfile({ id: 900, provider: "jira", name: `${PREPARED_PREFIX} profile` });
}

/** Names of the connections, and ids of the assigned profiles, that probes have left. */
export function leftBehind(emulator: Emulator): unknown[] {
  const names = emulator.connections().map(({ name }) => name);
  return [...names.filter((name) => name.startsWith(PROBE_PREFIX)), ...emulator.assignments(98178)];
}

/** The answers by their questions, of a probe that ends well and leaves nothing. */
export async function answersOf(emulator: Emulator): Promise<Readonly<Record<string, string>>> {
  const { exitCode, out, errors } = await runCommand(PROBE, emulator);
  expect([exitCode, errors]).toEqual([0, ""]);
  expect(leftBehind(emulator)).toEqual([]);
  const { answers } = JSON.parse(out) as { answers: Answer[] };
  return Object.fromEntries(answers.map(({ question, answer }) => [question, answer]));
}

/** A probe of an emulator with these switches, where a person has prepared all that it takes. */
export async function probeWith(behaviour: Partial<Behaviour>, options: EmulatorOptions = {}) {
  const emulator = keep(await startEmulator({ behaviour, ...options }));
  prepare(emulator);
  return answersOf(emulator);
}
