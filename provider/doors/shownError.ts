import { createRedactor, messageOf, visibleLines } from "../api";

/**
 * What a person is shown of an error: our own errors as they are. A bug of ours may quote anything, so the secrets at
 * hand are taken out.
 */
export function shownError(thrown: unknown, secrets: () => string[]): Error {
  const error = isForPeople(thrown) ? thrown : new Error(createRedactor(secrets())(messageOf(thrown)));
  // Names of Workato stand in it.
  error.message = visibleLines(error.message);
  return error;
}

function isForPeople(thrown: unknown): thrown is Error {
  const mistakes = [TypeError, RangeError, SyntaxError, ReferenceError];
  return thrown instanceof Error && !mistakes.some((mistake) => thrown instanceof mistake);
}
