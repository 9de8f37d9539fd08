import type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "../../settings";

/** The arguments of a ManagedConnection after `check`: ids are strings, the name is set. */
export interface ManagedConnectionInputs {
  readonly managedUserId: string;
  readonly provider: string;
  readonly name: string;
  readonly folderId?: string;
  readonly parentId?: string | null;
  readonly externalId?: string | null;
  readonly shellConnection?: boolean;
  readonly input?: Record<string, unknown>;
  readonly inputFromEnvironment?: Record<string, string>;
  readonly credentialsVersion?: string;
  readonly disconnected?: boolean;
  readonly forceDisconnect?: boolean;
  readonly forceDelete?: boolean;
  readonly onAuthorizationFailure?: OnAuthorizationFailure;
  readonly onAuthorizationLost?: OnAuthorizationLost;
  readonly onExisting?: OnExisting;
  readonly adoptConnectionId?: string;
  readonly account?: string;
}

/**
 * What a change of an argument means. `replace`: another connection. `attribute`: a field of the connection, sent by PUT.
 * `credentials`: the credentials are sent again. `flag`: a boolean whose absence means false. `policy`: how this
 * provider behaves, known to no server. `account`: which workspace holds the connection.
 */
export type ArgumentRole = "replace" | "attribute" | "credentials" | "flag" | "policy" | "account";

export const ARGUMENT_ROLES = {
  managedUserId: "replace",
  provider: "replace",
  name: "attribute",
  folderId: "attribute",
  parentId: "attribute",
  externalId: "attribute",
  shellConnection: "flag",
  input: "credentials",
  inputFromEnvironment: "credentials",
  credentialsVersion: "credentials",
  disconnected: "flag",
  forceDisconnect: "flag",
  forceDelete: "flag",
  onAuthorizationFailure: "policy",
  onAuthorizationLost: "policy",
  onExisting: "policy",
  adoptConnectionId: "policy",
  account: "account",
} as const satisfies Record<keyof ManagedConnectionInputs, ArgumentRole>;

export type ArgumentName = keyof ManagedConnectionInputs;

export const ARGUMENT_NAMES = Object.keys(ARGUMENT_ROLES) as ArgumentName[];

export const ATTRIBUTES = ["name", "folderId", "parentId", "externalId"] as const;

export type Attribute = (typeof ATTRIBUTES)[number];
