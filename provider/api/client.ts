import { defined } from "./defined";
import { meaningOfAssign, meaningOfRemoval, meaningOfUnassign, meaningOfWrite } from "./errors/refusal";
import { readSuccess } from "./http/answer";
import { Transport } from "./http/transport";
import type { ConnectionAnswer, ConnectionBody, ConnectionList, ListConnectionsQuery } from "./objects/connection";
import {
  fromCreateResponse,
  fromListResponse,
  fromUpdateResponse,
  toConnectionRequest,
  toListQuery,
} from "./objects/connection";
import type { Connection } from "./objects/connectionFields";
import { fromCustomerListResponse, type Customer } from "./objects/customer";
import { type Folder, fromFolderListResponse, fromProjectListResponse, type Project } from "./objects/folder";
import { fromInputSchemaResponse, type InputParameter } from "./objects/inputSchema";
import { fromProfileListResponse, fromProfileResponse, type OAuthProfile } from "./objects/oauthProfile";
import { ELEMENTS_PER_PAGE, readAllPages, toPage } from "./objects/paging";
import type { WorkatoClientOptions } from "./options";
import type { Queue } from "./pacing/quotaQueue";
import { type QuotaQueues, Quotas } from "./pacing/quotas";
import { type ApiRequest, type CallOptions, Requester } from "./pacing/requester";
import { RetryBudget } from "./pacing/retryBudget";
import { ServerClock } from "./pacing/serverClock";
import { toForceQuery, toPath } from "./path";

/** What tests replace. */
export interface ClientSeams {
  /** @default Math.random */
  readonly random?: () => number;
  /** Certificate authority to trust instead of the system's, in PEM. */
  readonly ca?: string;
}

/** Disconnect although active recipes use the connection; unassign although it is in use. */
export interface ForceOption {
  readonly force: boolean;
}

/** A list that comes in pages. */
interface PagedList<T> {
  readonly path: string;
  /** What stands before the number of the page, with its `&`. */
  readonly query?: string;
  readonly queue: Queue;
  /** The elements of a page by their ids. */
  readonly read: (payload: unknown) => ReadonlyMap<string, T>;
}

/** The Workato Embedded API of one account: paced, repeated where that does no harm, redacted. */
export class WorkatoClient {
  /** One operation with its retries. */
  readonly #retryTimeoutSeconds: number;
  readonly #transport: Transport;
  readonly #requester: Requester;
  readonly #clock = new ServerClock();
  readonly #quotas: Quotas;
  readonly #queues: QuotaQueues;

  /** @throws when the base URL, the token or the address of the proxy cannot be right */
  constructor(options: WorkatoClientOptions, seams: ClientSeams = {}) {
    this.#retryTimeoutSeconds = options.retryTimeoutSeconds;
    this.#transport = new Transport({ ...options, ...defined({ ca: seams.ca }) });
    this.#requester = new Requester({
      options,
      transport: this.#transport,
      clock: this.#clock,
      random: seams.random ?? Math.random,
    });
    this.#quotas = new Quotas(options);
    this.#queues = this.#quotas.queues;
  }

  /** `GET /api/managed_users/:id/connections`; of two elements with one id the newer is kept. */
  async listConnections(
    managedUserId: string,
    query: ListConnectionsQuery = {},
    call?: CallOptions,
  ): Promise<Connection[]> {
    return (await this.readConnectionList(managedUserId, query, call)).connections;
  }

  /** The same list, and whether it is all that there is. */
  async readConnectionList(
    managedUserId: string,
    query: ListConnectionsQuery,
    call?: CallOptions,
  ): Promise<ConnectionList> {
    const path = toPath("managed_users", managedUserId, "connections") + toListQuery(query);
    return await this.#get({ path, queue: this.#queues.lists, read: fromListResponse }, call);
  }

  /** `POST /api/managed_users/:id/connections`; sent once more only when it is proven that it was not executed. */
  async createConnection(managedUserId: string, body: ConnectionBody, call?: CallOptions): Promise<ConnectionAnswer> {
    return await this.#requester.send(
      {
        method: "POST",
        path: toPath("managed_users", managedUserId, "connections"),
        body: JSON.stringify(toConnectionRequest(body)),
        queue: this.#queues.connections,
        idempotent: false,
        read: (payload) => fromCreateResponse(payload),
        meaningOf: meaningOfWrite,
      },
      call,
    );
  }

  /** `PUT /api/managed_users/:id/connections/:connection_id`; only the keys of `body` are changed. */
  async updateConnection(
    managedUserId: string,
    connectionId: string,
    body: ConnectionBody,
    call?: CallOptions,
  ): Promise<ConnectionAnswer> {
    return await this.#requester.send(
      {
        method: "PUT",
        path: toPath("managed_users", managedUserId, "connections", connectionId),
        body: JSON.stringify(toConnectionRequest(body)),
        queue: this.#queues.connections,
        idempotent: true,
        read: (payload) => fromUpdateResponse(payload, connectionId),
        meaningOf: meaningOfWrite,
      },
      call,
    );
  }

  /**
   * `POST /api/managed_users/:id/connections/:connection_id/disconnect`; nothing happens when it is disconnected.
   * The API's pages disagree on where `force` stands: it is sent in the query and in the body.
   */
  async disconnectConnection(
    managedUserId: string,
    connectionId: string,
    { force }: ForceOption,
    call?: CallOptions,
  ): Promise<void> {
    const path = toPath("managed_users", managedUserId, "connections", connectionId, "disconnect");
    const body = force ? { body: JSON.stringify({ force: "true" }) } : {};
    const queue = this.#queues.connections;
    await this.#act(
      { method: "POST", path: path + toForceQuery(force), ...body, queue, meaningOf: meaningOfRemoval },
      call,
    );
  }

  /** `DELETE /api/managed_users/:id/connections/:connection_id`. */
  async deleteConnection(managedUserId: string, connectionId: string, call?: CallOptions): Promise<void> {
    const path = toPath("managed_users", managedUserId, "connections", connectionId);
    await this.#act({ method: "DELETE", path, queue: this.#queues.connections, meaningOf: meaningOfRemoval }, call);
  }

  /** `POST /api/managed_users/:id/custom_oauth_profiles/:profile_id/assign`. */
  async assignOAuthProfile(managedUserId: string, profileId: string, call?: CallOptions): Promise<void> {
    const path = toPath("managed_users", managedUserId, "custom_oauth_profiles", profileId, "assign");
    const meaningOf = meaningOfAssign(managedUserId, profileId);
    await this.#act({ method: "POST", path, queue: this.#queues.profiles, meaningOf }, call);
  }

  /** `DELETE /api/managed_users/:id/custom_oauth_profiles/:profile_id/unassign`. */
  async unassignOAuthProfile(
    managedUserId: string,
    profileId: string,
    { force }: ForceOption,
    call?: CallOptions,
  ): Promise<void> {
    const path = toPath("managed_users", managedUserId, "custom_oauth_profiles", profileId, "unassign");
    await this.#act(
      {
        method: "DELETE",
        path: path + toForceQuery(force),
        queue: this.#queues.profiles,
        meaningOf: meaningOfUnassign,
      },
      call,
    );
  }

  /** `GET /api/custom_oauth_profiles/:profile_id`. */
  async getOAuthProfile(profileId: string, call?: CallOptions): Promise<OAuthProfile> {
    const path = toPath("custom_oauth_profiles", profileId);
    const read = (payload: unknown): OAuthProfile => fromProfileResponse(payload, profileId);
    return await this.#get({ path, queue: this.#queues.profiles, read }, call);
  }

  /** `GET /api/custom_oauth_profiles`, all pages: the custom OAuth profiles of the Embedded admin workspace. */
  async listOAuthProfiles(call?: CallOptions): Promise<OAuthProfile[]> {
    const path = toPath("custom_oauth_profiles");
    return await this.#list({ path, queue: this.#queues.profiles, read: fromProfileListResponse }, call);
  }

  /** `GET /api/managed_users`, all pages: the customers of the Embedded admin workspace. */
  async listCustomers(call?: CallOptions): Promise<Customer[]> {
    const path = toPath("managed_users");
    return await this.#list({ path, queue: this.#queues.customers, read: fromCustomerListResponse }, call);
  }

  /**
   * `GET /api/managed_users/:id/folders`, all pages of one level.
   * @param parentId the folder to look into
   * @default the workspace's home folder
   */
  async listFolders(managedUserId: string, parentId?: string, call?: CallOptions): Promise<Folder[]> {
    const path = toPath("managed_users", managedUserId, "folders");
    const query = parentId === undefined ? "" : `parent_id=${encodeURIComponent(parentId)}&`;
    return await this.#list({ path, query, queue: this.#queues.folders, read: fromFolderListResponse }, call);
  }

  /** `GET /api/managed_users/:id/projects`, all pages. */
  async listProjects(managedUserId: string, call?: CallOptions): Promise<Project[]> {
    const path = toPath("managed_users", managedUserId, "projects");
    return await this.#list({ path, queue: this.#queues.folders, read: fromProjectListResponse }, call);
  }

  /** `GET /api/managed_users/:id/connections/:connection_id/input_schema`: the parameters of a connection, with those that its own input adds. */
  async getConnectionInputSchema(
    managedUserId: string,
    connectionId: string,
    call?: CallOptions,
  ): Promise<InputParameter[]> {
    const path = toPath("managed_users", managedUserId, "connections", connectionId, "input_schema");
    return await this.#get({ path, queue: this.#queues.connections, read: fromInputSchemaResponse }, call);
  }

  /** `GET /api/v2/managed_users/:id/connectors/:name/input_schema`: the parameters of a connector, whatever a connection's input is. */
  async getConnectorInputSchema(
    managedUserId: string,
    provider: string,
    call?: CallOptions,
  ): Promise<InputParameter[]> {
    const path = toPath("v2", "managed_users", managedUserId, "connectors", provider, "input_schema");
    return await this.#get({ path, queue: this.#queues.connections, read: fromInputSchemaResponse }, call);
  }

  /** A retry budget to share between the calls of one operation. */
  startBudget(): RetryBudget {
    return new RetryBudget(this.#retryTimeoutSeconds);
  }

  /** The server's clock in milliseconds since 1970, up to a second behind; our own until an answer had a date. */
  serverNow(): number {
    return this.#clock.now();
  }

  /** Ends the connections that are kept open. */
  close(): void {
    this.#transport.close();
    this.#quotas.close();
  }

  #get<T>(request: Omit<ApiRequest<T>, "method" | "idempotent">, call?: CallOptions): Promise<T> {
    return this.#requester.send({ method: "GET", ...request, idempotent: true }, call);
  }

  #list<T>({ path, query = "", queue, read }: PagedList<T>, call?: CallOptions): Promise<T[]> {
    return readAllPages((page) =>
      this.#get(
        {
          path: `${path}?${query}page=${page}&per_page=${ELEMENTS_PER_PAGE}`,
          queue,
          read: (payload, body) => toPage(read(payload), body),
        },
        call,
      ),
    );
  }

  #act(action: Omit<ApiRequest<void>, "idempotent" | "read">, call?: CallOptions): Promise<void> {
    return this.#requester.send({ ...action, idempotent: true, read: readSuccess }, call);
  }
}
