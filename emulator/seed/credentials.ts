/** Connection parameters as a program sends them. */
export type Credentials = Readonly<Record<string, unknown>>;

/** The value that the application behind the connection refuses, or undefined when it lets us in. */
export type RefusalRule = (provider: string, input: Credentials) => string | undefined;

/** Refuses the first string, at any depth, that starts with "wrong". */
export const refusedWhenWrong: RefusalRule = (_provider, input) => firstWrong(input);

function firstWrong(value: unknown): string | undefined {
  if (typeof value === "string") return value.startsWith("wrong") ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const found = firstWrong(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
