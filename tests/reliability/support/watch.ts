import type { Emulator, JournalEntry } from "../../../emulator";
import type { Call, EngineModel, WireWrite } from "../../support/engineModel";

/** What the one who watches a life knows, beyond what stack and server know. */
export class Watch {
  /** Connections that somebody made by hand. */
  readonly foreign = new Set<number>();
  /** Connections whose id could not be saved, for a reason that was told or seen: a kill, a list that failed, too. */
  readonly explained = new Set<number>();
  /** What each connection was when it was first seen: customer, connector, name and external id. */
  readonly madeAs = new Map<number, string>();
  readonly leftAssignments = new Set<number>();
  /** Connections that somebody changed by hand. */
  readonly touched = new Set<number>();
  /** Connections that a person has authorized. */
  readonly authorizedByPerson = new Set<number>();
  /** Connections that two resources had at once: each may have given it a name, and credentials, that are the other's. */
  readonly shared = new Set<number>();
  /** Connections that the engine replaced while they were there: a successor of the same name is no twin. */
  readonly replaced = new Set<number>();
  /** Connections of whose credentials the state cannot know. */
  readonly unknowable = new Set<number>();
  /**
   * Credentials that a killed command has sent, or one of two resources on a connection: the state does not know them, so
   * nobody can take them out of the server's words.
   */
  readonly lostSecrets = new Set<string>();
  /** The calls of the last command, one list a plugin process. */
  calls: Call[][] = [];
  /** Whether any command was killed, and whether the last one was. */
  wasKilled = false;
  isKilled = false;
  readonly #shown: string[] = [];
  /** Connections that a delete has left to another resource, and has said so, since the last command. */
  readonly #leftToOthers: number[] = [];

  /** An error or a line that a person could see. */
  show(text: string): void {
    this.#shown.push(text);
    const [, id] = /connection (\d+) of customer \S+ was not deleted/.exec(text) ?? [];
    if (id !== undefined) this.#leftToOthers.push(Number(id));
  }

  /** What was shown since the last time. */
  takeShown(): string[] {
    return this.#shown.splice(0);
  }

  /**
   * After a command: what its requests and calls, and what the state has now, mean for later.
   * @param named connections that the program wants taken over: a killed run may have done that
   */
  note(
    emulator: Emulator,
    { saved, pendingDeletes }: Pick<EngineModel, "saved" | "pendingDeletes">,
    named: ReadonlySet<number>,
  ): void {
    const ids = [...saved.values(), ...pendingDeletes].filter(({ type }) => type === "connection").map(({ id }) => id);
    // Whoever was to have them had no time to save that, or was one of two that had them and is to be replaced.
    for (const id of this.#leftToOthers.splice(0)) if (this.isKilled || this.shared.has(id)) this.explained.add(id);
    const sharedNow = ids.filter((id, index) => ids.indexOf(id) !== index).map(connectionIdOf);
    const writtenByKilled = this.isKilled ? emulator.requests.filter(isDoneWrite).map(connectionOf) : [];
    const takenUnsaved = writtenByKilled.filter((id) => id !== undefined && named.has(id)) as number[];
    for (const id of [...sharedNow, ...takenUnsaved]) this.shared.add(id);
    for (const entry of emulator.requests) this.#noteRequest(entry);
    for (const calls of this.calls) for (const id of forgottenUpdates(calls)) this.unknowable.add(id);
    for (const id of sharedNow) this.unknowable.add(id);
  }

  #noteRequest(entry: JournalEntry): void {
    const id = connectionOf(entry);
    const isShared = id !== undefined && this.shared.has(id);
    if (this.isKilled || isShared) for (const secret of textsOf(entry.body)) this.lostSecrets.add(secret);
    if (id === undefined || !isDoneWrite(entry)) return;
    if (this.isKilled) this.unknowable.add(id);
    else if (isAnsweredSend(entry)) this.unknowable.delete(id);
  }
}

/** The texts of the `input` in a request. */
function textsOf(body: unknown): string[] {
  const { input = {} } = (body ?? {}) as { input?: Readonly<Record<string, unknown>> };
  return Object.values(input).filter((value): value is string => typeof value === "string");
}

/** The connection that a request is about; a create's has no id yet. */
function connectionOf({ pathname }: JournalEntry): number | undefined {
  const id = /\/connections\/(\d+)/.exec(pathname)?.[1];
  return id === undefined ? undefined : Number(id);
}

function isDoneWrite({ executed, method }: JournalEntry): boolean {
  return executed && ["PUT", "POST"].includes(method);
}

function isAnsweredSend({ method, body, status, fault }: JournalEntry): boolean {
  return method === "PUT" && (body as { input?: unknown }).input !== undefined && status === 200 && fault === undefined;
}

/** When a hook lets an update be tried again, a plain failure makes the engine forget the partial one before it. */
function forgottenUpdates(calls: readonly Call[]): number[] {
  const updates = calls.filter(({ method, type }) => method === "update" && type === "connection");
  return updates.flatMap(({ id, answer }, index) => {
    const isPartial = answer !== undefined && (answer as WireWrite).initErrors.length > 0;
    const isFollowed = updates.slice(index + 1).some((later) => later.id === id && later.answer === undefined);
    return isPartial && isFollowed ? [connectionIdOf(id!)] : [];
  });
}

export function connectionIdOf(resourceId: string): number {
  return Number(resourceId.split("/").at(-1));
}
