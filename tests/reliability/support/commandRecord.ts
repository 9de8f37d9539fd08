import type { JournalEntry, StoredConnection } from "../../../emulator";
import type { Call, PendingDelete, Program, Saved } from "../../support/engineModel";
import type { CommandKind, CommandSpec } from "./life";

/** A resource in state: living, or left over from a replacement. */
export type InState = PendingDelete;

/** One command that changed state, with all that is to be known of it when it is over. */
export interface CommandRecord {
  readonly kind: CommandKind;
  readonly spec: CommandSpec;
  readonly program: Program;
  /** Logical names that it was for; undefined: all. */
  readonly target: readonly string[] | undefined;
  readonly hasFailed: boolean;
  readonly isKilled: boolean;
  /** Lines and errors that a person could see. */
  readonly shown: readonly string[];
  /** The calls of each plugin process. */
  readonly calls: readonly (readonly Call[])[];
  readonly requests: readonly JournalEntry[];
  readonly serverBefore: ReadonlyMap<number, StoredConnection>;
  readonly stateBefore: readonly InState[];
}

export function resourcesIn(state: {
  readonly saved: ReadonlyMap<string, Saved>;
  readonly pendingDeletes: readonly PendingDelete[];
}): InState[] {
  return [...[...state.saved].map(([name, saved]) => ({ ...saved, name })), ...state.pendingDeletes];
}

/** The last part of a resource's id: the number of a connection, or of a profile. */
export function objectIdOf(resourceId: string): number {
  return Number(resourceId.split("/").at(-1));
}

/** The connection that a request is about; a create's has no id yet. */
export function connectionOf({ pathname }: JournalEntry): number | undefined {
  const id = /\/connections\/(\d+)/.exec(pathname)?.[1];
  return id === undefined ? undefined : Number(id);
}

export function inputOf({ body }: JournalEntry): Readonly<Record<string, unknown>> | undefined {
  return (body as { input?: Readonly<Record<string, unknown>> } | null | undefined)?.input;
}

/** Does the resource of this state, or of what a call was given or has answered, live on in that one? */
export function isSameLife(one: { readonly holder?: unknown } | undefined, other: InState): boolean {
  return one?.holder !== undefined && one.holder === other.outputs.holder;
}
