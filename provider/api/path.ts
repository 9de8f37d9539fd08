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

/** The customer in whose workspace a path is. */
export function customerOf(path: string): string | undefined {
  const encoded = /^\/api\/(?:v\d+\/)?managed_users\/([^/?]+)/.exec(path)?.[1];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}

export function toForceQuery(force: boolean): string {
  return force ? "?force=true" : "";
}
