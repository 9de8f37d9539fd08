import { connectionOf, inputOf, objectIdOf, resourcesIn, type CommandRecord } from "./commandRecord";
import type { World } from "./world";

/** What a line says of credentials that the server does not have. */
const UNSENT = /not sen[dt]\b|were refused|sends nothing|no authorization/;

/** What a line says of a connection that a replacement which deletes first leaves in Workato. */
const LEFT = /connection (\d+) (?:of customer .+ was not deleted|".+" of customer .+ no longer exists)/g;

/** What the one who watches a life knows, beyond what stack and server know. */
export class Watch {
  /** Connections that somebody made by hand. */
  readonly foreign = new Set<number>();
  /** Connections in no state, of which an error or a line has told. */
  readonly told = new Set<number>();
  /** Connections in no state, which a killed run has made or was about to save. */
  readonly lostByKill = new Set<number>();
  /** What killed runs have sent to connections, since the last send with a clear answer. */
  readonly killedWrites = new Set<number>();
  /** Connections that two resources have, or had since the last send with a clear answer. */
  readonly shared = new Set<number>();
  /** Connections whose authorization somebody has changed since the last send with a clear answer. */
  readonly changedByPerson = new Set<number>();
  readonly lostSecrets = new Set<string>();
  /** The credentials of the program of which a line has said that the connection does not have them. */
  readonly saidUnsent = new Map<number, string>();
  /** Assignments that no state has: a request for them has failed, or was killed. */
  readonly leftAssignments = new Set<number>();
  /** Connections in no state, which the token did not see when they got lost. */
  readonly hidden = new Set<number>();
  /** Connections of which a line has said that they were not deleted, or leave the state. */
  readonly #left = new Set<number>();

  /** After a command: what it means for later. */
  note(world: World, record: CommandRecord): void {
    const { emulator, engine } = world;
    const failures = record.calls.flat().flatMap(({ failure }) => failure ?? []);
    const text = [...record.shown, ...failures].join("\n");
    for (const entry of record.requests) this.#noteRequest(entry, record.isKilled);
    this.#noteShared(world);
    for (const { id } of world.orphans()) {
      const isNamed = new RegExp(`\\b(id|ids|connection) (\\d+, )*${id}\\b`).test(text);
      const isNew = !record.serverBefore.has(id);
      if (
        isNamed ||
        (isNew && /Whether (the connection was made|an earlier request made another one) is not known/.test(text))
      )
        this.told.add(id);
      if (record.isKilled) this.lostByKill.add(id);
      if (emulator.behaviour.visibleFolders !== undefined) this.hidden.add(id);
    }
    // A replacement that deletes first leaves it to its successor, which may never come.
    for (const [, id] of text.matchAll(LEFT)) this.#left.add(Number(id));
    for (const { id } of world.orphans()) if (this.#left.has(id)) this.told.add(id);
    for (const ids of [this.told, this.lostByKill, this.hidden])
      for (const id of ids) if (world.isInState(id)) ids.delete(id);
    for (const line of record.shown) if (UNSENT.test(line)) this.#noteUnsent(world, line);
    if (!record.hasFailed) return;
    for (const profile of emulator.assignments("98178")) {
      const isOfIt = (id: string): boolean => id.endsWith(`/${profile}`);
      const isKnown = [...engine.saved.values()].some(({ type, id }) => type === "assignment" && isOfIt(id));
      if (!isKnown) this.leftAssignments.add(profile);
    }
  }

  #noteRequest(entry: CommandRecord["requests"][number], isKilled: boolean): void {
    const { method, executed, status, fault } = entry;
    const id = connectionOf(entry);
    const input = inputOf(entry);
    const isLost = isKilled || (id !== undefined && this.shared.has(id));
    if (isLost) for (const value of Object.values(input ?? {})) this.lostSecrets.add(String(value));
    if (id === undefined || !executed || method === "GET") return;
    if (isKilled) {
      this.killedWrites.add(id);
    } else if (method === "PUT" && input !== undefined && status === 200 && fault === undefined) {
      for (const ids of [this.killedWrites, this.changedByPerson, this.shared]) ids.delete(id);
    }
  }

  #noteShared({ engine }: World): void {
    const ids = resourcesIn(engine).flatMap(({ type, id }) => (type === "connection" ? [objectIdOf(id)] : []));
    for (const [index, id] of ids.entries()) if (ids.indexOf(id) !== index) this.shared.add(id);
  }

  #noteUnsent(world: World, line: string): void {
    const program = world.program();
    for (const [name, { type, id }] of world.engine.saved) {
      const isAboutIt = type === "connection" && new RegExp(`\\b(id|connection) ${objectIdOf(id)}\\b`).test(line);
      const said = program[name];
      if (isAboutIt && said !== undefined) this.saidUnsent.set(objectIdOf(id), credentialsText(said.args));
    }
  }
}

/** The credentials that a program or a state says, to compare them. */
export function credentialsText(values: Readonly<Record<string, unknown>>): string {
  const { input, inputFromEnvironment, credentialsVersion } = values;
  const version = JSON.stringify(credentialsVersion ?? null).replaceAll('"', "");
  return JSON.stringify([input ?? null, inputFromEnvironment ?? null, version]);
}
