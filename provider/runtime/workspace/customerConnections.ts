import type { CallOptions, Connection, ConnectionAnswer, ListConnectionsQuery, WorkatoClient } from "../../api";
import { isWorkatoError } from "../../api";

/** One customer's connections as this process knows them. */
interface CustomerEntry {
  list: Promise<ReadonlyMap<string, Connection>> | undefined;
  /** What this process wrote since the list was asked for; null is a deleted connection. Wins over the list. */
  readonly written: Map<string, Connection | null>;
  /** Wider looks, with runtime connections, by provider. */
  readonly wider: Map<string, Promise<ReadonlyMap<string, Connection>>>;
}

/**
 * The lists of connections of one account's customers. Each is fetched once a process and shared by every resource
 * that asks (hundreds of resources of a customer cost one request), and kept true by what our own writes answer.
 * Source: GET /api/managed_users/:managed_user_id/connections
 */
export class CustomerConnections {
  readonly #client: WorkatoClient;
  readonly #customers = new Map<string, CustomerEntry>();

  constructor(client: WorkatoClient) {
    this.#client = client;
  }

  /** Every connection of the customer but runtime user connections, by connection id. */
  async all(managedUserId: string): Promise<ReadonlyMap<string, Connection>> {
    const entry = this.#entry(managedUserId);
    entry.list ??= this.#fetch(entry, managedUserId);
    return overlaid(await entry.list, entry.written);
  }

  /**
   * One connection, or undefined when the server does not have it. What the list lacks is looked for once more,
   * with the provider filter and with runtime user connections, before anyone calls it gone.
   */
  async find(managedUserId: string, connectionId: string, provider?: string): Promise<Connection | undefined> {
    const found = (await this.all(managedUserId)).get(connectionId);
    if (found !== undefined) return found;
    const entry = this.#entry(managedUserId);
    const key = provider ?? "";
    let wider = entry.wider.get(key);
    if (wider === undefined) {
      wider = this.search(managedUserId, {
        includeRuntimeConnections: true,
        ...(provider === undefined ? {} : { provider }),
      }).then(byId);
      entry.wider.set(key, wider);
      wider.catch(() => entry.wider.delete(key));
    }
    return overlaid(await wider, entry.written).get(connectionId);
  }

  /** Asks the server now, whatever is known already. */
  search(managedUserId: string, query: ListConnectionsQuery, call?: CallOptions): Promise<Connection[]> {
    return this.#client.listConnections(managedUserId, { ...query, includeTags: true }, call);
  }

  /** Takes over what a write answered; what the answer leaves out is as `known` says. */
  record(managedUserId: string, answer: ConnectionAnswer, known: Connection): Connection {
    const entry = this.#entry(managedUserId);
    const connection = { ...known, ...answer };
    entry.written.set(connection.connectionId, connection);
    return connection;
  }

  /** The connection was deleted. */
  forget(managedUserId: string, connectionId: string): void {
    this.#entry(managedUserId).written.set(connectionId, null);
  }

  /** A write may or may not have happened: the next one who asks gets a new list. */
  drop(managedUserId: string): void {
    this.#customers.delete(managedUserId);
  }

  #entry(managedUserId: string): CustomerEntry {
    let entry = this.#customers.get(managedUserId);
    if (entry === undefined) {
      entry = { list: undefined, written: new Map(), wider: new Map() };
      this.#customers.set(managedUserId, entry);
    }
    return entry;
  }

  #fetch(entry: CustomerEntry, managedUserId: string): Promise<ReadonlyMap<string, Connection>> {
    const list = this.search(managedUserId, {}).then(byId);
    list.catch((error: unknown) => {
      // A clear "no" holds for every resource of the customer; anything else may be better the next time.
      const final = ["unauthorized", "forbidden", "notFound"].some(
        (kind) => isWorkatoError(error) && error.kind === kind,
      );
      if (!final) entry.list = undefined;
    });
    return list;
  }
}

function byId(connections: readonly Connection[]): ReadonlyMap<string, Connection> {
  return new Map(connections.map((connection) => [connection.connectionId, connection]));
}

function overlaid(
  listed: ReadonlyMap<string, Connection>,
  written: ReadonlyMap<string, Connection | null>,
): ReadonlyMap<string, Connection> {
  if (written.size === 0) return listed;
  const merged = new Map(listed);
  for (const [connectionId, connection] of written) {
    if (connection === null) merged.delete(connectionId);
    else merged.set(connectionId, connection);
  }
  return merged;
}
