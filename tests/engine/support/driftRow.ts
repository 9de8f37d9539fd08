import type { AuthorizationLoss, ConnectionEdit, Emulator } from "../../../emulator";

/** One change behind Pulumi's back, and what every command makes of it. */
export interface DriftRow {
  /** The resource's logical name, and the connection's. */
  readonly name: string;
  /** What somebody did, for the documentation. */
  readonly change: string;
  /** What the program says about it, for the documentation. */
  readonly program: string;
  /** Arguments beside `managedUserId` and `provider: "jira"`. */
  readonly args?: string;
  readonly edit: (emulator: Emulator, id: string) => void;
  /** Outputs that are different after the refresh, beside `updatedAt`; "removed": the resource has left the state. */
  readonly shows: readonly string[] | "removed";
  /** The refresh prints a line that has this text. */
  readonly warns?: string;
  /** What `up` sends, and the preview before it announces: without it, neither shows or sends anything. */
  readonly sends?: string;
}

/** Connections that are there before the program is. */
export const PARENTS = { first: 901, second: 902, runtime: 903 } as const;

const CREDENTIALS = `input: { apitoken: "good" }`;
const REPAIR = `${CREDENTIALS}, onAuthorizationLost: "repair"`;
const LOSS = ["authorizationError", "authorizationStatus", "connectionLostAt", "connectionLostReason"];

const edited =
  (edit: ConnectionEdit): DriftRow["edit"] =>
  (emulator, id) => {
    emulator.edit(id, edit);
  };

const lost =
  (loss: AuthorizationLoss = {}): DriftRow["edit"] =>
  (emulator, id) => {
    emulator.loseAuthorization(id, loss);
  };

/** What the program may set, and may leave alone. */
const ATTRIBUTE_ROWS: readonly DriftRow[] = [
  {
    name: "renamed",
    change: "renamed",
    program: "`name` (always managed)",
    edit: edited({ name: "by hand" }),
    shows: ["name"],
    sends: `PUT {"name":"renamed"}`,
  },
  {
    name: "folder-set",
    change: "moved to another folder",
    program: "sets `folderId`",
    args: "folderId: 12",
    edit: edited({ folderId: 99 }),
    shows: ["folderId"],
    sends: `PUT {"folder_id":"12"}`,
  },
  {
    name: "folder-unset",
    change: "moved to another folder",
    program: "does not set `folderId`",
    edit: edited({ folderId: 99 }),
    shows: [],
  },
  {
    name: "parent-set",
    change: "given another parent",
    program: "sets `parentId`",
    args: `parentId: ${PARENTS.first}`,
    edit: edited({ parentId: PARENTS.second }),
    shows: ["parentId"],
    sends: `PUT {"parent_id":"${PARENTS.first}"}`,
  },
  {
    name: "parent-cleared",
    change: "parent taken away",
    program: "sets `parentId`",
    args: `parentId: ${PARENTS.first}`,
    edit: edited({ parentId: null }),
    shows: ["parentId"],
    sends: `PUT {"parent_id":"${PARENTS.first}"}`,
  },
  {
    name: "parent-null",
    change: "given a parent",
    program: "`parentId: null`",
    args: "parentId: null",
    edit: edited({ parentId: PARENTS.second }),
    shows: ["parentId"],
    sends: `PUT {"parent_id":null}`,
  },
  {
    name: "parent-unset",
    change: "given a parent",
    program: "does not set `parentId`",
    edit: edited({ parentId: PARENTS.second }),
    shows: [],
  },
  {
    name: "external-id-set",
    change: "external id changed",
    program: "sets `externalId`",
    args: `externalId: "U1"`,
    edit: edited({ externalId: "U9" }),
    shows: ["externalId"],
    sends: `PUT {"external_id":"U1"}`,
  },
  {
    name: "external-id-cleared",
    change: "external id cleared",
    program: "sets `externalId`",
    args: `externalId: "U2"`,
    edit: edited({ externalId: null }),
    shows: ["externalId"],
    sends: `PUT {"external_id":"U2"}`,
  },
  {
    name: "external-id-null",
    change: "external id set",
    program: "`externalId: null`",
    args: "externalId: null",
    edit: edited({ externalId: "U9" }),
    shows: ["externalId"],
    sends: `PUT {"external_id":null}`,
  },
  {
    name: "external-id-unset",
    change: "external id set",
    program: "does not set `externalId`",
    edit: edited({ externalId: "U9" }),
    shows: [],
  },
  {
    name: "facts",
    change: "tagged, another identity",
    program: "whatever it says",
    edit: edited({ tags: ["crm"], identity: "someone@acme.example/4620816365" }),
    shows: ["identity", "tags"],
  },
  {
    name: "removed",
    change: "removed",
    program: "whatever it says",
    args: CREDENTIALS,
    edit: (emulator, id) => {
      emulator.remove(id);
    },
    shows: "removed",
    sends: `POST {"name":"removed","provider":"jira","input":{"apitoken":"good"}}`,
  },
];

/** What becomes of the authorization. */
const AUTHORIZATION_ROWS: readonly DriftRow[] = [
  {
    name: "authorized-again",
    change: "credentials entered by hand, which work",
    program: "sets `input`",
    args: REPAIR,
    edit: edited({ authorizedAt: "2030-01-01T00:00:00.000Z" }),
    shows: ["authorizedAt"],
  },
  {
    name: "disconnected-by-hand",
    change: "disconnected",
    program: "sets `input`",
    args: REPAIR,
    edit: (emulator, id) => {
      emulator.disconnectByHand(id);
    },
    shows: ["authorizationStatus", "authorizedAt"],
    warns: "has no authorization",
  },
  {
    name: "found-connected",
    change: "connected",
    program: "`disconnected: true`",
    args: `${CREDENTIALS}, disconnected: true`,
    edit: (emulator, id) => {
      emulator.authorize(id);
    },
    shows: ["authorizationStatus", "authorizedAt"],
    sends: "POST /disconnect",
  },
  {
    name: "lost-report",
    change: "authorization lost",
    program: '`onAuthorizationLost: "report"` (default)',
    args: CREDENTIALS,
    edit: lost(),
    shows: LOSS,
    warns: "is not authorized",
  },
  {
    name: "lost-repair",
    change: "authorization lost",
    program: '`onAuthorizationLost: "repair"`',
    args: REPAIR,
    edit: lost(),
    shows: LOSS,
    warns: "is not authorized",
    sends: `PUT {"input":{"apitoken":"good"}}`,
  },
  {
    name: "lost-environment",
    change: "authorization lost",
    program: '`"repair"`, credentials from `inputFromEnvironment`',
    args: `inputFromEnvironment: { apitoken: "JIRA_TOKEN" }, onAuthorizationLost: "repair"`,
    edit: lost(),
    shows: LOSS,
    warns: "is not authorized",
    sends: `PUT {"input":{"apitoken":"from the environment"}}`,
  },
  {
    name: "lost-at-only",
    change: "connection lost, status still `success`",
    program: '`"repair"`',
    args: REPAIR,
    edit: lost({ status: "success", error: null }),
    shows: ["connectionLostAt", "connectionLostReason"],
    warns: "is not authorized",
    sends: `PUT {"input":{"apitoken":"good"}}`,
  },
  {
    name: "lost-network",
    change: "connection lost, the network is named as the reason",
    program: '`"repair"`',
    args: REPAIR,
    edit: lost({ reason: "network_error" }),
    shows: LOSS,
    warns: "is not authorized",
  },
  {
    name: "lost-after-another",
    change: "credentials entered by hand, then lost",
    program: '`"repair"`: theirs are newer than the program\'s',
    args: REPAIR,
    edit: (emulator, id) => {
      emulator.edit(id, { authorizedAt: "2030-01-01T00:00:00.000Z" });
      emulator.loseAuthorization(id);
    },
    shows: ["authorizedAt", ...LOSS].sort(),
    warns: "is not authorized",
  },
  {
    name: "lost-shell",
    change: "authorization lost",
    program: '`"repair"`, `shellConnection: true`',
    args: `${REPAIR}, shellConnection: true`,
    edit: lost(),
    shows: LOSS,
    warns: "is not authorized",
  },
  {
    name: "lost-without-input",
    change: "authorization lost",
    program: '`"repair"`, no `input`',
    args: `onAuthorizationLost: "repair"`,
    edit: lost(),
    shows: LOSS,
    warns: "is not authorized",
  },
  {
    name: "lost-disconnected",
    change: "status `failed`",
    program: '`"repair"`, `disconnected: true`',
    args: `${REPAIR}, disconnected: true`,
    edit: lost(),
    shows: LOSS,
  },
  {
    name: "runtime",
    change: "nothing (a runtime user connection that was taken over)",
    program: "whatever it says",
    args: `adoptConnectionId: ${PARENTS.runtime}`,
    edit: () => undefined,
    shows: [],
  },
];

export const DRIFT_ROWS: readonly DriftRow[] = [...ATTRIBUTE_ROWS, ...AUTHORIZATION_ROWS];
