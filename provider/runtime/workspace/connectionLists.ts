import type { CallOptions, Connection, ConnectionAnswer, ListConnectionsQuery, WorkatoClient } from "../../api";

type Listed = Map<string, Connection>;

/** One customer's connections as this process knows them. */
interface CustomerEntry {
  list: Promise<Listed> | undefined;
  /** The answer to `list`, once it is there. */
  listed: Listed | undefined;
  /** What this process wrote since the list was asked for; null is a deleted connection. Wins over every list. */
  readonly written: Map<string, Connection | null>;
  /** Wider looks, with runtime connections, by provider. */
  readonly wider: Map<string, Promise<Listed>>;
}

/**
 * The lists of connections of one workspace's customers. Each is fetched once a process and shared by every resource
 * that asks (hundreds of resources of a customer cost one request), and kept true by what our own writes answer. A look
 * that failed is not kept: it may be better for whoever asks next.
 * Source: GET /api/managed_users/:managed_user_id/connections
 */
export class ConnectionLists {
  readonly #client: WorkatoClient;
  readonly #customers = new Map<string, CustomerEntry>();

  constructor(client: WorkatoClient) {
    this.#client = client;
  }

  /** Every connection of the customer but runtime user connections, by connection id. It goes on to be kept true. */
  all(managedUserId: string): Promise<ReadonlyMap<string, Connection>> {
    const entry = this.#entry(managedUserId);
    entry.list ??= this.#fetch(entry, managedUserId);
    return entry.list;
  }

  /**
   * One connection, or undefined when the server does not have it. What the list lacks is looked for once more,
   * with the provider filter and with runtime user connections, before anyone calls it gone.
   */
  async find(managedUserId: string, connectionId: string, provider?: string): Promise<Connection | undefined> {
    const found = (await this.all(managedUserId)).get(connectionId);
    if (found !== undefined) return found;
    const entry = this.#entry(managedUserId);
    const wider = await this.#wider(entry, managedUserId, provider);
    const written = entry.written.get(connectionId);
    return written === undefined ? wider.get(connectionId) : (written ?? undefined);
  }

  /** Asks the server now, whatever is known already. */
  search(managedUserId: string, query: ListConnectionsQuery, call?: CallOptions): Promise<Connection[]> {
    return this.#client.listConnections(managedUserId, { ...query, includeTags: true }, call);
  }

  /** Takes over what a write answered; what the answer leaves out is as `known` says. */
  record(managedUserId: string, answer: ConnectionAnswer, known: Connection): Connection {
    const connection = { ...known, ...answer };
    const entry = this.#entry(managedUserId);
    entry.written.set(connection.connectionId, connection);
    entry.listed?.set(connection.connectionId, connection);
    return connection;
  }

  /** The connection was deleted. */
  forget(managedUserId: string, connectionId: string): void {
    const entry = this.#entry(managedUserId);
    entry.written.set(connectionId, null);
    entry.listed?.delete(connectionId);
  }

  /** A write may or may not have happened: the next one who asks gets a new list. */
  drop(managedUserId: string): void {
    this.#customers.delete(managedUserId);
  }

  #entry(managedUserId: string): CustomerEntry {
    let entry = this.#customers.get(managedUserId);
    if (entry === undefined) {
      entry = { list: undefined, listed: undefined, written: new Map(), wider: new Map() };
      this.#customers.set(managedUserId, entry);
    }
    return entry;
  }

  async #fetch(entry: CustomerEntry, managedUserId: string): Promise<Listed> {
    try {
      const listed = byId(await this.search(managedUserId, {}));
      for (const [connectionId, connection] of entry.written) {
        if (connection === null) listed.delete(connectionId);
        else listed.set(connectionId, connection);
      }
      entry.listed = listed;
      return listed;
    } catch (error) {
      entry.list = undefined;
      throw error;
    }
  }

  #wider(entry: CustomerEntry, managedUserId: string, provider: string | undefined): Promise<Listed> {
    const key = provider ?? "";
    let wider = entry.wider.get(key);
    if (wider === undefined) {
      const query = { includeRuntimeConnections: true, ...(provider === undefined ? {} : { provider }) };
      wider = this.search(managedUserId, query).then(byId);
      entry.wider.set(key, wider);
      wider.catch(() => entry.wider.delete(key));
    }
    return wider;
  }
}

function byId(connections: readonly Connection[]): Listed {
  return new Map(connections.map((connection) => [connection.connectionId, connection]));
}
