import type { StoredConnection } from "../../../emulator";
import type { Step } from "../../support/engineModel";
import { connectionIdOf } from "./watch";
import type { World } from "./world";
import { customerOf } from "./writtenProgram";

/** After every command: no id is lost without a word, no twin was made, nothing secret was shown. */
export function checkAfterCommand(world: World): void {
  const { emulator, engine, watch } = world;
  const lost = world.orphans().filter(({ id }) => !watch.explained.has(id));
  if (lost.length > 0) throw new Error(`Ids that are in no state, and nobody was told: ${describe(lost)}`);

  const left = new Set(engine.pendingDeletes.map(({ id }) => connectionIdOf(id)));
  const others = [watch.foreign, watch.replaced, watch.shared, left];
  const made = emulator.connections().filter(({ id }) => !others.some((ids) => ids.has(id)));
  const keys = made.map(({ id, workspace, provider, name, externalId }) => {
    const key = `${workspace} ${provider} ${name} ${externalId ?? ""}`;
    // Alike when they were made, and now: a later rename may give one the name of another, or take it away.
    const madeAs = watch.madeAs.get(id) ?? key;
    watch.madeAs.set(id, madeAs);
    return `${madeAs}, ${key}`;
  });
  const twins = made.filter((_connection, index) => keys.indexOf(keys[index]!) !== index);
  if (twins.length > 0) throw new Error(`Twins: ${describe(made)}`);

  const saved = [...engine.saved.values(), ...engine.pendingDeletes];
  const outputs = saved.map(({ outputs: { input: _secret, ...others } }) => JSON.stringify(others));
  for (const text of [...watch.takeShown(), ...engine.shownErrors.splice(0), ...outputs]) {
    const known = [...watch.lostSecrets].reduce((rest, secret) => rest.replaceAll(secret, ""), text);
    if (/planted-|test-token/.test(known)) throw new Error(`A secret was shown: ${known}`);
    const isMishap = /TypeError|Cannot read|is not a function|\[object/.test(text);
    if (isMishap) throw new Error(`A mishap of ours: ${text}`);
  }
}

/** After faults have stopped, and one refresh and one up: state, server and program agree. */
export function checkAgreement(world: World, lastSteps: Readonly<Record<string, Step>>): void {
  const { emulator, engine, watch, written } = world;
  const problems: string[] = [];
  const expectSame = (what: string, actual: unknown, expected: unknown) => {
    if (JSON.stringify(actual ?? null) !== JSON.stringify(expected ?? null)) {
      problems.push(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
    }
  };
  const moved = Object.entries(lastSteps).filter(([, step]) => step !== "same");
  expectSame("what another up does", moved, []);
  const asked = emulator.requests.map(({ method, path }) => `${method} ${path}`);
  expectSame("what another up sends", asked, []);
  expectSame("what is left to delete", engine.pendingDeletes, []);

  const program = world.program();
  expectSame("state", [...engine.saved.keys()].sort(), Object.keys(program).sort());
  for (const [slot, { logicalName, disconnected, shell, credentials }] of written.connections) {
    const saved = engine.of(logicalName);
    const stored = emulator.connection(connectionIdOf(saved.id));
    if (stored === undefined) {
      problems.push(`${logicalName} (${saved.id}) is not on the server`);
      continue;
    }
    const args = program[logicalName]!.args;
    expectSame(`${logicalName}: customer`, saved.id.split("/")[0], customerOf(slot));
    expectSame(`${logicalName}: provider`, stored.provider, args.provider);
    expectSame(`${logicalName}: name`, stored.name, args.name);
    if ("externalId" in args) expectSame(`${logicalName}: externalId`, stored.externalId, args.externalId);
    expectSame(`${logicalName}: name in state`, saved.outputs.name, stored.name);
    expectSame(`${logicalName}: input in state`, saved.outputs.input, args.input);
    expectSame(`${logicalName}: status in state`, saved.outputs.authorizationStatus, stored.authorizationStatus);
    if (disconnected) expectSame(`${logicalName}: is connected`, stored.authorizationStatus === "success", false);
    if (disconnected || credentials === "none" || watch.touched.has(stored.id)) continue;
    expectSame(`${logicalName}: credentials`, stored.input, world.credentialsOf(slot));
    if (!shell) expectSame(`${logicalName}: status`, stored.authorizationStatus, "success");
  }
  const profiles = [...new Set(written.assignments.values())].sort();
  const seen = emulator.assignments("98178");
  const own = seen.filter((profile) => profiles.includes(profile) || !watch.leftAssignments.has(profile));
  expectSame("assignments", own, profiles);
  if (problems.length > 0) throw new Error(`No agreement:\n${problems.join("\n")}`);
}

export function describe(connections: readonly StoredConnection[]): string {
  return connections.map(({ id, workspace, provider, name }) => `${id} ${workspace} ${provider} "${name}"`).join("; ");
}
