/** A connection of a customer, as `GET /api/managed_users/:id/connections` lists it; ids are strings here, integers there. */
export interface Connection {
  readonly connectionId: string;
  readonly name: string | null;
  readonly provider: string | null;
  readonly folderId: string | null;
  readonly parentId: string | null;
  readonly externalId: string | null;
  /** `success`, `failed`, `exception`, or null: never authorized, or disconnected. */
  readonly authorizationStatus: string | null;
  readonly authorizationError: string | null;
  readonly authorizedAt: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly identity: string | null;
  readonly connectionLostAt: string | null;
  readonly connectionLostReason: string | null;
  /** Tag handles; null when they were not asked for. */
  readonly tags: readonly string[] | null;
}

/** What a write answered: only the fields that the answer had. */
export type ConnectionAnswer = { readonly connectionId: string } & Partial<Omit<Connection, "connectionId">>;

/** Filters and extras of `GET /api/managed_users/:id/connections`. */
export interface ListConnectionsQuery {
  readonly provider?: string;
  readonly folderId?: string;
  readonly parentId?: string;
  readonly externalId?: string;
  readonly includeRuntimeConnections?: boolean;
  readonly includeTags?: boolean;
}

/** Body of `POST` and `PUT .../connections`: only the keys that are present are sent, null is sent as null. */
export interface ConnectionBody {
  readonly name?: string;
  readonly provider?: string;
  readonly parentId?: string | null;
  readonly folderId?: string;
  readonly externalId?: string | null;
  readonly shellConnection?: boolean;
  readonly input?: Record<string, unknown>;
}
