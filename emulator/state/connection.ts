import type { Credentials } from "./credentials";

export type AuthorizationStatus = "success" | "failed" | "exception" | null;

/** A connection as the emulator keeps it; what the API shows of it is `ConnectionAnswer`. */
export interface StoredConnection {
  readonly id: number;
  /** The workspace: "98178", or "98178_dev" for an environment. */
  readonly workspace: string;
  name: string;
  readonly provider: string;
  folderId: number;
  parentId: number | null;
  externalId: string | null;
  /** Created or last sent with `shell_connection: true`. */
  shell: boolean;
  /** What the API holds: each `input` that it kept, laid over the one before. */
  input: Credentials | undefined;
  /** The last `input` that arrived, as it came, accepted or not. */
  receivedInput: Credentials | undefined;
  authorizationStatus: AuthorizationStatus;
  authorizationError: string | null;
  authorizedAt: string | null;
  authorizedBy: "api" | "person" | null;
  createdAt: string;
  updatedAt: string;
  identity: string | null;
  connectionLostAt: string | null;
  connectionLostReason: string | null;
  tags: string[] | null;
  /** A runtime user connection: listed on request only, and beyond the reach of every other endpoint. */
  readonly runtime: boolean;
  /** Ids of the active recipes that use it. */
  activeRecipes: number[];
  /** How many more lists leave it out (`behaviour.listLag`). */
  hiddenLists: number;
}

/** A copy that stays as it is while the emulator goes on. Credentials are replaced, never changed, so they are shared. */
export function copyConnection(stored: StoredConnection): StoredConnection {
  return { ...stored, tags: stored.tags && [...stored.tags], activeRecipes: [...stored.activeRecipes] };
}
