/** Trimmed; undefined when nothing is left. A token from `$(cat file)` often ends in a newline. */
export function nonBlank(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : trimmed;
}
