export function createRedactor(secrets: Iterable<string>): (text: string) => string {
  const all = [...secrets];
  return (text) => all.reduce((seen, secret) => seen.replaceAll(secret, "[redacted]"), text);
}

export function secretStrings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(secretStrings);
}
