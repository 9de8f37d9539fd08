import { isRecord, secretStrings } from "../../api";

interface CredentialSource {
  readonly input?: Record<string, unknown>;
  readonly inputFromEnvironment?: Record<string, string>;
}

/** Does the program manage the credentials of this connection at all? */
export function hasCredentials(source: CredentialSource): boolean {
  return source.input !== undefined || source.inputFromEnvironment !== undefined;
}

/**
 * The `input` to send: what the program sets, with the values of `inputFromEnvironment` at their dotted paths.
 * The result must never reach state.
 * @throws Error that names the path and the environment variable that is not set.
 */
export function credentialsToSend(source: CredentialSource): Record<string, unknown> | undefined {
  if (!hasCredentials(source)) return undefined;
  const input = structuredClone(source.input ?? {});
  for (const [path, variable] of Object.entries(source.inputFromEnvironment ?? {})) {
    const value = process.env[variable];
    if (value === undefined || value === "") {
      throw new Error(
        `inputFromEnvironment: the environment variable ${variable} (for input.${path}) is not set where Pulumi runs. ` +
          "Set it and run `pulumi up` again.",
      );
    }
    setAt(input, path.split("."), value);
  }
  return input;
}

/** Every string that must not be seen in a message about this connection. */
export function credentialStrings(source: CredentialSource): string[] {
  const fromEnvironment = Object.values(source.inputFromEnvironment ?? {}).map((variable) => process.env[variable]);
  return [...secretStrings(source.input), ...secretStrings(fromEnvironment)];
}

function setAt(target: Record<string, unknown>, path: readonly string[], value: string): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = target[key];
  const next: Record<string, unknown> = isRecord(inner) ? inner : {};
  target[key] = next;
  setAt(next, rest, value);
}
