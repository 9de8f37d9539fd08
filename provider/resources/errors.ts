import { messageOf } from "../api";

/** An error that adds to what the API said what it means here and what to do. */
export function explained(error: unknown, explanation: string): Error {
  return new Error(`${messageOf(error)}\n${explanation}`);
}

/** The object is not on the server any more. */
export class ObjectGone extends Error {}

/**
 * The object exists, but not as it should be. The engine keeps it, with this id and this state, as "failed to
 * initialize", and calls `update` at the next `up`.
 */
export class PartialFailure extends Error {
  constructor(
    readonly id: string,
    readonly state: object,
    reason: string,
  ) {
    super(reason);
  }
}
