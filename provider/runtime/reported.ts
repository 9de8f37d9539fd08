import { messageOf } from "../api";
import { createRedactor } from "../api";
import { credentialStrings } from "./connection/credentials";
import { PartialFailure } from "./connection/partialFailure";

/**
 * Runs one method of a provider and makes of whatever it throws an error that may be shown: redacted, and without a
 * stack. Beside the error itself, the SDK prints `${error}: ${error.stack}` of most of what a plugin throws.
 */
export async function reported<T>(
  sources: readonly Parameters<typeof credentialStrings>[0][],
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof PartialFailure) throw withoutEcho(error);
    throw withoutEcho(new Error(createRedactor(sources.flatMap(credentialStrings))(messageOf(error))));
  }
}

/** What the SDK prints beside the error must not say all of it a second time. */
function withoutEcho(error: Error): Error {
  error.toString = () => "pulumi-workato-embedded";
  error.stack = "an operation failed; its error is shown with the resource.";
  return error;
}
