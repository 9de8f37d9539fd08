import { refusedWhenWrong, type RefusalRule } from "./state/credentials";

/** The answers that the vendor does not document, each with the variants that a client must survive. */
export interface Behaviour {
  /** Tokens that are known but lack the privilege: 403. */
  forbiddenTokens: readonly string[];
  /** Tokens of another admin workspace: they are valid, and see no customer and no profile. */
  foreignTokens: readonly string[];
  /** Which string of `input` is refused, if any. Default: the first that starts with "wrong". */
  refuses: RefusalRule;
  /** Refused credentials: a 200 with status `failed`, a 400 without any effect, or a 400 although the write was done. */
  refusedCredentials: "failed" | "4xx" | "4xx-created";
  /** The status that refused credentials leave behind. */
  refusedStatus: "failed" | "exception";
  /** Whether `authorization_error` and the 400 quote the value that was refused. */
  echoCredentials: boolean;
  /** Whether a PUT without `input` tests the stored credentials again. */
  retestOnPut: boolean;
  /** Providers that only a person can authorize: they are created as shells. */
  oauthProviders: readonly string[];
  /** Whether null in a PUT clears `external_id` and `parent_id`; otherwise it is ignored. */
  nullClears: boolean;
  /** Whether two connections of a provider may have the same name in one workspace. */
  uniqueNames: boolean;
  /** Folders that are refused as unknown; all others exist. */
  missingFolders: readonly number[];
  /** Status of "Validation failed". */
  validationStatus: number;
  /** Whether the values of `errors` are strings instead of lists. */
  errorsAsStrings: boolean;
  /** Status of `{"success":false,"status":"rejected"}`. */
  rejectedStatus: number;
  /** Whether a forced disconnect stops the recipes, so that a delete passes. */
  forceDisconnectFreesDelete: boolean;
  disconnectClearsAuthorizedAt: boolean;
  assignTwice: "ok" | "error";
  /** Whether an authorized connection of the provider makes the assigned profile "in use". */
  profileInUseByConnections: boolean;
  retryAfter: "seconds" | "date" | "none";
  /** Create and update answer inside `result`. */
  wrapAnswers: boolean;
  /** Create and update answer with the id and a few fields only. */
  sparseAnswers: boolean;
  /** How many lists a new connection is missing from. */
  listLag: number;
  /** Shifts the `Date` header and every timestamp. */
  clockSkewMs: number;
}

export const defaultBehaviour = (): Behaviour => ({
  forbiddenTokens: [],
  foreignTokens: [],
  refuses: refusedWhenWrong,
  refusedCredentials: "failed",
  refusedStatus: "failed",
  echoCredentials: false,
  retestOnPut: false,
  oauthProviders: ["salesforce", "hubspot", "gmail", "quickbooks", "google_sheets", "xero"],
  nullClears: true,
  uniqueNames: false,
  missingFolders: [],
  validationStatus: 400,
  errorsAsStrings: false,
  rejectedStatus: 200,
  forceDisconnectFreesDelete: true,
  disconnectClearsAuthorizedAt: true,
  assignTwice: "ok",
  profileInUseByConnections: false,
  retryAfter: "seconds",
  wrapAnswers: false,
  sparseAnswers: false,
  listLag: 0,
  clockSkewMs: 0,
});
