import type { CallOptions, Connection, ConnectionAnswer, ListConnectionsQuery, WorkatoClient } from "../../api";
import { instantOf, isSameInstant, isWorkatoError } from "../../api";
import { lookUntil } from "./pollUntil";
import { AskedOnce } from "./askedOnce";
import { ListedConnections } from "./listedConnections";

/** One customer's connections as this process knows them. */
interface KnownCustomer {
  /** Lists that were asked for, by their query. */
  readonly looks: AskedOnce<ListedConnections>;
  /** Their answers, which our own writes keep true. */
  readonly answers: ListedConnections[];
  /** What this process wrote, also while a list was on its way. */
  readonly written: Map<string, Connection>;
  /** Nothing is said of retries as long as nobody waits for an answer. */
  readonly tone: { isQuiet: boolean };
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
  /** Connections that this process deleted, by whatever id of their customer: a customer has several. */
  readonly #deleted = new Set<string>();

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

  /**
   * One connection as the list has it after a write, asked for until it shows that write: a list may be behind by `lagMs`.
   * @param write what the write answered, and the connection with what that left out
   * @throws Error when the list does not show the connection.
   */
  async afterWrite(
    managedUserId: string,
    query: ListConnectionsQuery,
    write: { readonly connection: Connection; readonly answer: ConnectionAnswer },
    lagMs: number,
    call?: CallOptions,
  ): Promise<Connection> {
    const { connection, answer } = write;
    const look = async () => {
      const listed = await this.search(managedUserId, query, call);
      return listed.find(({ connectionId }) => connectionId === connection.connectionId);
    };
    const found = await lookUntil(look, (seen) => seen !== undefined && shows(seen, answer, connection), lagMs);
    if (found === undefined) throw new Error("the list does not show the connection.");
    return found;
  }

  /** Takes over what a write answered; what the answer leaves out is as `known` says. */
  record(managedUserId: string, answer: ConnectionAnswer, known: Connection): Connection {
    const connection = { ...known, ...answer };
    const { written, answers } = this.#customer(managedUserId);
    written.set(connection.connectionId, connection);
    for (const listed of answers) listed.put(connection);
    return connection;
  }

  /** The connection was deleted. */
  forget(connectionId: string): void {
    this.#deleted.add(connectionId);
    for (const { written, answers } of this.#customers.values()) {
      written.delete(connectionId);
      for (const listed of answers) listed.remove(connectionId);
    }
  }

  /** A write may or may not have happened: the next one who asks gets a new list. */
  drop(managedUserId: string): void {
    this.#customers.delete(managedUserId);
  }

  #customer(managedUserId: string): KnownCustomer {
    const known = this.#customers.get(managedUserId) ?? {
      looks: new AskedOnce(),
      answers: [],
      written: new Map(),
      tone: { isQuiet: true },
    };
    this.#customers.set(managedUserId, known);
    return known;
  }

  async #look(
    managedUserId: string,
    query: ListConnectionsQuery,
    call: CallOptions | undefined,
  ): Promise<ListedConnections> {
    const { looks, answers, written, tone } = this.#customer(managedUserId);
    if (call?.isQuiet !== true) tone.isQuiet = false;
    const ask = async () => {
      const listed = new ListedConnections(await this.search(managedUserId, query, tone));
      for (const connection of written.values()) listed.put(connection);
      for (const connectionId of this.#deleted) listed.remove(connectionId);
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

/** Without a time in the answer, any other than the one that was known is of this write or of a later one. */
function shows({ updatedAt }: Connection, answer: ConnectionAnswer, known: Connection): boolean {
  const isSame = isSameInstant(updatedAt, known.updatedAt);
  if (answer.updatedAt === undefined) return !isSame;
  return isSame || (instantOf(updatedAt) ?? Infinity) > (instantOf(answer.updatedAt) ?? 0);
}
