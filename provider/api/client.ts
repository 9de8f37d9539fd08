import { readSuccess } from "./http/answer";
import { type ApiRequest, Caller } from "./pacing/caller";
import type { Connection, ConnectionAnswer, ConnectionBody, ListConnectionsQuery } from "./connection";
import { fromListResponse, fromWriteResponse, toConnectionRequest, toListQuery } from "./connection";
import { fromProfileResponse, type OAuthProfile } from "./oauthProfile";
import type { CallOptions, WorkatoClientOptions } from "./options";
import { QuotaQueue } from "./pacing/quotaQueue";
import { meaningOfAssign, meaningOfRemoval, meaningOfUnassign, meaningOfWrite } from "./refusal";
import { RetryBudget } from "./pacing/retryBudget";
import { ServerClock } from "./pacing/serverClock";
import { Transport } from "./http/transport";

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

/** The Workato Embedded API of one account: paced, repeated where that does no harm, redacted. */
export class WorkatoClient {
  /** One operation with its retries. */
  readonly #retryTimeoutSeconds: number;
  readonly #transport: Transport;
  readonly #caller: Caller;
  readonly #clock = new ServerClock();
  /** The three quotas of the API. */
  readonly #lists: QuotaQueue;
  readonly #connections: QuotaQueue;
  readonly #profiles: QuotaQueue;

  /** @throws when the base URL, the token or the address of the proxy cannot be right */
  constructor(options: WorkatoClientOptions, seams: ClientSeams = {}) {
    this.#retryTimeoutSeconds = options.retryTimeoutSeconds;
    this.#transport = new Transport({ ...options, ...(seams.ca === undefined ? {} : { ca: seams.ca }) });
    this.#caller = new Caller({
      options,
      transport: this.#transport,
      clock: this.#clock,
      random: seams.random ?? Math.random,
    });
    const queue = (name: string, limit: number): QuotaQueue =>
      new QuotaQueue({
        name,
        limit,
        windowSeconds: options.quotaWindowSeconds,
        signal: options.signal,
        writeLine: options.writeLine,
      });
    this.#lists = queue("lists of connections", options.listRequestsPerMinute);
    this.#connections = queue("connection writes", options.requestsPerMinute);
    this.#profiles = queue("OAuth profiles", options.requestsPerMinute);
  }

  /** `GET /api/managed_users/:id/connections`; of two elements with one id the newer is kept. */
  async listConnections(
    managedUserId: string,
    query: ListConnectionsQuery = {},
    call?: CallOptions,
  ): Promise<Connection[]> {
    return await this.#caller.call(
      {
        method: "GET",
        path: toPath("managed_users", managedUserId, "connections") + toListQuery(query),
        queue: this.#lists,
        idempotent: true,
        read: fromListResponse,
      },
      call,
    );
  }

  /** `POST /api/managed_users/:id/connections`; sent once more only when it is proven that it was not executed. */
  async createConnection(managedUserId: string, body: ConnectionBody, call?: CallOptions): Promise<ConnectionAnswer> {
    return await this.#caller.call(
      {
        method: "POST",
        path: toPath("managed_users", managedUserId, "connections"),
        body: JSON.stringify(toConnectionRequest(body)),
        queue: this.#connections,
        idempotent: false,
        read: (payload) => fromWriteResponse(payload),
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
    return await this.#caller.call(
      {
        method: "PUT",
        path: toPath("managed_users", managedUserId, "connections", connectionId),
        body: JSON.stringify(toConnectionRequest(body)),
        queue: this.#connections,
        idempotent: true,
        read: (payload) => fromWriteResponse(payload, connectionId),
        meaningOf: meaningOfWrite,
      },
      call,
    );
  }

  /** `POST /api/managed_users/:id/connections/:connection_id/disconnect`; nothing happens when it is disconnected. */
  async disconnectConnection(
    managedUserId: string,
    connectionId: string,
    { force }: ForceOption,
    call?: CallOptions,
  ): Promise<void> {
    const path = toPath("managed_users", managedUserId, "connections", connectionId, "disconnect");
    await this.#act(
      { method: "POST", path: path + toForceQuery(force), queue: this.#connections, meaningOf: meaningOfRemoval },
      call,
    );
  }

  /** `DELETE /api/managed_users/:id/connections/:connection_id`. */
  async deleteConnection(managedUserId: string, connectionId: string, call?: CallOptions): Promise<void> {
    const path = toPath("managed_users", managedUserId, "connections", connectionId);
    await this.#act({ method: "DELETE", path, queue: this.#connections, meaningOf: meaningOfRemoval }, call);
  }

  /** `POST /api/managed_users/:id/custom_oauth_profiles/:profile_id/assign`. */
  async assignOAuthProfile(managedUserId: string, profileId: string, call?: CallOptions): Promise<void> {
    const path = toPath("managed_users", managedUserId, "custom_oauth_profiles", profileId, "assign");
    const meaningOf = meaningOfAssign(managedUserId, profileId);
    await this.#act({ method: "POST", path, queue: this.#profiles, meaningOf }, call);
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
      { method: "DELETE", path: path + toForceQuery(force), queue: this.#profiles, meaningOf: meaningOfUnassign },
      call,
    );
  }

  /** `GET /api/custom_oauth_profiles/:profile_id`. */
  async getOAuthProfile(profileId: string, call?: CallOptions): Promise<OAuthProfile> {
    return await this.#caller.call(
      {
        method: "GET",
        path: toPath("custom_oauth_profiles", profileId),
        queue: this.#profiles,
        idempotent: true,
        read: (payload) => fromProfileResponse(payload, profileId),
      },
      call,
    );
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
  }

  #act(action: Omit<ApiRequest<void>, "idempotent" | "read">, call?: CallOptions): Promise<void> {
    return this.#caller.call({ ...action, idempotent: true, read: readSuccess }, call);
  }
}

/** @throws for a part that would make another path, such as an empty id */
function toPath(...parts: string[]): string {
  for (const part of parts) {
    if (["", ".", ".."].includes(part)) throw new Error(`"${part}" cannot be an id in a request to Workato.`);
  }
  return `/api/${parts.map(encodeURIComponent).join("/")}`;
}

function toForceQuery(force: boolean): string {
  return force ? "?force=true" : "";
}
