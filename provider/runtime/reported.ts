import { createRedactor } from "../api";
import { credentialStrings } from "./credentials";
import { messageOf } from "./errors";
import { PartialFailure } from "./partialFailure";

/**
 * Runs one method of a provider and makes of whatever it throws an error that may be shown: redacted, and without a
 * stack, because the SDK prints the stack of everything that a plugin throws.
 */
export async function reported<T>(
  sources: readonly Parameters<typeof credentialStrings>[0][],
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof PartialFailure) throw withoutStack(error);
    throw withoutStack(new Error(createRedactor(sources.flatMap(credentialStrings))(messageOf(error))));
  }
}

function withoutStack(error: Error): Error {
  error.stack = "";
  return error;
}
