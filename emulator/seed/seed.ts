import type { ConnectorSchema } from "./connectorSchema";
import type { Credentials } from "./credentials";

export type AuthorizationStatus = "success" | "failed" | "exception" | null;

/** A connection that is there from the start, or that a person makes by hand. */
export interface ConnectionSeed {
  /** Default: the next free number, from 1001. */
  id?: number;
  name: string;
  provider: string;
  /** Default: `folder`, or Home. */
  folderId?: number;
  /** A path below Home, e.g. "Integrations/CRM". Folders that are missing are made. */
  folder?: string;
  /** Default: null. */
  parentId?: number | null;
  /** Default: null. */
  externalId?: string | null;
  /** Default: false. */
  shell?: boolean;
  /** What Workato holds. No answer shows it. */
  input?: Credentials;
  /** Default: "success", for a shell null. */
  authorizationStatus?: AuthorizationStatus;
  /** Default: null. */
  authorizationError?: string | null;
  /** Default: now with status "success", else null. */
  authorizedAt?: string | null;
  /** Default: null. */
  identity?: string | null;
  /** Default: null. */
  connectionLostAt?: string | null;
  /** Default: null. */
  connectionLostReason?: string | null;
  /** Default: none. */
  tags?: string[] | null;
  /** A runtime user connection: listed on request only, and beyond the reach of every other endpoint. Default: false. */
  runtime?: boolean;
  /** Ids of the active recipes that use it: disconnect and delete are rejected. Default: none. */
  activeRecipes?: number[];
}

/** A folder by its path below Home. Every part of the path becomes a folder; a top-level one is a project. */
export interface FolderSeed {
  /** E.g. "Integrations/CRM". */
  path: string;
  /** The number of the last folder of the path. Default: the next free one. */
  id?: number;
  /** Of the project, so for a top-level folder only. */
  description?: string;
}

/** What a workspace holds. */
export interface WorkspaceSeed {
  /** Default: "Customer" and its number, with the environment where it is one. */
  name?: string;
  /** A text is a path. */
  folders?: readonly (string | FolderSeed)[];
  connections?: readonly ConnectionSeed[];
  /** Ids of the OAuth profiles that are assigned to it. */
  assignedProfiles?: readonly number[];
}

/** An environment of a customer: a workspace with a number of its own. */
export interface EnvironmentSeed extends WorkspaceSeed {
  /** Digits. Default: a number that the emulator makes, from 900001. */
  id?: number | string;
}

/** A customer of the Embedded admin workspace. */
export interface CustomerSeed extends WorkspaceSeed {
  /** The number of its workspace: digits. With environments, this one is development. */
  id: number | string;
  /** Names this workspace as `E` and the external id, never one of its environments. */
  externalId?: string;
  /** Makes two further workspaces, test and production. `{}` makes both with numbers of the emulator's own. */
  environments?: { test?: EnvironmentSeed; prod?: EnvironmentSeed };
}

/** A custom OAuth profile of the admin workspace. */
export interface ProfileSeed {
  id: number;
  /** Default: the provider, "app" and the number. */
  name?: string;
  provider: string;
  /** Default: "client-" and the number. */
  clientId?: string;
  /** Default: 0. */
  sharedAccounts?: number;
}

/** What the emulator starts with, and returns to with `reset`. What is left out has its default. */
export interface Seed {
  /**
   * Default: 98178 with the external id "A2300" and the environments 98180 and 98181, and 98179 ("B/23 00"), each with the
   * folder "Integrations/CRM".
   */
  customers?: readonly CustomerSeed[];
  /** Default: 322 "Acme for Salesforce", 323 "Acme for HubSpot", 324 "Acme for Salesforce (sandbox)". */
  profiles?: readonly ProfileSeed[];
  /** Input schemas by connector; others answer 404. Default: jira and snowflake. */
  schemas?: Readonly<Record<string, ConnectorSchema>>;
}
