import { setTimeout as delay } from "node:timers/promises";
import type { CallOptions, Connection, ConnectionAnswer, ListConnectionsQuery, WorkatoClient } from "../../api";
import { defined, instantOf, isOlder, isSameInstant, isWorkatoError } from "../../api";
import { ListedConnections } from "./listedConnections";
import { pollUntil } from "./pollUntil";

/** A create does not trust an older list. */
const FRESH_MS = 10_000;

/** One list that was asked for, or will be. */
interface Look {
  /** When it is asked for, by this process's clock. */
  readonly atMs: number;
  readonly answer: Promise<ListedConnections>;
  /** The answer, once it is there; our own writes keep it true. */
  listed?: ListedConnections;
}

/** What this process wrote. */
interface Write {
  readonly connection: Connection;
  /** A list that is asked for later is newer, also where the answer to the write does not say when that was. */
  readonly countsUntilMs: number;
}

/** One customer's connections as this process knows them. */
interface KnownCustomer {
  /** The newest list of each query. */
  readonly looks: Map<string, Look>;
  /** Also what was written while a list was on its way. */
  readonly written: Map<string, Write>;
  /** Connections that resources in state have. */
  readonly sought: Set<string>;
  /** As long as nobody waits for the answer, retries are not reported. */
  readonly tone: { isQuiet: boolean };
  /** Lists from before this time were wrong about what is not there. */
  disprovedAtMs: number;
}

/**
 * The lists of connections of one workspace's customers. Each is fetched once a process and shared by every resource
 * that asks (hundreds of resources of a customer cost one request), and kept true by what our own writes answer. A look
 * that failed is not kept: it may be better for whoever asks next.
 * Source: GET /api/managed_users/:managed_user_id/connections
 */
export class ConnectionLists {
  readonly #client: WorkatoClient;
  readonly #lagMs: number;
  readonly #customers = new Map<string, KnownCustomer>();
  /** Connections that this process deleted, by whatever id of their customer: a customer has several. */
  readonly #deleted = new Set<string>();

  /** @param lagMs how long a list may be behind */
  constructor(client: WorkatoClient, lagMs: number) {
    this.#client = client;
    this.#lagMs = lagMs;
  }

  /** Every connection of the customer but runtime user connections, however old the list is. */
  all(managedUserId: string, call?: CallOptions): Promise<ListedConnections> {
    return this.#ask(managedUserId, {}, -Infinity, call);
  }

  /** The same as it is now, or was some seconds ago: what a create believes. */
  current(managedUserId: string, call?: CallOptions): Promise<ListedConnections> {
    return this.#ask(managedUserId, {}, this.#freshSinceMs(managedUserId), call);
  }

  /** One connection as it is now; what the list lacks is looked for once more, with the provider and runtime connections. */
  async find(
    managedUserId: string,
    connectionId: string,
    provider: string | undefined,
    call?: CallOptions,
  ): Promise<Connection | undefined> {
    const found = (await this.current(managedUserId, call)).get(connectionId);
    if (found !== undefined) return found;
    const complete = await this.later(managedUserId, provider, this.#freshSinceMs(managedUserId), call);
    return complete.get(connectionId);
  }

  /**
   * A list with the provider filter and runtime connections that is asked for at this time or later, one for all who wait
   * for that.
   */
  later(
    managedUserId: string,
    provider: string | undefined,
    atMs: number,
    call?: CallOptions,
  ): Promise<ListedConnections> {
    return this.#ask(managedUserId, completeQuery(provider), atMs, call);
  }

  /** A resource has this connection in its state. Answers all of the customer that resources have looked for. */
  seek(managedUserId: string, connectionId: string): ReadonlySet<string> {
    return this.#customer(managedUserId).sought.add(connectionId);
  }

  /** A request of ours has deleted it: nobody looks for it any more. */
  unseek(managedUserId: string, connectionId: string): void {
    this.#customer(managedUserId).sought.delete(connectionId);
  }

  /** Has any list of the customer shown one of these? */
  isAnyShown(managedUserId: string, connectionIds: ReadonlySet<string>): boolean {
    const lists = [...this.#customer(managedUserId).looks.values()].map(({ listed }) => listed);
    return [...connectionIds].some((id) => lists.some((listed) => listed?.get(id) !== undefined));
  }

  /** Something is gone, or was missing from a list: from now on a create gets a new list. */
  disprove(managedUserId: string): void {
    this.#customer(managedUserId).disprovedAtMs = performance.now();
  }

  /** Whoever looks from now on gets new lists. */
  disproveAll(): void {
    for (const managedUserId of this.#customers.keys()) this.disprove(managedUserId);
  }

  /** Asks the server now, whatever is known already. */
  async search(managedUserId: string, query: ListConnectionsQuery, call?: CallOptions): Promise<Connection[]> {
    return await this.#client.listConnections(managedUserId, { ...query, includeTags: true }, call);
  }

  /**
   * One connection as the list has it after a write, asked for until it shows that write: a list may be behind.
   * @param write what the write answered, and the connection with what that left out
   * @throws Error when the list does not show the connection.
   */
  async afterWrite(
    managedUserId: string,
    query: ListConnectionsQuery,
    write: { readonly connection: Connection; readonly answer: ConnectionAnswer },
    call?: CallOptions,
  ): Promise<Connection> {
    const { connection, answer } = write;
    const look = async () => {
      const listed = await this.search(managedUserId, query, call);
      return listed.find(({ connectionId }) => connectionId === connection.connectionId);
    };
    const found = await pollUntil(look, (seen) => seen !== undefined && shows(seen, answer, connection), this.#lagMs);
    if (found === undefined) throw new Error("the list does not show the connection.");
    return found;
  }

  /** Takes over what a write answered; what the answer leaves out is as `known` says. */
  record(managedUserId: string, answer: ConnectionAnswer, known: Connection): Connection {
    const connection = { ...known, ...answer };
    const { written, looks } = this.#customer(managedUserId);
    const isDated = instantOf(answer.updatedAt) !== undefined;
    const countsUntilMs = isDated ? -Infinity : performance.now() + this.#lagMs;
    written.set(connection.connectionId, { connection, countsUntilMs });
    for (const { listed } of looks.values()) listed?.put(connection);
    return connection;
  }

  /** The connection was deleted. */
  forget(connectionId: string): void {
    this.#deleted.add(connectionId);
    for (const { written, looks } of this.#customers.values()) {
      written.delete(connectionId);
      for (const { listed } of looks.values()) listed?.remove(connectionId);
    }
  }

  /** A write may or may not have taken effect: whoever asks next gets a new list. */
  drop(managedUserId: string, connectionId?: string): void {
    const { looks, written } = this.#customer(managedUserId);
    looks.clear();
    if (connectionId !== undefined) written.delete(connectionId);
  }

  /** Older lists do not count. */
  #freshSinceMs(managedUserId: string): number {
    return Math.max(performance.now() - FRESH_MS, this.#customer(managedUserId).disprovedAtMs);
  }

  #customer(managedUserId: string): KnownCustomer {
    const known = this.#customers.get(managedUserId) ?? {
      looks: new Map<string, Look>(),
      written: new Map<string, Write>(),
      sought: new Set<string>(),
      tone: { isQuiet: true },
      disprovedAtMs: -Infinity,
    };
    this.#customers.set(managedUserId, known);
    return known;
  }

  /** The newest list, where it is not older than this, or a new one. */
  #ask(
    managedUserId: string,
    query: ListConnectionsQuery,
    notBeforeMs: number,
    call: CallOptions | undefined,
  ): Promise<ListedConnections> {
    const customer = this.#customer(managedUserId);
    const { looks, tone } = customer;
    if (call?.isQuiet !== true) tone.isQuiet = false;
    const key = JSON.stringify(query);
    const known = looks.get(key);
    const look =
      known !== undefined && known.atMs >= notBeforeMs
        ? known
        : this.#begin(customer, managedUserId, query, notBeforeMs);
    if (look !== known) {
      looks.set(key, look);
      // A look that failed is not kept, unless another one has taken its place.
      look.answer.catch(() => {
        if (looks.get(key) === look) looks.delete(key);
      });
    }
    const { redact } = call ?? {};
    if (redact === undefined) return look.answer;
    // Each caller redacts its own secrets.
    return look.answer.catch((error: unknown) => {
      throw isWorkatoError(error) ? error.redacted(redact) : error;
    });
  }

  #begin(
    { written, tone }: KnownCustomer,
    managedUserId: string,
    query: ListConnectionsQuery,
    notBeforeMs: number,
  ): Look {
    const nowMs = performance.now();
    const atMs = Math.max(nowMs, notBeforeMs);
    const fetch = async () => {
      if (atMs > nowMs) await delay(atMs - nowMs);
      const list = await this.#client.readConnectionList(managedUserId, { ...query, includeTags: true }, tone);
      const listed = new ListedConnections(list, performance.now());
      for (const { connection, countsUntilMs } of written.values()) {
        const seen = listed.get(connection.connectionId);
        if (seen === undefined || atMs < countsUntilMs || isOlder(seen, connection)) listed.put(connection);
      }
      for (const connectionId of this.#deleted) listed.remove(connectionId);
      look.listed = listed;
      return listed;
    };
    const look: Look = { atMs, answer: fetch() };
    return look;
  }
}

/** Shows what a list without these may leave out. */
function completeQuery(provider: string | undefined): ListConnectionsQuery {
  return defined({ includeRuntimeConnections: true, provider });
}

/** Without a time in the answer, any other than the one that was known is of this write or of a later one. */
function shows({ updatedAt }: Connection, answer: ConnectionAnswer, known: Connection): boolean {
  const isSame = isSameInstant(updatedAt, known.updatedAt);
  if (answer.updatedAt === undefined) return !isSame;
  return isSame || (instantOf(updatedAt) ?? Infinity) > (instantOf(answer.updatedAt) ?? 0);
}
