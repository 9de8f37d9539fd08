import { isDeepStrictEqual } from "node:util";
import type { StoredConnection } from "../../../emulator";
import type { Call, Values, WireWrite } from "../../support/engineModel";
import { connectionOf, inputOf, isSameLife, objectIdOf, type CommandRecord, type InState } from "./commandRecord";
import { isForgiven } from "./forgiven";
import { credentialsText } from "./watch";
import type { World } from "./world";

/** What state says of credentials is so: where it says nothing special, and they are ours, the server holds them. */
export function checkStatesClaims(world: World): void {
  for (const [name, saved] of world.engine.saved) {
    if (saved.type !== "connection" || saved.isPendingReplacement === true) continue;
    const stored = world.emulator.connection(objectIdOf(saved.id));
    if (stored !== undefined) checkClaim(world, name, saved.outputs, stored);
  }
}

function checkClaim({ watch }: World, name: string, state: Values, stored: StoredConnection): void {
  const { credentials, ourAuthorizedAt, input, inputFromEnvironment } = state;
  const words: unknown[] = [undefined, "refused", "unknown", "unsent"];
  if (!words.includes(credentials)) throw new Error(`${name}: credentials is ${String(credentials)}`);
  const isManaged = input !== undefined || inputFromEnvironment !== undefined;
  if (!isManaged || credentials !== undefined) return;
  if (isForgiven("killedWrite", watch.killedWrites.has(stored.id))) return;
  if (isForgiven("shared", watch.shared.has(stored.id))) return;

  const isOther = (at: unknown): boolean => typeof at === "string" && !isSameTime(at, ourAuthorizedAt);
  // Whose it is, where there is no authorization any more, nothing shows: somebody has disconnected it.
  const isHis = watch.changedByPerson.has(stored.id);
  if (!isHis && !isOther(stored.authorizedAt)) {
    // What variables held when they were sent last, only the server knows.
    const expected = input ?? stored.receivedInput;
    if (!isDeepStrictEqual(plain(stored.input), plain(expected))) {
      throw new Error(
        `${name}: state says that the server has its credentials, but it has ${JSON.stringify(stored.input)}, not ` +
          `${JSON.stringify(expected)} (authorized at ${String(stored.authorizedAt)}, ours ${String(ourAuthorizedAt)})`,
      );
    }
  }
  if (!isHis && ourAuthorizedAt !== undefined && isOther(state.authorizedAt)) {
    throw new Error(`${name}: state says that somebody else has authorized it, and nobody has`);
  }
}

/** Answers in whole seconds leave out what others have told. */
function isSameTime(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((at) => (typeof at === "string" ? Date.parse(at) : NaN)) as [number, number];
  return a === b || ((a % 1000 === 0 || b % 1000 === 0) && Math.floor(a / 1000) === Math.floor(b / 1000));
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** What an `up` that worked leaves is the program's `input` at the server, or a line has said that it is not. */
export function checkProgramIsThere(world: World, record: CommandRecord): void {
  const isUp = record.kind === "up" || record.kind === "upRefresh";
  if (!isUp || record.hasFailed) return;
  for (const [slot, declared] of world.written.connections) {
    const { logicalName, credentials, disconnected, from } = declared;
    if (record.target?.includes(logicalName) === false) continue;
    const saved = world.engine.saved.get(logicalName);
    if (saved === undefined) throw new Error(`${logicalName} is not in state after an up that worked`);
    const stored = world.emulator.connection(objectIdOf(saved.id));
    if (stored === undefined || credentials === "none" || disconnected) continue;
    const has = (stored.input as { apitoken?: string } | undefined)?.apitoken;
    const isThere =
      from === "input"
        ? has === world.written.secretOf(slot)
        : new RegExp(`^(wrong-)?planted-${slot}-`).test(has ?? "");
    if (!isThere) checkUnsent(world, record, { name: logicalName, stored, saved: { ...saved, name: logicalName } });
  }
}

/** The server does not have what the program says: was that said, or did somebody come after us? */
function checkUnsent(
  { watch }: World,
  { program: said, stateBefore }: CommandRecord,
  { name, stored, saved }: { name: string; stored: StoredConnection; saved: InState },
): void {
  const text = credentialsText(said[name]?.args ?? {});
  if (watch.saidUnsent.get(stored.id) === text) return;
  // A program that says the same as before sends nothing over what a person has done since it was accepted.
  const before = stateBefore.find((each) => isSameLife(each.outputs, saved))?.outputs;
  const isUnchanged = before !== undefined && before.credentials === undefined && credentialsText(before) === text;
  if (isUnchanged && watch.changedByPerson.has(stored.id)) return;
  if (isForgiven("killedWrite", watch.killedWrites.has(stored.id))) return;
  if (isForgiven("shared", watch.shared.has(stored.id))) return;
  throw new Error(
    `${name}: the up worked, and ${stored.id} has ${JSON.stringify(stored.input)}, not what the program says; no line said so ` +
      `(state: ${JSON.stringify(saved.outputs)})`,
  );
}

/** What somebody has authorized in a shell stays, unless the program has a new `credentialsVersion`. */
export function checkShells({ emulator }: World, record: CommandRecord): void {
  for (const before of record.serverBefore.values()) {
    const isTheirs = before.authorizedBy === "person" && before.authorizationStatus === "success";
    const now = emulator.connection(before.id);
    if (!isTheirs || now === undefined) continue;
    const isKept = now.authorizedBy === "person" && isDeepStrictEqual(now.input, before.input);
    const isSent = record.requests.some(
      (entry) => entry.executed && connectionOf(entry) === before.id && inputOf(entry) !== undefined,
    );
    if (isKept || !isSent) continue;
    const culprits = record.calls.flat().filter((call) => isOn(call, before.id) && isOfShell(call));
    const isAsked = culprits.some(({ olds, news }) => {
      return news?.credentialsVersion !== undefined && news.credentialsVersion !== olds?.credentialsVersion;
    });
    if (culprits.length > 0 && !isAsked) {
      throw new Error(`What somebody has authorized in the shell ${before.id} was wiped`);
    }
  }
}

/** A call that may have written to the connection. */
function isOn({ method, type, id, news, answer }: Call, connectionId: number): boolean {
  if (type !== "connection") return false;
  if (method === "update") return objectIdOf(id!) === connectionId;
  const created = (answer as WireWrite | undefined)?.id;
  const named = created === undefined ? Number(news?.adoptConnectionId) : objectIdOf(created);
  return method === "create" && named === connectionId;
}

/** A shell for the program, or one until now. */
function isOfShell({ olds, news }: Call): boolean {
  return (
    news?.shellConnection === true ||
    (olds !== undefined && "shellConnection" in olds && olds.shellConnection !== false)
  );
}
