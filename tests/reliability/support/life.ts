import type { Behaviour, Fault } from "../../../emulator";

/** How many connections and assignments a program may have. */
export const CONNECTION_SLOTS = 4;
export const ASSIGNMENT_SLOTS = 2;

/** What a person writes for one connection. */
export interface Spec {
  /** "gmail" is authorized by a person only: the program says that it is a shell. */
  readonly provider: "jira" | "zendesk" | "gmail";
  /** How its customer is written: as text, as a number, by the customer's external id. */
  readonly spelling: "text" | "number" | "externalId";
  /** At another customer than the slot's own. */
  readonly elsewhere: boolean;
  /** The second of the two is not in Unicode's form NFC. */
  readonly name: 0 | 1;
  readonly credentials: "none" | "good" | "wrong";
  /** Where the program has them from. */
  readonly from: "input" | "environment";
  readonly disconnected: boolean;
  readonly shell: boolean;
  readonly externalId: "unset" | "null" | "set";
  readonly onAuthorizationFailure: "unset" | "error" | "warn";
  readonly onAuthorizationLost: "unset" | "report" | "repair";
  readonly onExisting: "unset" | "error" | "adopt" | "create";
  readonly deleteBeforeReplace: boolean;
  /** `replaceOnChanges: ["*"]` */
  readonly replaceOnChanges: boolean;
  /** Of an `onError` hook. */
  readonly retries: number;
}

/** Something that goes wrong with requests of one command. */
export interface RandomFault {
  readonly request: keyof typeof REQUESTS;
  readonly kind: keyof typeof KINDS;
  readonly skip: number;
  readonly times: number;
}

/** When the command and its plugin are killed: at its n-th request, before or after the work of it. */
export interface RandomKill {
  readonly request: number;
  readonly done: boolean;
}

export interface CommandSpec {
  readonly sequential: boolean;
  readonly faults: readonly RandomFault[];
  readonly kill: RandomKill | undefined;
  /** Slots of `--target`; what has neither a resource nor a declaration does not count. Default: no target. */
  readonly target?: readonly number[] | undefined;
  /** Slots of `--replace`. */
  readonly replace?: readonly number[] | undefined;
  readonly continueOnError?: boolean | undefined;
  /** The first list of the command is empty. */
  readonly emptyList?: boolean | undefined;
}

export type Edit =
  | "rename"
  | "remove"
  | "lose"
  | "authorize"
  /** As OAuth does: what the API sent is not there any more. */
  | "authorizeOAuth"
  /** With credentials of the person's own. */
  | "authorizeOwn"
  | "disconnect"
  | "use"
  | "stop"
  | "unassign"
  /** One that is like what the program describes, and works. */
  | "add"
  | "addShell";

/** How the server answers from now on. */
export type ServerChange = Partial<
  Pick<
    Behaviour,
    | "sparseAnswers"
    | "retestOnPut"
    | "refusedCredentials"
    | "dateHeaderSkewMs"
    | "wrapAnswers"
    | "errorsAsTitles"
    | "emptyTexts"
    | "timeOffset"
    | "wholeSeconds"
    | "forceIn"
    | "listLagMs"
    | "visibleFolders"
    | "countsAll"
    | "putWipesAuthorization"
    | "normalisesNames"
    | "keepsLostAt"
    | "disconnectClearsAuthorizedAt"
    | "assignTwice"
  >
>;

/** How a person replaces a connection. */
export interface Replacement {
  readonly how: "spelling" | "elsewhere" | "--replace";
  /** With its own id as `adoptConnectionId`. */
  readonly isAdopting: boolean;
  readonly deleteBeforeReplace: boolean;
  /** Somebody gives it another name in Workato, and a refresh sees that. */
  readonly isRenamed: boolean;
}

/** An assignment comes or goes, a second one beside it, gets another logical name, or another profile. */
export type AssignmentAction = "toggleAssignment" | "toggleSecondAssignment" | "renameAssignment" | "moveAssignment";

/** What people do, in the program, on the command line and behind Pulumi's back. */
export type Action =
  | { readonly kind: "declare"; readonly slot: number; readonly spec: Spec }
  /** Some of the arguments, at once. */
  | { readonly kind: "change"; readonly slot: number; readonly change: Partial<Spec> }
  /** Only the variable's value changes, the program does not. */
  | { readonly kind: "rotate"; readonly slot: number; readonly credentials: "good" | "wrong" }
  | { readonly kind: "remove" | "putBack" | "sendAgain"; readonly slot: number }
  | { readonly kind: "renameLogically"; readonly slot: number; readonly alias: boolean }
  /** `adoptConnectionId` of a connection: its own, that of the customer's other slot, a person's, or none any more. */
  | { readonly kind: "adopt"; readonly slot: number; readonly whose: "own" | "neighbour" | "person" | "none" }
  /** Takes over the connection that the customer's other resource has, by an `up` that does not look at that one. */
  | { readonly kind: "adoptOther"; readonly slot: number }
  | ({ readonly kind: "replace"; readonly slot: number } & Replacement & CommandSpec)
  | { readonly kind: AssignmentAction; readonly slot: number }
  | { readonly kind: "edit"; readonly slot: number; readonly edit: Edit }
  | { readonly kind: "server"; readonly change: ServerChange }
  | { readonly kind: "preview" }
  | ({ readonly kind: CommandKind } & CommandSpec);

/** A command that changes state. */
export type CommandKind = "up" | "upRefresh" | "refresh" | "destroy" | "destroyRefresh";

/** What a stack lives through. */
export interface Life {
  readonly onExisting: "error" | "adopt";
  readonly clockSkewMs: number;
  readonly actions: readonly Action[];
}

export const REQUESTS = {
  list: { method: "GET", path: /\/connections\?/ },
  profile: { method: "GET", path: /\/custom_oauth_profiles\/\d+$/ },
  create: { method: "POST", path: /\/connections$/ },
  update: { method: "PUT" },
  disconnect: { method: "POST", path: /\/disconnect/ },
  delete: { method: "DELETE", path: /\/connections\/\d+$/ },
  assign: { path: /assign$/ },
  any: {},
} as const;

export const KINDS = {
  cutBefore: { cut: "before" },
  cutAfter: { cut: "after" },
  hang: { hang: true },
  hangDone: { hang: true, execute: true },
  limited: { status: 429, headers: { "retry-after": "0.01" } },
  serverError: { status: 500 },
  serverErrorDone: { status: 500, execute: true },
  badGateway: { status: 502, body: "<html><title>Bad gateway</title></html>" },
  badGatewayDone: { status: 502, body: "<html></html>", execute: true },
  empty: { status: 200, body: "" },
  emptyDone: { body: "" },
  resultNull: { body: { result: null } },
  unsuccessful: { status: 200, body: { success: false, message: "Not now" } },
  truncated: { truncateAt: 9 },
  unauthorized: { status: 401 },
  forbidden: { status: 403 },
  invalid: { status: 422, body: { message: "Validation failed", errors: { folder_id: ["does not exist"] } } },
} as const satisfies Record<string, Fault>;
