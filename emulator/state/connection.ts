import type { Behaviour } from "../behaviour";
import type { AuthorizationStatus, ConnectionSeed } from "../seed/seed";
import type { Credentials } from "../seed/credentials";
import type { Workspace } from "./customer";

/** A connection as the emulator keeps it; what the API shows of it is `ConnectionAnswer`. */
export interface StoredConnection {
  readonly id: number;
  /** The number of the workspace that holds it. */
  readonly workspace: string;
  name: string;
  readonly provider: string;
  folderId: number;
  parentId: number | null;
  externalId: string | null;
  /** Created or last sent with `shell_connection: true`. */
  shell: boolean;
  /** What the API holds: the last `input` that it kept, laid over the one before without `behaviour.putWipesAuthorization`. */
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
  /** Created by a request, not by a person or a seed: lists may be late with it. */
  createdByRequest: boolean;
  /** How many more lists leave it out (`behaviour.listLag`). */
  hiddenLists: number;
}

/** A copy that stays as it is while the emulator goes on. Credentials are replaced, never changed, so they are shared. */
export function copyConnection(stored: StoredConnection): StoredConnection {
  return { ...stored, tags: stored.tags && [...stored.tags], activeRecipes: [...stored.activeRecipes] };
}

/** A connection that a person or the API has disconnected. */
export function clearAuthorization(
  connection: StoredConnection,
  { disconnectClearsAuthorizedAt }: Pick<Behaviour, "disconnectClearsAuthorizedAt">,
): void {
  connection.authorizationStatus = null;
  connection.authorizationError = null;
  if (disconnectClearsAuthorizedAt) connection.authorizedAt = null;
  connection.authorizedBy = null;
  connection.connectionLostAt = null;
  connection.connectionLostReason = null;
}

/** A connection that works again. */
export function forgetLoss(connection: StoredConnection, { keepsLostAt }: Behaviour): void {
  if (keepsLostAt) return;
  connection.connectionLostAt = null;
  connection.connectionLostReason = null;
}

/** A connection as a seed describes it, made at this time. */
export function connectionFromSeed(
  seed: ConnectionSeed,
  { id, workspace, now }: { id: number; workspace: Workspace; now: string },
): StoredConnection {
  const shell = seed.shell ?? false;
  const status = seed.authorizationStatus === undefined ? (shell ? null : "success") : seed.authorizationStatus;
  const folder = seed.folder === undefined ? undefined : workspace.folders.add({ path: seed.folder }).id;
  return {
    id,
    workspace: workspace.id,
    name: seed.name,
    provider: seed.provider,
    folderId: seed.folderId ?? folder ?? workspace.homeFolderId,
    parentId: seed.parentId ?? null,
    externalId: seed.externalId ?? null,
    shell,
    input: seed.input,
    receivedInput: undefined,
    authorizationStatus: status,
    authorizationError: seed.authorizationError ?? null,
    authorizedAt: seed.authorizedAt !== undefined ? seed.authorizedAt : status === "success" ? now : null,
    authorizedBy: status === "success" ? "person" : null,
    createdAt: now,
    updatedAt: now,
    identity: seed.identity ?? null,
    connectionLostAt: seed.connectionLostAt ?? null,
    connectionLostReason: seed.connectionLostReason ?? null,
    tags: seed.tags === undefined ? [] : seed.tags,
    runtime: seed.runtime ?? false,
    activeRecipes: [...(seed.activeRecipes ?? [])],
    createdByRequest: false,
    hiddenLists: 0,
  };
}
