import { isRecord, secretStrings } from "../../api";
import type { Environment } from "../../settings/settings";
import type { ConnectionArguments } from "../../arguments/connection";
import { hasCredentials } from "./credentials";

type Source = Pick<Partial<ConnectionArguments>, "input" | "inputFromEnvironment">;

/**
 * The `input` to send: what the program sets, with the values of `inputFromEnvironment` at their dotted paths.
 * The result must never reach state.
 * @throws Error that names every path whose environment variable is not set.
 */
export function inputToSend(source: Source, environment: Environment): Record<string, unknown> | undefined {
  if (!hasCredentials(source)) return undefined;
  const missing = unsetVariables(source, environment);
  if (missing.length > 0) throw new Error(describeUnset(missing));
  const input = structuredClone(source.input ?? {});
  for (const [path, variable] of Object.entries(source.inputFromEnvironment ?? {})) {
    setAt(input, path.split("."), environment[variable] ?? "");
  }
  return input;
}

/** The entries of `inputFromEnvironment` whose variable is not set where Pulumi runs, as path and name. */
export function unsetVariables({ inputFromEnvironment }: Source, environment: Environment): [string, string][] {
  return Object.entries(inputFromEnvironment ?? {}).filter(([, variable]) => (environment[variable] ?? "") === "");
}

function describeUnset(missing: readonly [string, string][]): string {
  const named = missing.map(([path, variable]) => `${variable} (for input.${path})`).join(", ");
  const [noun, verb, object] = missing.length === 1 ? ["variable", "is", "it"] : ["variables", "are", "them"];
  return (
    `inputFromEnvironment: the environment ${noun} ${named} ${verb} not set where Pulumi runs. ` +
    `Set ${object} and run \`pulumi up\` again.`
  );
}

/** Every text that must not be seen in the server's words about these connections. */
export function secretsOf(sources: readonly Source[], environment: Environment): string[] {
  return sources.flatMap(({ input, inputFromEnvironment }) => {
    const fromEnvironment = Object.values(inputFromEnvironment ?? {}).map((variable) => environment[variable]);
    return secretStrings([input, fromEnvironment]);
  });
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
