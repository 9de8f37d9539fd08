/* eslint-disable */
import type { Connection, ConnectionAnswer, ConnectionBody, ListConnectionsQuery } from "./connection";
import type { OAuthProfile } from "./oauthProfile";
import type { CallOptions, WorkatoClientOptions } from "./options";
import { RetryBudget } from "./retryBudget";

/** The Workato Embedded API of one account: paced, retried, redacted. */
export class WorkatoClient {
  readonly requestTimeoutSeconds: number;
  readonly retryTimeoutSeconds: number;
  readonly quotaWindowSeconds: number;

  constructor(options: WorkatoClientOptions) {
    this.requestTimeoutSeconds = options.requestTimeoutSeconds;
    this.retryTimeoutSeconds = options.retryTimeoutSeconds;
    this.quotaWindowSeconds = options.quotaWindowSeconds;
  }
  listConnections(_managedUserId: string, _query?: ListConnectionsQuery, _call?: CallOptions): Promise<Connection[]> {
    throw new Error("not yet");
  }
  createConnection(_managedUserId: string, _body: ConnectionBody, _call?: CallOptions): Promise<ConnectionAnswer> {
    throw new Error("not yet");
  }
  updateConnection(
    _managedUserId: string,
    _connectionId: string,
    _body: ConnectionBody,
    _call?: CallOptions,
  ): Promise<ConnectionAnswer> {
    throw new Error("not yet");
  }
  disconnectConnection(
    _managedUserId: string,
    _connectionId: string,
    _options: { readonly force: boolean },
    _call?: CallOptions,
  ): Promise<void> {
    throw new Error("not yet");
  }
  deleteConnection(_managedUserId: string, _connectionId: string, _call?: CallOptions): Promise<void> {
    throw new Error("not yet");
  }
  assignOAuthProfile(_managedUserId: string, _profileId: string, _call?: CallOptions): Promise<void> {
    throw new Error("not yet");
  }
  unassignOAuthProfile(
    _managedUserId: string,
    _profileId: string,
    _options: { readonly force: boolean },
    _call?: CallOptions,
  ): Promise<void> {
    throw new Error("not yet");
  }
  getOAuthProfile(_profileId: string, _call?: CallOptions): Promise<OAuthProfile> {
    throw new Error("not yet");
  }
  startBudget(): RetryBudget {
    return new RetryBudget(this.retryTimeoutSeconds);
  }
  serverNow(): number {
    return Date.now();
  }
  close(): void {}
}
