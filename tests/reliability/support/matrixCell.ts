import { setImmediate } from "node:timers/promises";
import type { Emulator, Fault, Hold, JournalEntry, RequestPattern } from "../../../emulator";
import { CommandError, EngineModel, type Program } from "../../support/engineModel";
import type { Gate } from "./gate";
import { SHORT_TIMEOUT_SECONDS, type MatrixFault } from "./matrixFaults";
import type { MatrixRow, Place } from "./matrixRows";
import { SdkPlugin } from "./sdkPlugin";

/** How long the fault lasts: one request, or until the command has failed. */
export type Phase = "once" | "always";

export interface Cell extends Place {
  readonly row: MatrixRow;
  readonly fault: MatrixFault;
  readonly phase: Phase;
  /** For the fault "connection refused": the way that the command under the fault takes. */
  readonly gate?: Gate;
}

/** What was seen of one cell. */
export interface CellRun {
  readonly engine: EngineModel<SdkPlugin>;
  /** The ids in state before the fault. */
  readonly idsBefore: readonly string[];
  /** What the command under the fault ended with; undefined is success. */
  readonly error: string | undefined;
  /** How often the request that the fault hits was tried while the fault lasted; right when all lines have been read. */
  readonly tried: () => number;
  /** The ids in state after the command under the fault. */
  readonly idsAfter: readonly string[];
  /** What the next command ended with. */
  readonly nextError: string | undefined;
  /** The next command was refused because the connection is there, and took it over at the second try. */
  readonly adopted: boolean;
  /** What an `up` after all that did, and how many requests it took. */
  readonly lastSteps: Readonly<Record<string, string>>;
  readonly lastRequests: number;
}

const HANG_MS = 60_000;
const ENDLESS = 1_000_000;

/** Settings of the cell's account while the fault lasts. */
export function settingsOf({ fault, phase }: Cell): Readonly<Record<string, number>> {
  return {
    requestTimeoutSeconds: fault.isSlow === true ? SHORT_TIMEOUT_SECONDS : 20,
    retryTimeoutSeconds: phase === "once" ? 40 : fault.isSlow === true ? 2.5 * SHORT_TIMEOUT_SECONDS : 1.5,
    // A "minute" in which the API itself works longer on a request than this client waits.
    ...(fault.title.includes("after the client gave up") ? { settleTimeoutSeconds: 4 } : {}),
  };
}

/** The processes of the three commands: before the fault, under it, and after it. */
export interface Plugins {
  readonly before: SdkPlugin;
  readonly during: SdkPlugin;
  readonly after: SdkPlugin;
}

export async function runCell(cell: Cell, plugins: Plugins, emulator: Emulator, otherOrigin: string): Promise<CellRun> {
  const { row } = cell;
  const engine = new EngineModel((config) => SdkPlugin.start(config));
  const program = row.after(cell);
  const command = (process: SdkPlugin, wanted: Program = program) =>
    errorOf(row.command === "refresh" ? engine.refresh({ process }) : engine.up(wanted, { process }));
  await engine.up(row.before(cell), { process: plugins.before });
  const idsBefore = idsOf(engine);

  const tried = countAttempts(cell, plugins.during);
  const lift = armFault(cell, plugins.during, emulator, otherOrigin);
  const error = await command(plugins.during);
  await lift();
  const idsAfter = idsOf(engine);

  let nextError = await command(plugins.after);
  const adopted = /already has this connection: id \d+ /.test(nextError ?? "");
  if (adopted) nextError = await command(plugins.after, adopting(program));
  const wanted = adopted ? adopting(program) : program;
  const seen = requestsOf(cell, emulator);
  const lastSteps = await engine.up(wanted, { process: plugins.after });
  const lastRequests = requestsOf(cell, emulator) - seen;
  return { engine, idsBefore, error, tried, idsAfter, nextError, adopted, lastSteps, lastRequests };
}

/** Arms the fault, and answers what ends it. */
function armFault(cell: Cell, plugin: SdkPlugin, emulator: Emulator, otherOrigin: string): () => Promise<void> {
  const { row, phase, secret, token } = cell;
  const request = row.request(cell);
  const preceding = row.precededBy?.(cell);
  if (row.settles === true) emulator.failNext({ ...preceding, cut: "after" });
  const fault = cell.fault.fault({
    quoted: `${token} ${row.hasCredentials === true ? secret : ""}`,
    otherOrigin,
    wrongTypes: row.wrongTypes,
  });
  if (fault === "refused") return refuse(cell, plugin, emulator);
  if (fault === "late") return answerLate(cell, emulator);
  const times = phase === "once" ? 1 : ENDLESS;
  const armed: Fault = { ...fault, ...request, times, ...(row.settles === true ? { skip: 1 } : {}) };
  const handle = emulator.failNext(armed);
  return () => {
    handle.cancel();
    return Promise.resolve();
  };
}

/** The way is shut for new connections, once what comes before has been answered. */
function refuse(cell: Cell, plugin: SdkPlugin, emulator: Emulator): () => Promise<void> {
  const gate = cell.gate!;
  const preceding = cell.row.precededBy?.(cell);
  if (preceding === undefined) {
    gate.refuse();
  } else {
    // A connection that is kept open would still be let through.
    if (cell.row.settles !== true) emulator.failNext({ ...preceding, headers: { connection: "close" } });
    const hold = emulator.hold({ ...preceding, phase: "after" });
    void hold.waitForArrival().then(() => {
      gate.refuse();
      hold.release();
    });
  }
  if (cell.phase === "once") void plugin.waitForLine(lineOf(cell, "network")).then(() => gate.open());
  return () => {
    gate.shut();
    return Promise.resolve();
  };
}

/** The work is done after the client gave up: of a create between two looks of it, of the rest beside or after a repetition. */
function answerLate(cell: Cell, emulator: Emulator): () => Promise<void> {
  const { row, phase } = cell;
  const request = row.request(cell);
  const holds: Hold[] = [];
  const start = () => {
    const hold = emulator.hold(request);
    holds.push(hold);
    const look = { method: "GET", path: new RegExp(`/managed_users/${cell.customer}/connections\\?`) };
    // A create is over when its first look has shown nothing, anything else when it is sent again.
    const over = row.kind === "create" ? arrival(emulator, look, 2, true) : arrival(emulator, request, 2, false);
    if (row.kind === "create" || phase === "once") {
      // Without it nothing is held any more: then the test is over.
      const release = () => {
        hold.release();
      };
      over.then(release, release);
    }
  };
  if (row.settles === true) {
    const preceding = emulator.hold({ ...row.precededBy?.(cell), phase: "after" });
    void preceding.waitForArrival().then(() => {
      start();
      preceding.release();
    });
  } else {
    start();
  }
  return async () => {
    for (const hold of holds) hold.release();
    // What was held back is done now, and only then does the next command begin.
    await setImmediate();
    await setImmediate();
  };
}

/** The `count`-th matching request from now on. */
function arrival(emulator: Emulator, pattern: RequestPattern, count: number, finished: boolean) {
  const before = emulator.requestsOf(pattern.method, pattern.path).length;
  return emulator.waitForRequest(pattern, before + count, { finished });
}

/** Counts attempts by the plugin's own lines, which also know of those that never arrived. */
function countAttempts(cell: Cell, plugin: SdkPlugin): () => number {
  const before = plugin.lines.filter((line) => lineOf(cell).test(line)).length;
  const skipped = cell.row.settles === true ? 1 : 0;
  return () => plugin.lines.filter((line) => lineOf(cell).test(line)).length - before - skipped;
}

function lineOf({ row, ...place }: Cell, status = "\\S+"): RegExp {
  const { method, path } = row.request(place);
  const source = path.source.replace(/\$$/, "");
  return new RegExp(`^Workato: ${method} \\S*${source}\\S* ${status} \\d+ ms attempt`);
}

function requestsOf({ customer, profile }: Cell, emulator: Emulator): number {
  const isOurs = ({ pathname }: JournalEntry) =>
    pathname.includes(`/${customer}/`) || pathname.endsWith(`/custom_oauth_profiles/${profile}`);
  return emulator.requests.filter(isOurs).length;
}

function adopting(program: Program): Program {
  const entries = Object.entries(program).map(([name, { type, args }]) => {
    return [name, { type, args: { ...args, onExisting: "adopt" } }] as const;
  });
  return Object.fromEntries(entries);
}

function idsOf(engine: EngineModel<SdkPlugin>): string[] {
  return [...engine.saved.values()].map(({ id }) => id);
}

async function errorOf(command: Promise<unknown>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("The command hangs."));
    }, HANG_MS);
  });
  try {
    await Promise.race([command, hang]);
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
