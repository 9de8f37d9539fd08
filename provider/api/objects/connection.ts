import { defined } from "../defined";
import { UnexpectedAnswer } from "../errors/failure";
import { instantOf } from "../instant";
import { asId, asObject, asTextOrNull, type JsonObject } from "../json";
import type { Connection, FieldKind, SettableField } from "./connectionFields";
import { CONNECTION_FIELDS, CONNECTION_TABLE, SETTABLE_FIELDS } from "./connectionFields";
import { elementsOf } from "./elements";

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
export type ConnectionBody = Partial<Pick<Connection, SettableField>> & {
  readonly shellConnection?: boolean;
  readonly input?: Record<string, unknown>;
};

/** What else stands in a body, with its name in the API. */
const FURTHER_BODY_FIELDS = { shellConnection: "shell_connection", input: "input" } as const satisfies Record<
  Exclude<keyof ConnectionBody, SettableField>,
  string
>;

const BODY_FIELDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SETTABLE_FIELDS.map((name) => [name, CONNECTION_TABLE[name].in])),
  ...FURTHER_BODY_FIELDS,
};

/** Does the server test credentials when it gets this? It does not for a shell. */
export function isTestedBy(body: ConnectionBody): boolean {
  return body.input !== undefined && body.shellConnection !== true;
}

/** Do the credentials that the server holds not work? */
export function isFailed({ authorizationStatus }: { readonly authorizationStatus?: string | null }): boolean {
  return authorizationStatus === "failed" || authorizationStatus === "exception";
}

/** A connection was lost, and the network is to blame: its credentials may be as good as before. */
export function isLostToNetwork({
  connectionLostReason,
}: {
  connectionLostReason?: string | null | undefined;
}): boolean {
  return /network/i.test(connectionLostReason ?? "");
}

/** Is there a loss? One before the last authorization is over, whether the API still shows it or not. */
export function isLossLaterThanAuthorization({
  connectionLostAt,
  authorizedAt,
}: {
  readonly connectionLostAt?: string | null;
  readonly authorizedAt?: string | null;
}): boolean {
  const lostAt = instantOf(connectionLostAt);
  return lostAt !== undefined && lostAt > (instantOf(authorizedAt) ?? -Infinity);
}

/** The JSON body of a create or an update. */
export function toConnectionRequest(body: ConnectionBody): JsonObject {
  const entries = Object.entries(body as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    const field = BODY_FIELDS[name];
    return field === undefined || value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(entries);
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

/** A list of connections, as the API answered it. */
export interface ConnectionList {
  readonly connections: Connection[];
  /** Why it may lack some: it counts more than it lists, or has as many as other lists of Workato are cut off at. */
  readonly gap?: string;
}

/** Other lists of Workato end here; that this one does is not documented. */
const LONGEST_LIST = 1000;

/** Reads the answer of a list; of two elements with one id, the later by `updated_at` stays. */
export function fromListResponse(payload: unknown, body: unknown): ConnectionList {
  const connections = new Map<string, Connection>();
  const elements = elementsOf(payload, "connection");
  for (const { id, element } of elements) {
    const connection = fromListElement(id, element);
    const twin = connections.get(id);
    if (twin === undefined || !isOlder(connection, twin)) connections.set(id, connection);
  }
  const gap = gapOf(elements.length, asObject(body)?.count);
  return { connections: [...connections.values()], ...defined({ gap }) };
}

function gapOf(listed: number, count: unknown): string | undefined {
  if (typeof count === "number" && count > listed) return `it counts ${count} connections and lists ${listed}`;
  return listed === LONGEST_LIST ? `it has exactly ${LONGEST_LIST} connections and may be cut off there` : undefined;
}

/** Reads the answer of a create. A field of an odd type says nothing, so it counts as left out. */
export function fromCreateResponse(payload: unknown): ConnectionAnswer {
  const connection = asObject(payload);
  const connectionId = asId(connection?.id);
  if (connection === undefined || connectionId === undefined) {
    throw new UnexpectedAnswer("an answer without the id of the connection");
  }
  return { connectionId, ...readFields(connection) };
}

/** Reads the answer of an update, which may leave out what the request names and what it did not change. */
export function fromUpdateResponse(payload: unknown, connectionId: string): ConnectionAnswer {
  const connection = asObject(payload) ?? {};
  const hasId = (connection.id ?? undefined) !== undefined;
  if (hasId && asId(connection.id) !== connectionId) throw new UnexpectedAnswer("an answer about another connection");
  const fields = readFields(connection);
  if (!hasId && connection.success !== true && Object.keys(fields).length === 0) {
    throw new UnexpectedAnswer("an answer that says nothing of the connection");
  }
  return { connectionId, ...fields };
}

function fromListElement(connectionId: string, element: JsonObject): Connection {
  const nothing = Object.fromEntries(CONNECTION_FIELDS.map((name) => [name, null])) as unknown as Connection;
  return { ...nothing, ...readFields(element), connectionId };
}

function readFields(element: JsonObject): Partial<Connection> {
  const fields = CONNECTION_FIELDS.map((name) => {
    const { in: field, kind } = CONNECTION_TABLE[name];
    return [name, READERS[kind](element[field])] as const;
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

const READERS = { text: asTextOrNull, texts: asTextsOrNull, flag: asFlagOrNull } satisfies Record<FieldKind, unknown>;

function asFlagOrNull(value: unknown): boolean | null | undefined {
  return value === null || typeof value === "boolean" ? value : undefined;
}

function asTextsOrNull(value: unknown): readonly string[] | null | undefined {
  if (value === null) return null;
  if (!Array.isArray(value)) return undefined;
  return value.filter((text): text is string => typeof text === "string");
}

/** A time that is missing or cannot be read counts as long ago. */
export function isOlder(one: Connection, other: Connection): boolean {
  return (instantOf(one.updatedAt) ?? -Infinity) < (instantOf(other.updatedAt) ?? -Infinity);
}
