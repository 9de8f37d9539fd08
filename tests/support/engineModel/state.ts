import type { ResourceType, Values } from "./plugin";

/** A resource as the state file keeps it. */
export interface Saved {
  readonly type: ResourceType;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  readonly initErrors: readonly string[];
  /** A replacement has deleted it, and its successor could not be created yet. */
  readonly isPendingReplacement?: true;
}

/** A replaced resource whose delete has not worked yet. */
export interface PendingDelete extends Saved {
  readonly name: string;
}

/** The state of a stack. Logical names are unique across types here. */
export interface StackState {
  readonly saved: Map<string, Saved>;
  pendingDeletes: readonly PendingDelete[];
}
