import { isDeepStrictEqual } from "node:util";
import type { StoredConnection } from "../../../emulator";
import type { Call, Saved, Values, WireDiff, WireWrite } from "../../support/engineModel";
import { connectionIdOf } from "./watch";
import type { World } from "./world";

/** After every command: what state says of holders and credentials is so, and nobody deletes what others have. */
export function checkStateAgainstServer(world: World): void {
  checkHolders(world);
  checkDeletions(world);
  for (const [name, saved] of world.engine.saved) {
    if (saved.type !== "connection" || saved.isPendingReplacement === true) continue;
    const stored = world.emulator.connection(connectionIdOf(saved.id));
    if (stored !== undefined) checkCredentials(world, name, saved.outputs, stored);
  }
}

/** Every resource has a holder of its own, for life. */
function checkHolders({ engine }: World): void {
  const all = [...[...engine.saved].map(([name, saved]) => ({ ...saved, name })), ...engine.pendingDeletes];
  const names = new Map<unknown, string>();
  for (const { name, outputs } of all) {
    const { holder } = outputs;
    if (typeof holder !== "string" || !/^\S{8}$/.test(holder)) {
      throw new Error(`${name} has no holder of 8 characters, but ${JSON.stringify(holder)}`);
    }
    const other = names.get(holder);
    if (other !== undefined) throw new Error(`${name} and ${other} have the same holder`);
    names.set(holder, name);
  }
}

/** `credentials` absent and not theirs: the server holds those in `input`. Anything else claims nothing. */
function checkCredentials({ watch }: World, name: string, state: Values, stored: StoredConnection): void {
  const { credentials, ourAuthorizedAt, input, inputFromEnvironment } = state;
  const known = [undefined, "refused", "unknown", "released"];
  if (!known.includes(credentials as string)) throw new Error(`${name}: credentials is ${String(credentials)}`);
  const isManaged = input !== undefined || inputFromEnvironment !== undefined;
  // While it shall be disconnected, changed credentials are recorded and not sent.
  if (!isManaged || state.disconnected === true || watch.unknowable.has(stored.id)) return;

  const isTheirs = (at: unknown) => at !== undefined && at !== null && instant(at) !== instant(ourAuthorizedAt);
  if (credentials === undefined && !isTheirs(stored.authorizedAt)) {
    // What variables held when they were sent last, only the server knows.
    const expected = input ?? stored.receivedInput;
    if (!isDeepStrictEqual(plain(stored.input), plain(expected))) {
      throw new Error(
        `${name}: state says that the server holds its credentials, but it holds ${JSON.stringify(stored.input)}, not ` +
          `${JSON.stringify(expected)} (authorized at ${String(stored.authorizedAt)}, ours ${String(ourAuthorizedAt)})`,
      );
    }
  }
  // A connection whose id was lost, and that was found again, is somebody else's to the one who finds it.
  const isByOthers = [watch.authorizedByPerson, watch.shared, watch.explained].some((ids) => ids.has(stored.id));
  const isTheirsByState =
    credentials !== "unknown" && state.authorizedAt !== undefined && !isSameTime(state.authorizedAt, ourAuthorizedAt);
  // To a resource that nothing was ever accepted from, every authorization is another's: it may have taken over its own.
  if (isTheirsByState && ourAuthorizedAt !== undefined && state.shellConnection !== true && !isByOthers) {
    throw new Error(`${name}: state says that somebody else has authorized it, and nobody has`);
  }
}

/** Answers in whole seconds leave out what others have told. */
function isSameTime(one: unknown, other: unknown): boolean {
  const [a = NaN, b = NaN] = [instant(one), instant(other)];
  return a === b || ((a % 1000 === 0 || b % 1000 === 0) && Math.floor(a / 1000) === Math.floor(b / 1000));
}

function instant(at: unknown): number | undefined {
  return typeof at === "string" ? Date.parse(at) : undefined;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/**
 * What a resource in state still names was not deleted by a step on another resource of which the plugin was told
 * nothing to the contrary: a targeted run, for one, does not tell it of the others.
 */
function checkDeletions({ engine, emulator, watch }: World): void {
  if (watch.isKilled) return;
  const resources = [...[...engine.saved].map(([name, saved]) => ({ ...saved, name })), ...engine.pendingDeletes];
  for (const resource of resources) {
    const path = resource.type === "connection" ? "connections" : "custom_oauth_profiles";
    const object = new RegExp(`/${path}/${connectionIdOf(resource.id)}(/unassign)?$`);
    const isDeleted = emulator.requests.some(
      ({ method, pathname, executed }) => method === "DELETE" && executed && object.test(pathname),
    );
    if (!isDeleted) continue;
    for (const calls of watch.calls) {
      const culprit = calls.findIndex((call) => isDeleteBeside(call, resource));
      const isOwn = calls.some((call) => call.method === "delete" && isAbout(call.olds, resource));
      if (culprit >= 0 && !isOwn && isToldOf(calls, culprit, resource)) {
        throw new Error(`${resource.name} (${resource.id}) is in state, and a step on another resource deleted it`);
      }
    }
  }
}

function isDeleteBeside({ method, type, id, olds }: Call, resource: Saved): boolean {
  const isSameObject = type === resource.type && id !== undefined && connectionIdOf(id) === connectionIdOf(resource.id);
  return method === "delete" && isSameObject && !isAbout(olds, resource);
}

/** Whether the plugin knew of the resource when the `index`-th call began. */
function isToldOf(calls: readonly Call[], index: number, resource: Saved): boolean {
  return calls.slice(0, index).some(({ method, olds, answer, overAfter = Infinity }) => {
    if (overAfter > index) return false;
    if (method === "diff") return isAbout(olds, resource) && (answer as WireDiff | undefined)?.replaces.length === 0;
    if (method === "update") return isAbout(olds, resource);
    return method === "create" && isAbout((answer as WireWrite | undefined)?.outputs, resource);
  });
}

function isAbout(state: Values | undefined, { outputs }: Saved): boolean {
  return state?.holder !== undefined && state.holder === outputs.holder;
}
