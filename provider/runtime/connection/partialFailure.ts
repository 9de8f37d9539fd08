import { joinResourceId } from "../../resourceId";
import type { ManagedConnectionInputs } from "./arguments";

/**
 * The connection exists, but not as it should be. The engine keeps it, with this id and these properties, as
 * "failed to initialize", and calls `update` at the next `up`.
 */
export class PartialFailure extends Error {
  readonly id: string;
  readonly properties: Record<string, unknown>;
  readonly reasons: string[];

  /** @param inputs with their `__provider`: without it the engine could not load us for the next operation. */
  constructor(inputs: ManagedConnectionInputs, connectionId: string, state: object, reason: string) {
    super(reason);
    this.id = joinResourceId(inputs.managedUserId, connectionId);
    this.properties = { ...state, __provider: (inputs as { __provider?: unknown }).__provider };
    this.reasons = [reason];
  }
}
