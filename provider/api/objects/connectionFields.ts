/** A connection of a customer, as `GET /api/managed_users/:id/connections` lists it; ids are strings here, integers there. */
export interface Connection {
  /** Its number. Use it as `parentId` or `adoptConnectionId`. */
  readonly connectionId: string;
  /** The name that Workato shows. */
  readonly name: string | null;
  /** The connector. */
  readonly provider: string | null;
  /** The project or folder that holds it. */
  readonly folderId: string | null;
  /** The parent connection. */
  readonly parentId: string | null;
  /** Your own id for it. */
  readonly externalId: string | null;
  /** `success`, `failed` or `exception`; null if it was never authorized or is disconnected. */
  readonly authorizationStatus: string | null;
  /** Why credentials were refused, in Workato's words, which may quote credentials. */
  readonly authorizationError: string | null;
  /** When Workato last accepted credentials. */
  readonly authorizedAt: string | null;
  /** When it was created. */
  readonly createdAt: string | null;
  /** When it was last changed. */
  readonly updatedAt: string | null;
  /** Whom it is connected as, in the connector's words, e.g. a QuickBooks realm id after an e-mail address. */
  readonly identity: string | null;
  /** When it stopped working. */
  readonly connectionLostAt: string | null;
  /** Why it stopped working, in Workato's words, which may quote credentials. */
  readonly connectionLostReason: string | null;
  /** Handles of its tags; null without `includeTags`. */
  readonly tags: readonly string[] | null;
}

export type FieldKind = "text" | "texts" | "flag";

/** A field of a connection: its name in the API, what it is (a text, several, or true or false), and what a request may do with it. */
interface Field {
  readonly in: string;
  readonly kind: FieldKind;
  /** A program may set it, and the server keeps it. */
  readonly isSettable?: true;
  /** An output of every connection: what only the server knows, or what it keeps where no program sets it. */
  readonly isFact?: true;
}

/**
 * The fields of a connection, by our names: the one table from which requests, answers, state and outputs have their
 * lists. It loads nothing, so that programs can have it, too.
 */
export const CONNECTION_TABLE = {
  name: { in: "name", kind: "text", isSettable: true },
  provider: { in: "provider", kind: "text", isSettable: true },
  folderId: { in: "folder_id", kind: "text", isSettable: true },
  parentId: { in: "parent_id", kind: "text", isSettable: true },
  externalId: { in: "external_id", kind: "text", isSettable: true },
  authorizationStatus: { in: "authorization_status", kind: "text", isFact: true },
  authorizationError: { in: "authorization_error", kind: "text", isFact: true },
  authorizedAt: { in: "authorized_at", kind: "text", isFact: true },
  createdAt: { in: "created_at", kind: "text", isFact: true },
  updatedAt: { in: "updated_at", kind: "text", isFact: true },
  identity: { in: "identity", kind: "text", isFact: true },
  connectionLostAt: { in: "connection_lost_at", kind: "text", isFact: true },
  connectionLostReason: { in: "connection_lost_reason", kind: "text", isFact: true },
  tags: { in: "tags", kind: "texts", isFact: true },
} as const satisfies Record<Exclude<keyof Connection, "connectionId">, Field>;

export type ConnectionField = keyof typeof CONNECTION_TABLE;

type FieldsWith<Mark extends "isSettable" | "isFact"> = {
  [K in ConnectionField]: (typeof CONNECTION_TABLE)[K] extends Readonly<Record<Mark, true>> ? K : never;
}[ConnectionField];

export type SettableField = FieldsWith<"isSettable">;
export type ConnectionFact = FieldsWith<"isFact">;

const fieldsWith = (mark: "isSettable" | "isFact") =>
  CONNECTION_FIELDS.filter((name) => mark in CONNECTION_TABLE[name]);

/** The fields of a connection but its id, in the order of the table. */
export const CONNECTION_FIELDS = Object.keys(CONNECTION_TABLE) as ConnectionField[];
export const SETTABLE_FIELDS = fieldsWith("isSettable") as SettableField[];
export const CONNECTION_FACTS = fieldsWith("isFact") as ConnectionFact[];
