/**
 * The fields of a connection, by our names, with their names in the API: the one table from which requests, answers,
 * state and outputs have their lists. It loads nothing, so that programs can have it, too.
 */

/** What a program may set, and the server keeps. */
export const SETTABLE_FIELDS = {
  name: "name",
  provider: "provider",
  folderId: "folder_id",
  parentId: "parent_id",
  externalId: "external_id",
} as const;

/** What only the server knows. */
export const FACT_FIELDS = {
  authorizationStatus: "authorization_status",
  authorizationError: "authorization_error",
  authorizedAt: "authorized_at",
  createdAt: "created_at",
  updatedAt: "updated_at",
  identity: "identity",
  connectionLostAt: "connection_lost_at",
  connectionLostReason: "connection_lost_reason",
  tags: "tags",
} as const;

export type ConnectionFact = keyof typeof FACT_FIELDS;

export const CONNECTION_FACTS = Object.keys(FACT_FIELDS) as ConnectionFact[];

/** The fields of a connection but its id, in the order of the table. */
export const CONNECTION_FIELDS = [
  ...(Object.keys(SETTABLE_FIELDS) as (keyof typeof SETTABLE_FIELDS)[]),
  ...CONNECTION_FACTS,
];
