import type { AuthorizationStatus } from "../state/connection";
import type { Credentials } from "../state/credentials";

export interface ConnectionSeed {
  /** Default: the next free one. */
  id?: number;
  name: string;
  provider: string;
  /** The environment of the customer that holds it, e.g. "dev". Default: the workspace that is addressed. */
  environment?: string;
  folderId?: number;
  parentId?: number | null;
  externalId?: string | null;
  shell?: boolean;
  input?: Credentials;
  /** Default: "success", for a shell null. */
  authorizationStatus?: AuthorizationStatus;
  authorizationError?: string | null;
  authorizedAt?: string | null;
  identity?: string | null;
  connectionLostAt?: string | null;
  connectionLostReason?: string | null;
  tags?: string[] | null;
  runtime?: boolean;
  activeRecipes?: number[];
}

export interface CustomerSeed {
  id: number | string;
  externalId?: string;
  environments?: readonly string[];
  connections?: readonly ConnectionSeed[];
}

export interface ProfileSeed {
  id: number;
  name?: string;
  provider: string;
  clientId?: string;
  sharedAccounts?: number;
}

export interface Seed {
  customers?: readonly CustomerSeed[];
  profiles?: readonly ProfileSeed[];
}

export const DEFAULT_CUSTOMERS: readonly CustomerSeed[] = [
  { id: 98178, externalId: "A2300", environments: ["dev", "test", "prod"] },
  { id: 98179, externalId: "B/23 00" },
];

export const DEFAULT_PROFILES: readonly ProfileSeed[] = [
  { id: 322, provider: "salesforce" },
  { id: 323, provider: "hubspot" },
  { id: 324, provider: "salesforce" },
];
