import type { CallOptions, Connection, ConnectionAnswer, ListConnectionsQuery, WorkatoClient } from "../../api";
import { isWorkatoError } from "../../api";
import { AskedOnce } from "./askedOnce";
import { ListedConnections } from "./listedConnections";

/** One customer's connections as this process knows them. */
interface KnownCustomer {
  /** Lists that were asked for, by their query. */
  readonly looks: AskedOnce<ListedConnections>;
  /** Their answers, which our own writes keep true. */
  readonly answers: ListedConnections[];
  /** What this process wrote, also while a list was on its way; null is a deleted connection. */
  readonly written: Map<string, Connection | null>;
}

/**
 * The lists of connections of one workspace's customers. Each is fetched once a process and shared by every resource
 * that asks (hundreds of resources of a customer cost one request), and kept true by what our own writes answer. A look
 * that failed is not kept: it may be better for whoever asks next.
 * Source: GET /api/managed_users/:managed_user_id/connections
 */
export class ConnectionLists {
  readonly #client: WorkatoClient;
  readonly #customers = new Map<string, KnownCustomer>();

  constructor(client: WorkatoClient) {
    this.#client = client;
  }

  /** Every connection of the customer but runtime user connections. It goes on to be kept true. */
  all(managedUserId: string, call?: CallOptions): Promise<ListedConnections> {
    return this.#look(managedUserId, {}, call);
  }

  /**
   * One connection, or undefined when the server does not have it. What the list lacks is looked for once more,
   * with the provider filter and with runtime user connections, before anyone calls it gone.
   */
  async find(
    managedUserId: string,
    connectionId: string,
    provider: string | undefined,
    call?: CallOptions,
  ): Promise<Connection | undefined> {
    const found = (await this.all(managedUserId, call)).get(connectionId);
    if (found !== undefined) return found;
    const query = { includeRuntimeConnections: true, ...(provider === undefined ? {} : { provider }) };
    return (await this.#look(managedUserId, query, call)).get(connectionId);
  }

  /** Asks the server now, whatever is known already. */
  search(managedUserId: string, query: ListConnectionsQuery, call?: CallOptions): Promise<Connection[]> {
    return this.#client.listConnections(managedUserId, { ...query, includeTags: true }, call);
  }

  /** Takes over what a write answered; what the answer leaves out is as `known` says. */
  record(managedUserId: string, answer: ConnectionAnswer, known: Connection): Connection {
    const connection = { ...known, ...answer };
    this.#write(managedUserId, connection.connectionId, connection);
    return connection;
  }

  /** The connection was deleted. */
  forget(managedUserId: string, connectionId: string): void {
    this.#write(managedUserId, connectionId, null);
  }

  /** A write may or may not have happened: the next one who asks gets a new list. */
  drop(managedUserId: string): void {
    this.#customers.delete(managedUserId);
  }

  #customer(managedUserId: string): KnownCustomer {
    const known = this.#customers.get(managedUserId) ?? { looks: new AskedOnce(), answers: [], written: new Map() };
    this.#customers.set(managedUserId, known);
    return known;
  }

  #write(managedUserId: string, connectionId: string, connection: Connection | null): void {
    const { written, answers } = this.#customer(managedUserId);
    written.set(connectionId, connection);
    for (const listed of answers) overlay(listed, connectionId, connection);
  }

  async #look(
    managedUserId: string,
    query: ListConnectionsQuery,
    call: CallOptions | undefined,
  ): Promise<ListedConnections> {
    const { looks, answers, written } = this.#customer(managedUserId);
    // Of the call that asks first, only its silence is for all who wait.
    const isQuiet = call?.isQuiet === true;
    const ask = async () => {
      const listed = new ListedConnections(await this.search(managedUserId, query, { isQuiet }));
      for (const [connectionId, connection] of written) overlay(listed, connectionId, connection);
      answers.push(listed);
      return listed;
    };
    try {
      return await looks.get(JSON.stringify(query), ask);
    } catch (error) {
      // Whoever waited knows secrets of its own.
      throw isWorkatoError(error) && call?.redact !== undefined ? error.redacted(call.redact) : error;
    }
  }
}

function overlay(listed: ListedConnections, connectionId: string, connection: Connection | null): void {
  if (connection === null) listed.remove(connectionId);
  else listed.put(connection);
}
