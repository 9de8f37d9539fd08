/** What an id of this package's resources is made of. */
export interface ResourceIdParts {
  /** The customer, as the program names it, e.g. "98178", "EA2300", "EA/23 00". */
  readonly managedUserId: string;
  /** The connection's or the custom OAuth profile's id in Workato. */
  readonly objectId: string;
}

/** `<managedUserId>/<objectId>`, the first part URI-encoded: external ids may hold slashes. */
export function joinResourceId(managedUserId: string, objectId: string): string {
  return `${encodeURIComponent(managedUserId)}/${objectId}`;
}

/** @throws Error that shows the expected form. */
export function parseResourceId(id: string): ResourceIdParts {
  const [encoded = "", objectId = "", ...rest] = id.split("/");
  if (encoded !== "" && /^\d+$/.test(objectId) && rest.length === 0) {
    try {
      return { managedUserId: decodeURIComponent(encoded), objectId };
    } catch {
      // A stray % is reported like any other malformed id.
    }
  }
  throw new Error(
    `"${id}" is not an id of this package: expected "<managedUserId>/<number>", the first part URI-encoded, ` +
      'such as "98178/36" or "EA%2F23%2000/36".',
  );
}

/** The second part of an id; an id that is none of ours, as mocks make them up, is taken whole. */
export function objectIdOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
