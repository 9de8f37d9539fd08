import type { Emulator } from "../../../emulator";
import type { Cell, CellRun } from "./matrixCell";

export interface Expectation {
  /** Whether the command under the fault succeeds. */
  readonly succeeds: boolean;
  /** How often the request may be tried while the fault lasts. */
  readonly fewest: number;
  readonly most: number;
  /** Whether the next command finds the connection there, and has to be told to take it over. */
  readonly adopts: boolean;
}

/** Back-off is random: within the seconds that the cells have, it never comes to more attempts. */
const MOST_ATTEMPTS = 25;
/** A fault that hits one request costs one more; a busy machine may cost others. */
const MOST_AFTER_ONE = 4;

/** What must happen in this cell, by the nature of the fault and the meaning of the request. */
export function expectedOf({ row, fault, phase }: Cell): Expectation {
  const settled = row.kind === "create" && fault.done && fault.nature === "passing";
  const isDenied = row.mayBeDenied === true && fault.isDenied === true;
  if (fault.nature === "harmless" || isDenied) return { succeeds: true, fewest: 1, most: 1, adopts: false };
  // What is removed answers 404 at the repetition, and that is looked into; what has a list is looked for in it in the end.
  const isTold = fault.showsStatus === true || (row.isListed === true && fault.hidesStatus === true);
  const isSeenGone = row.kind === "remove" && fault.done && isTold;
  // Found by looking: never a second POST.
  if (settled) return { succeeds: true, fewest: 1, most: 1, adopts: false };
  const adopts = row.settles === true;
  if (fault.nature === "refusal") return { succeeds: false, fewest: 1, most: 1, adopts };
  if (phase === "once" || isSeenGone) return { succeeds: true, fewest: 2, most: MOST_AFTER_ONE, adopts: false };
  return { succeeds: false, fewest: 1, most: MOST_ATTEMPTS, adopts };
}

/** In the end the server holds what the program says, once, under the id in state. */
export function judgeServer({ row, customer, profile, ...place }: Cell, run: CellRun, emulator: Emulator): void {
  const program = row.after({ customer, profile, ...place });
  const ids = [...run.engine.saved.values()].map(({ id }) => id);
  const connections = emulator.connections(customer);
  const declared = program.jira;
  expect(connections.map(({ id }) => `${customer}/${id}`)).toEqual(declared === undefined ? [] : ids);
  expect(emulator.assignments(customer)).toEqual(program.profile === undefined ? [] : [profile]);
  if (program.profile !== undefined) expect(ids).toEqual([`${customer}/${profile}`]);
  if (declared === undefined) return;
  const [connection] = connections;
  const { name = "jira", input, disconnected } = declared.args;
  expect(connection).toMatchObject({ name, authorizationStatus: disconnected === true ? null : "success" });
  expect(connection?.input).toMatchObject(input as object);
  expect(run.engine.of("jira").outputs).toMatchObject({ name, input });
  if (run.idsBefore.length > 0) expect(ids).toEqual(run.idsBefore);
}
