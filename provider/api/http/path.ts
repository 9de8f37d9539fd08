/**
 * An encoded path of the API.
 * @throws for a part that would make another path, such as an empty id
 */
export function toPath(...parts: string[]): string {
  for (const part of parts) {
    if (["", ".", ".."].includes(part)) throw new Error(`"${part}" cannot be an id in a request to Workato.`);
  }
  return `/api/${parts.map(encodeURIComponent).join("/")}`;
}

export function toForceQuery(force: boolean): string {
  return force ? "?force=true" : "";
}
