import { asId, asText, isRecord, type JsonObject } from "./json";
import { UnexpectedAnswer } from "./http/unexpectedAnswer";

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

/** The fields of a connection that are texts or ids, with their names in the API. */
const TEXT_FIELDS = {
  name: "name",
  provider: "provider",
  folderId: "folder_id",
  parentId: "parent_id",
  externalId: "external_id",
  authorizationStatus: "authorization_status",
  authorizationError: "authorization_error",
  authorizedAt: "authorized_at",
  createdAt: "created_at",
  updatedAt: "updated_at",
  identity: "identity",
  connectionLostAt: "connection_lost_at",
  connectionLostReason: "connection_lost_reason",
} as const satisfies Record<Exclude<keyof Connection, "connectionId" | "tags">, string>;

const TEXT_FIELD_NAMES = Object.keys(TEXT_FIELDS) as (keyof typeof TEXT_FIELDS)[];

/** Body keys with their names in the API. */
const BODY_FIELDS = {
  name: "name",
  provider: "provider",
  parentId: "parent_id",
  folderId: "folder_id",
  externalId: "external_id",
  shellConnection: "shell_connection",
  input: "input",
} as const satisfies Record<keyof ConnectionBody, string>;

/** A connection was lost, and the network is to blame: its credentials may be as good as before. */
export function isLostToNetwork({
  connectionLostReason,
}: {
  connectionLostReason?: string | null | undefined;
}): boolean {
  return /network/i.test(connectionLostReason ?? "");
}

/** The JSON body of a create or an update. */
export function toConnectionRequest(body: ConnectionBody): JsonObject {
  const request: Record<string, unknown> = {};
  for (const key of Object.keys(BODY_FIELDS) as (keyof ConnectionBody)[]) {
    if (body[key] !== undefined) request[BODY_FIELDS[key]] = body[key];
  }
  return request;
}

/** The query of a list, empty or with its question mark. */
export function toListQuery(query: ListConnectionsQuery): string {
  const filters: [string, string | undefined][] = [
    ["provider", query.provider],
    ["folder_id", query.folderId],
    ["parent_id", query.parentId],
    ["external_id", query.externalId],
    ["include_runtime_connections", query.includeRuntimeConnections === true ? "true" : undefined],
  ];
  const parts = filters.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  if (query.includeTags === true) parts.push("includes[]=tags");
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** Reads the answer of a list; of two elements with one id, the later by `updated_at` stays. */
export function fromListResponse(payload: unknown): Connection[] {
  if (!Array.isArray(payload)) throw new UnexpectedAnswer("an answer without the list of connections");
  const connections = new Map<string, Connection>();
  payload.forEach((element: unknown, index) => {
    const connection = fromListElement(element, index);
    const twin = connections.get(connection.connectionId);
    if (twin === undefined || !isOlder(connection, twin)) connections.set(connection.connectionId, connection);
  });
  return [...connections.values()];
}

/** Reads the answer of a create or an update; `expectedId` is the connection that was written to, if known. */
export function fromWriteResponse(payload: unknown, expectedId?: string): ConnectionAnswer {
  const connectionId = isRecord(payload) ? asId(payload.id) : undefined;
  if (!isRecord(payload) || connectionId === undefined) {
    throw new UnexpectedAnswer("an answer without the id of the connection");
  }
  if (expectedId !== undefined && connectionId !== expectedId) {
    throw new UnexpectedAnswer("an answer about another connection");
  }
  // A field of an odd type says nothing, so it counts as left out.
  const fields: Partial<Record<keyof typeof TEXT_FIELDS, string | null>> = {};
  for (const key of TEXT_FIELD_NAMES) {
    const value = payload[TEXT_FIELDS[key]];
    const text = value === null ? null : asText(value);
    if (text !== undefined) fields[key] = text;
  }
  const tags = payload.tags === null ? null : asTags(payload.tags);
  return { connectionId, ...fields, ...(tags === undefined ? {} : { tags }) };
}

function fromListElement(element: unknown, index: number): Connection {
  if (!isRecord(element)) throw new UnexpectedAnswer(`element ${index} of the list is not a connection`);
  const connectionId = asId(element.id);
  if (connectionId === undefined) throw new UnexpectedAnswer(`element ${index} of the list has no id`);
  const text = (key: keyof typeof TEXT_FIELDS): string | null => asText(element[TEXT_FIELDS[key]]) ?? null;
  return {
    connectionId,
    name: text("name"),
    provider: text("provider"),
    folderId: text("folderId"),
    parentId: text("parentId"),
    externalId: text("externalId"),
    authorizationStatus: text("authorizationStatus"),
    authorizationError: text("authorizationError"),
    authorizedAt: text("authorizedAt"),
    createdAt: text("createdAt"),
    updatedAt: text("updatedAt"),
    identity: text("identity"),
    connectionLostAt: text("connectionLostAt"),
    connectionLostReason: text("connectionLostReason"),
    tags: asTags(element.tags) ?? null,
  };
}

function asTags(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((tag): tag is string => typeof tag === "string");
}

function isOlder(one: Connection, other: Connection): boolean {
  return toTime(one.updatedAt) < toTime(other.updatedAt);
}

/** Milliseconds since 1970; what is missing or no date counts as long ago. */
function toTime(date: string | null): number {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}
