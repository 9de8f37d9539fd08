import { createRedactor, messageOf } from "../api";
import { joinResourceId } from "../arguments/resourceId";

/** An error that adds to what the API said what it means here and what to do. */
export function explained(error: unknown, explanation: string): Error {
  return new Error(`${messageOf(error)}\n${explanation}`);
}

/** The object is not on the server any more. */
export class ObjectGone extends Error {}

/**
 * The object exists, but not as it should be. The engine keeps it, with this id and these properties, as "failed to
 * initialize", and calls `update` at the next `up`.
 */
export class PartialFailure extends Error {
  readonly id: string;
  readonly properties: Record<string, unknown>;
  readonly reasons: string[];

  /** @param inputs with their `__provider`: without it the engine could not load us for the next operation. */
  constructor(
    inputs: { readonly managedUserId: string; __provider?: unknown },
    objectId: string,
    state: object,
    reason: string,
  ) {
    super(reason);
    this.id = joinResourceId(inputs.managedUserId, objectId);
    this.properties = { ...state, __provider: inputs.__provider };
    this.reasons = [reason];
  }
}

/**
 * Runs one method of a provider. What it throws is shown once and without a stack: the SDK prints
 * `${error}: ${error.stack}` of most of what a plugin throws, beside the error itself. What was not thrown for people is
 * a mistake of ours, whose text may quote anything: there, the secrets at hand are taken out.
 */
export async function toldOnce<T>(secrets: () => string[], run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    const error = isForPeople(thrown) ? thrown : new Error(createRedactor(secrets())(messageOf(thrown)));
    error.toString = () => "pulumi-workato-embedded";
    error.stack = "an operation failed; its error is shown with the resource.";
    throw error;
  }
}

function isForPeople(thrown: unknown): thrown is Error {
  const mistakes = [TypeError, RangeError, SyntaxError, ReferenceError];
  return thrown instanceof Error && !mistakes.some((mistake) => thrown instanceof mistake);
}
