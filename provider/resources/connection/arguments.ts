import type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "../../settings/settings";
import type { Role } from "../../arguments/roles";
import { changedArguments, setArguments } from "../../arguments/roles";

/** The arguments of a ManagedConnection after `check`: ids are strings, the name is set. */
export interface ConnectionArguments {
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

export type ArgumentName = keyof ConnectionArguments;

/** What a change of each argument means. */
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
} as const satisfies Record<ArgumentName, Role>;

export const ARGUMENT_NAMES = Object.keys(ARGUMENT_ROLES) as ArgumentName[];

/** The fields of a connection that a PUT changes. */
export const ATTRIBUTES = ["name", "folderId", "parentId", "externalId"] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

/** Only the arguments of a state or of checked inputs: no facts, no `__provider`. */
export function argumentsOf(source: Partial<ConnectionArguments>): Partial<ConnectionArguments> {
  return setArguments(source, ARGUMENT_NAMES);
}

/** Do these changes of the program make it send its credentials? What is taken out is not managed any more: that alone sends nothing. */
export function areCredentialsChanged(changed: readonly ArgumentName[], news: Partial<ConnectionArguments>): boolean {
  return changed.some((name) => ARGUMENT_ROLES[name] === "credentials" && news[name] !== undefined);
}

/** Every argument whose value in the program is not the one in state. */
export function changesOf(olds: Partial<ConnectionArguments>, news: Partial<ConnectionArguments>): ArgumentName[] {
  return changedArguments(ARGUMENT_ROLES, olds, news);
}
