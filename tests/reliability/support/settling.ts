import { objectIdOf } from "./commandRecord";
import { CALM } from "./commandRun";
import { checkAgreement } from "./invariants";
import type { World } from "./world";

/**
 * The faults are over and the person corrects what errors and warnings have named; then `refresh` and `up` work, and all
 * agree. In the end every credential is sent again: then nothing but the program's is there.
 */
export async function settle(world: World): Promise<void> {
  const { emulator, written } = world;
  emulator.behaviour.visibleFolders = undefined;
  for (const { id } of emulator.connections()) emulator.stopRecipes(id);
  correctProgram(world);
  for (const kind of ["refresh", "up"] as const) await succeed(world, kind);
  for (const slot of written.connections.keys()) written.sendAgain(slot);
  await succeed(world, "up");
  checkAgreement(world);
}

/** A person who does what errors say needs no more tries. */
const MOST_TRIES = 5;

/** Runs the command, and again after what its errors advise. */
async function succeed(world: World, kind: "refresh" | "up"): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { hasFailed, shown } = await world.run(kind, CALM);
    if (!hasFailed) return;
    const error = shown.join("\n");
    if (tries === MOST_TRIES || !followAdvice(world, error)) throw new Error(`The last ${kind} failed: ${error}`);
  }
}

/** Does what an error says; false where it says nothing that could be done. */
function followAdvice({ environment, written }: World, error: string): boolean {
  const [, variable, value] = /(WORKATO_FORGET_CUSTOMERS)=(\S+)/.exec(error) ?? [];
  if (variable !== undefined) environment[variable] = value;
  const [, id, slot] = /connections like this one: id (\d+) "c(\d)-/.exec(error) ?? [];
  if (id !== undefined) written.change(Number(slot), { adoptConnectionId: id });
  return variable !== undefined || id !== undefined;
}

function correctProgram(world: World): void {
  const { emulator, watch, written } = world;
  world.onExisting = "adopt";
  // Several of one name are for a person to decide; the ones made by hand go.
  for (const id of watch.foreign) {
    if (emulator.connection(id) !== undefined && !world.isInState(id)) emulator.remove(id);
  }
  giveUpSeconds(world);
  for (const [slot, { credentials, onExisting }] of written.connections) {
    if (credentials === "wrong") written.change(slot, { credentials: "good" });
    if (onExisting === "error") written.change(slot, { onExisting: "unset" });
    // It counts at create only, and what it names may be gone, or be of another provider than the program has now.
    written.change(slot, { adoptConnectionId: undefined });
  }
}

/** Of two resources on one object, one leaves state and program, as the warning about them says. */
function giveUpSeconds({ engine, written }: World): void {
  const seen = new Set<string>();
  for (const [name, { type, id, isPendingReplacement }] of [...engine.saved]) {
    // Its object is given up already.
    if (isPendingReplacement === true) continue;
    const object = type === "connection" ? String(objectIdOf(id)) : id;
    if (seen.has(object)) {
      engine.saved.delete(name);
      written.forget(name);
    }
    seen.add(object);
  }
  const inStateFirst = [...written.assignments].sort(
    ([a], [b]) => Number(engine.saved.has(b)) - Number(engine.saved.has(a)),
  );
  const taken = new Set<number>();
  for (const [name, profile] of inStateFirst) {
    if (taken.has(profile)) written.forget(name);
    taken.add(profile);
  }
}
