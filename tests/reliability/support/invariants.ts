import type { StoredConnection } from "../../../emulator";
import { objectIdOf, resourcesIn, type CommandRecord } from "./commandRecord";
import { isForgiven } from "./forgiven";
import { checkCreates } from "./createInvariants";
import { checkProgramIsThere, checkShells, checkStatesClaims } from "./credentialInvariants";
import { checkDeletions, checkNothingDropped } from "./deletionInvariants";
import type { World } from "./world";
import { CUSTOMERS, customerOf, isShell } from "./writtenProgram";

/** After every command, whatever became of it. */
export function checkCommand(world: World, record: CommandRecord): void {
  checkNothingSecret(world, record);
  checkMarks(world);
  checkNothingLost(world);
  checkNothingDropped(world, record);
  checkDeletions(world, record);
  checkCreates(world, record);
  checkShells(world, record);
  checkStatesClaims(world);
  checkProgramIsThere(world, record);
}

/** What an `up` that worked leaves for the next one: nothing, or a line has said what. */
export function checkPreview(
  { engine }: World,
  { shown }: CommandRecord,
  { steps }: { readonly steps: Readonly<Record<string, string>> },
): void {
  const text = shown.join("\n");
  for (const [name, step] of Object.entries(steps)) {
    if (step === "same" || /next `pulumi up`/.test(text)) continue;
    if (isForgiven("keptReasons", (engine.saved.get(name)?.initErrors ?? []).length > 0)) continue;
    throw new Error(`After an up that worked, another one would ${step} ${name}, and no line says why`);
  }
}

/** No connection is in no state, unless somebody was told of it. */
function checkNothingLost(world: World): void {
  const { told, lostByKill, hidden } = world.watch;
  const lost = world
    .orphans()
    .filter(({ id }) => !told.has(id) && !isForgiven("killedBeforeSave", lostByKill.has(id)))
    .filter(({ id }) => !isForgiven("hiddenFromToken", hidden.has(id)));
  if (lost.length > 0) throw new Error(`Ids that are in no state, and nobody was told: ${describe(lost)}`);
}

/** No credential and no token in clear: in the state file as it ever was, in lines and errors. */
function checkNothingSecret({ engine, watch }: World, { shown }: CommandRecord): void {
  for (const text of engine.history.splice(0)) {
    if (/planted-|test-token/.test(text)) throw new Error(`A secret stands in the state: ${text}`);
  }
  for (const text of [...shown, ...engine.shownErrors.splice(0)]) {
    const unknown = [...watch.lostSecrets].filter((secret) => isForgiven("strangersWords", text.includes(secret)));
    const rest = unknown.reduce((known, secret) => known.replaceAll(secret, ""), text);
    if (/planted-|test-token/.test(rest)) throw new Error(`A secret was shown: ${rest}`);
    const isMishap = /TypeError|Cannot read|is not a function|\[object/.test(text);
    if (isMishap) throw new Error(`A mishap of ours: ${text}`);
  }
}

/** Every resource has a mark of its own, for life. */
function checkMarks({ engine }: World): void {
  const names = new Map<string, string>();
  for (const { name, outputs } of resourcesIn(engine)) {
    const { holder } = outputs;
    if (typeof holder !== "string" || !/^\S{8}$/.test(holder)) {
      throw new Error(`${name} has no mark of 8 characters, but ${JSON.stringify(holder)}`);
    }
    const other = names.get(holder);
    if (other !== undefined) throw new Error(`${name} and ${other} have the same mark`);
    names.set(holder, name);
  }
}

/** In the end, when all credentials were sent once more: state, server and program agree, without any exception. */
export function checkAgreement({ emulator, engine, watch, written }: World): void {
  const problems: string[] = [];
  const expectSame = (what: string, actual: unknown, expected: unknown) => {
    if (JSON.stringify(actual ?? null) === JSON.stringify(expected ?? null)) return;
    problems.push(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  };
  expectSame("what is left to delete", engine.pendingDeletes, []);
  const program = written.program();
  expectSame("state", [...engine.saved.keys()].sort(), Object.keys(program).sort());
  for (const [slot, declared] of written.connections) {
    const { logicalName, disconnected, credentials, from } = declared;
    const saved = engine.of(logicalName);
    const stored = emulator.connection(objectIdOf(saved.id));
    if (stored === undefined) {
      problems.push(`${logicalName} (${saved.id}) is not on the server`);
      continue;
    }
    const { args } = program[logicalName]!;
    expectSame(`${logicalName}: customer`, stored.workspace, customerOf(slot, declared));
    expectSame(`${logicalName}: provider`, stored.provider, args.provider);
    expectSame(`${logicalName}: name`, stored.name, String(args.name).normalize("NFC"));
    if ("externalId" in args) expectSame(`${logicalName}: externalId`, stored.externalId, args.externalId);
    expectSame(`${logicalName}: name in state`, saved.outputs.name, stored.name);
    expectSame(`${logicalName}: input in state`, saved.outputs.input, args.input);
    expectSame(`${logicalName}: status in state`, saved.outputs.authorizationStatus, stored.authorizationStatus);
    if (disconnected) expectSame(`${logicalName}: is connected`, stored.authorizationStatus === "success", false);
    if (disconnected || credentials === "none") continue;
    const secret = { apitoken: written.secretOf(slot) };
    expectSame(`${logicalName}: credentials from ${from}`, stored.input, secret);
    if (!isShell(declared)) expectSame(`${logicalName}: status`, stored.authorizationStatus, "success");
  }
  const profiles = [...new Set(written.assignments.values())].sort();
  const seen = emulator.assignments(CUSTOMERS[0].id);
  const own = seen.filter((profile) => profiles.includes(profile) || !watch.leftAssignments.has(profile));
  expectSame("assignments", own, profiles);
  if (problems.length > 0) throw new Error(`No agreement:\n${problems.join("\n")}`);
}

export function describe(connections: readonly StoredConnection[]): string {
  return connections.map(({ id, workspace, provider, name }) => `${id} ${workspace} ${provider} "${name}"`).join("; ");
}
