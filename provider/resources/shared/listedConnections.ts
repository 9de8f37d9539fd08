import type { Connection, ConnectionList } from "../../api";
import { plainText } from "../../arguments/argument";

/**
 * The connections of a customer, as a list of the API and our own writes say. Whoever asks for one, or for those that are
 * like one, does not look at all of them: thousands of resources of one customer ask.
 */
export class ListedConnections {
  /** Why the list may lack some. */
  readonly gap: string | undefined;
  readonly #byId = new Map<string, Connection>();
  /** Ids by provider and name: what a create looks for. */
  readonly #alike = new Map<string, Set<string>>();
  /** When this process has learned of each, deleted ones too: their place in the order. */
  readonly #places = new Map<string, number>();

  /** @param atMs when it was answered, by this process's clock */
  constructor(
    { connections, gap }: ConnectionList,
    readonly atMs: number,
  ) {
    this.gap = gap;
    for (const connection of connections) this.put(connection);
  }

  get(connectionId: string): Connection | undefined {
    return this.#byId.get(connectionId);
  }

  /** Those of this provider and name. */
  alike(provider: string, name: string): Connection[] {
    const ids = this.#alike.get(keyOf({ provider, name })) ?? [];
    return [...ids].flatMap((connectionId) => this.#byId.get(connectionId) ?? []);
  }

  /** A question that stays true to this moment: was the connection there? */
  whatIsThere(): (connectionId: string) => boolean {
    const next = this.#places.size;
    return (connectionId) => (this.#places.get(connectionId) ?? Infinity) < next;
  }

  put(connection: Connection): void {
    const { connectionId } = connection;
    this.remove(connectionId);
    this.#byId.set(connectionId, connection);
    const key = keyOf(connection);
    this.#alike.set(key, (this.#alike.get(key) ?? new Set()).add(connectionId));
    if (!this.#places.has(connectionId)) this.#places.set(connectionId, this.#places.size);
  }

  remove(connectionId: string): void {
    const known = this.#byId.get(connectionId);
    if (known === undefined) return;
    this.#byId.delete(connectionId);
    this.#alike.get(keyOf(known))?.delete(connectionId);
  }
}

function keyOf({ provider, name }: Pick<Connection, "provider" | "name">): string {
  return JSON.stringify([provider, name === null ? null : plainText(name)]);
}
