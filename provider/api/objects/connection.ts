import { UnexpectedAnswer } from "../errors/failure";
import { instantOf } from "../instant";
import { asId, asObject, asTextOrNull, type JsonObject } from "../json";
import { CONNECTION_FIELDS, FACT_FIELDS, SETTABLE_FIELDS } from "./connectionFields";
import { elementsOf } from "./elements";

/** A connection of a customer, as `GET /api/managed_users/:id/connections` lists it; ids are strings here, integers there. */
export interface Connection {
  /** Its number. Fits `parentId` and `adoptConnectionId`. */
  readonly connectionId: string;
  /** What Workato shows. */
  readonly name: string | null;
  /** The connector. */
  readonly provider: string | null;
  /** The project or folder that holds it. */
  readonly folderId: string | null;
  /** The parent connection. */
  readonly parentId: string | null;
  /** Your own id of it. */
  readonly externalId: string | null;
  /** `success`, `failed`, `exception`, or null: never authorized, or disconnected. */
  readonly authorizationStatus: string | null;
  /** Why credentials were refused, in the API's own words: they may quote credentials. */
  readonly authorizationError: string | null;
  /** When the server accepted credentials last. */
  readonly authorizedAt: string | null;
  /** When it was created. */
  readonly createdAt: string | null;
  /** When it was changed last. */
  readonly updatedAt: string | null;
  /** What the connector says of whom it is connected as, e.g. a QuickBooks realm id after the e-mail address. */
  readonly identity: string | null;
  /** When it stopped working. */
  readonly connectionLostAt: string | null;
  /** Why it stopped working, in the API's own words: they may quote credentials. */
  readonly connectionLostReason: string | null;
  /** Handles of its tags; null when they were not asked for. */
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

const { tags: TAGS, ...FACT_TEXTS } = FACT_FIELDS;

/** The fields of a connection that are texts or ids. */
const TEXT_FIELDS = { ...SETTABLE_FIELDS, ...FACT_TEXTS } satisfies Record<
  Exclude<keyof Connection, "connectionId" | "tags">,
  string
>;

const TEXT_FIELD_NAMES = Object.keys(TEXT_FIELDS) as (keyof typeof TEXT_FIELDS)[];

/** Body keys with their names in the API. */
const BODY_FIELDS = {
  ...SETTABLE_FIELDS,
  shellConnection: "shell_connection",
  input: "input",
} as const satisfies Record<keyof ConnectionBody, string>;

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
  const connections = new Map<string, Connection>();
  for (const { id, element } of elementsOf(payload, "connection")) {
    const connection = fromListElement(id, element);
    const twin = connections.get(id);
    if (twin === undefined || !isOlder(connection, twin)) connections.set(id, connection);
  }
  return [...connections.values()];
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
  const texts = TEXT_FIELD_NAMES.map((name) => [name, asTextOrNull(element[TEXT_FIELDS[name]])] as const);
  const tags = element[TAGS] === null ? null : asTags(element[TAGS]);
  const fields = [...texts, ["tags", tags] as const];
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as Partial<Connection>;
}

function asTags(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((tag): tag is string => typeof tag === "string");
}

/** A time that is missing or cannot be read counts as long ago. */
function isOlder(one: Connection, other: Connection): boolean {
  return (instantOf(one.updatedAt) ?? -Infinity) < (instantOf(other.updatedAt) ?? -Infinity);
}
