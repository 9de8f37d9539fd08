import type { Folders } from "./folder";

/** A workspace of a customer: its own, or its test or production environment. */
export interface StoredCustomer {
  /** The number of the workspace. */
  readonly id: string;
  readonly name: string;
  /** Null also for an environment: an external id names the customer's own workspace. */
  readonly externalId: string | null;
  /** Whose environment it is, and which. Null for a customer's own workspace, which is development if there are environments. */
  readonly environment: { readonly of: string; readonly name: "test" | "prod" } | null;
  /** The folder of connections that name none. */
  readonly homeFolderId: number;
  readonly createdAt: string;
}

/** A workspace with what is in it, but for its connections. */
export interface Workspace extends StoredCustomer {
  readonly folders: Folders;
  /** Assigned OAuth profiles, by id. */
  readonly assignments: Map<number, { inUse: boolean }>;
}

/** What the emulator shows of a workspace. */
export function copyCustomer(workspace: Workspace): StoredCustomer {
  const { id, name, externalId, environment, homeFolderId, createdAt } = workspace;
  return { id, name, externalId, environment, homeFolderId, createdAt };
}
