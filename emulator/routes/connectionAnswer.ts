import type { AuthorizationStatus } from "../seed/seed";
import type { StoredConnection } from "../state/connection";

/** A connection as the API shows it. `input` is never part of it. */
export interface ConnectionAnswer {
  id: number;
  name: string;
  provider: string;
  authorized_at: string | null;
  authorization_status: AuthorizationStatus;
  authorization_error: string | null;
  created_at: string;
  updated_at: string;
  external_id: string | null;
  folder_id: number;
  identity: string | null;
  connection_lost_at: string | null;
  connection_lost_reason: string | null;
  parent_id: number | null;
  tags?: string[] | null;
}

export function connectionAnswer(stored: StoredConnection, withTags = false): ConnectionAnswer {
  return {
    id: stored.id,
    name: stored.name,
    provider: stored.provider,
    authorized_at: stored.authorizedAt,
    authorization_status: stored.authorizationStatus,
    authorization_error: stored.authorizationError,
    created_at: stored.createdAt,
    updated_at: stored.updatedAt,
    external_id: stored.externalId,
    folder_id: stored.folderId,
    identity: stored.identity,
    connection_lost_at: stored.connectionLostAt,
    connection_lost_reason: stored.connectionLostReason,
    parent_id: stored.parentId,
    ...(withTags ? { tags: stored.tags } : {}),
  };
}

/** The few fields that `behaviour.sparseAnswers` leaves of an answer. */
export function sparseConnectionAnswer(stored: StoredConnection): Partial<ConnectionAnswer> {
  return { id: stored.id, name: stored.name, provider: stored.provider };
}
