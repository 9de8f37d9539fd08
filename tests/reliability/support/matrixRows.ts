import type { RequestPattern } from "../../../emulator";
import type { Program } from "../../support/engineModel";

/** What identifies one cell on the server, so that all cells can share one. */
export interface Place {
  readonly customer: string;
  readonly profile: number;
  /** An entry of `workato:accounts`, with queues and lists of its own. */
  readonly account: string;
  readonly token: string;
  readonly secret: string;
}

/** What a request means for the object behind it. */
export type RowKind = "read" | "create" | "write" | "remove";

export interface MatrixRow {
  /** The request that the fault hits, and in which operation. */
  readonly title: string;
  readonly kind: RowKind;
  readonly command: "up" | "refresh";
  /** What the stack has before the fault. */
  readonly before: (place: Place) => Program;
  /** What the program says while the fault lasts, and afterwards. */
  readonly after: (place: Place) => Program;
  readonly request: (place: Place) => RequestPattern & { readonly method: string; readonly path: RegExp };
  /** The request right before it in the same operation. */
  readonly precededBy?: (place: Place) => RequestPattern;
  /** The preceding request is a create that was done, and whose answer was cut off. */
  readonly settles?: true;
  /** A list of the API shows what the request is about. */
  readonly isListed?: true;
  /** A look that only confirms: a client without the privilege keeps what it knows. */
  readonly mayBeDenied?: true;
  readonly wrongTypes: unknown;
  /** The resource has credentials that a server could quote. */
  readonly hasCredentials?: true;
}

const connection = (place: Place, more: object = {}): Program => ({
  jira: {
    type: "connection",
    args: {
      managedUserId: place.customer,
      account: place.account,
      provider: "jira",
      input: { host_name: "acme.atlassian.net", apitoken: place.secret },
      ...more,
    },
  },
});

const assignment = ({ customer, account, profile }: Place): Program => ({
  profile: { type: "assignment", args: { managedUserId: customer, account, profileId: profile } },
});

const list = ({ customer }: Place) => ({
  method: "GET",
  path: new RegExp(`/managed_users/${customer}/connections\\?`),
});
const post = ({ customer }: Place) => ({ method: "POST", path: new RegExp(`/managed_users/${customer}/connections$`) });
const one = (method: string, end: string) => (place: Place) => ({
  method,
  path: new RegExp(`/managed_users/${place.customer}/connections/\\d+${end}$`),
});
const assigned = (method: string, end: string) => (place: Place) => ({
  method,
  path: new RegExp(`/managed_users/${place.customer}/custom_oauth_profiles/${place.profile}/${end}$`),
});

const nothing = (): Program => ({});
const LIST_OF_WRONG_TYPES = { result: [{ id: "x", name: {} }] };
const CONNECTION_OF_WRONG_TYPES = { id: {}, name: 7, authorization_status: [] };
const SUCCESS_OF_WRONG_TYPE = { result: { success: "yes" } };

export const MATRIX_ROWS: readonly MatrixRow[] = [
  {
    title: "GET list, refresh",
    hasCredentials: true,
    kind: "read",
    command: "refresh",
    before: connection,
    after: connection,
    request: list,
    wrongTypes: LIST_OF_WRONG_TYPES,
  },
  {
    title: "GET list, before a create",
    hasCredentials: true,
    kind: "read",
    command: "up",
    before: nothing,
    after: connection,
    request: list,
    wrongTypes: LIST_OF_WRONG_TYPES,
  },
  {
    title: "GET list, after a create whose answer was lost",
    hasCredentials: true,
    kind: "read",
    command: "up",
    before: nothing,
    after: connection,
    request: list,
    precededBy: post,
    settles: true,
    wrongTypes: LIST_OF_WRONG_TYPES,
  },
  {
    title: "POST create",
    hasCredentials: true,
    kind: "create",
    command: "up",
    before: nothing,
    after: connection,
    request: post,
    precededBy: list,
    wrongTypes: CONNECTION_OF_WRONG_TYPES,
  },
  {
    title: "PUT update",
    hasCredentials: true,
    kind: "write",
    command: "up",
    before: connection,
    after: (place) => connection(place, { name: "renamed", input: { apitoken: `${place.secret}-2` } }),
    request: one("PUT", ""),
    wrongTypes: CONNECTION_OF_WRONG_TYPES,
  },
  {
    title: "POST disconnect",
    hasCredentials: true,
    kind: "write",
    command: "up",
    before: connection,
    after: (place) => connection(place, { disconnected: true }),
    request: one("POST", "/disconnect"),
    wrongTypes: SUCCESS_OF_WRONG_TYPE,
  },
  {
    title: "DELETE connection",
    isListed: true,
    hasCredentials: true,
    kind: "remove",
    command: "up",
    before: connection,
    after: nothing,
    request: one("DELETE", ""),
    wrongTypes: SUCCESS_OF_WRONG_TYPE,
  },
  {
    title: "POST assign",
    kind: "write",
    command: "up",
    before: nothing,
    after: assignment,
    request: assigned("POST", "assign"),
    wrongTypes: SUCCESS_OF_WRONG_TYPE,
  },
  {
    title: "DELETE unassign",
    kind: "remove",
    command: "up",
    before: assignment,
    after: nothing,
    request: assigned("DELETE", "unassign"),
    wrongTypes: SUCCESS_OF_WRONG_TYPE,
  },
  {
    title: "GET profile, refresh",
    kind: "read",
    command: "refresh",
    before: assignment,
    after: assignment,
    request: ({ profile }) => ({ method: "GET", path: new RegExp(`/custom_oauth_profiles/${profile}$`) }),
    mayBeDenied: true,
    wrongTypes: { result: { id: [], oem_customers_count: "many" } },
  },
];
