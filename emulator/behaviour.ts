import type { QuotaKind } from "./server/quota";
import { refusedWhenWrong, type RefusalRule } from "./seed/credentials";

/**
 * The switches: answers that the vendor does not document, or that were seen in more than one form, each with the
 * variants that a client must survive. They may be changed at any time and hold from the next request on.
 */
export interface Behaviour {
  /** Families of endpoints that the role behind the token lacks, with the status that tells so. Default: none. */
  forbidden: Partial<Record<QuotaKind, 401 | 403>>;
  /** Tokens that are known but lack every privilege: 403. Default: none. */
  forbiddenTokens: readonly string[];
  /** Tokens of another admin workspace: they are valid, and see no customer and no profile. Default: none. */
  foreignTokens: readonly string[];

  /** Which text of `input` is refused, if any. Default: the first that starts with "wrong". */
  refuses: RefusalRule;
  /** Refused credentials: a 200 with status `failed` (default), a 400 without any effect, or a 400 although the write was done. */
  refusedCredentials: "failed" | "4xx" | "4xx-created";
  /** The status that refused credentials leave behind. Default: "failed". */
  refusedStatus: "failed" | "exception";
  /** Whether `authorization_error` and the 400 quote the value that was refused. Default: false. */
  echoCredentials: boolean;
  /**
   * Whether the `input` of a PUT replaces all that was kept, also what a person put there: where it is not tested (a
   * shell, or a provider that someone at the customer authorizes), a person's authorization is lost. Otherwise it is laid over what was
   * kept, and a person's authorization stays. Default: true.
   */
  putWipesAuthorization: boolean;
  /** Whether a PUT without `input` tests the stored credentials again, and moves `authorized_at`. Default: false. */
  retestOnPut: boolean;
  /** Providers that only someone at the customer can authorize: they are created as shells. Default: six of them. */
  oauthProviders: readonly string[];
  /** Whether `connection_lost_at` and its reason stay when a connection works again. Default: false. */
  keepsLostAt: boolean;
  /** Whether a disconnect clears `authorized_at`. Default: true. */
  disconnectClearsAuthorizedAt: boolean;

  /** Whether null in a PUT clears `external_id` and `parent_id`; otherwise it is ignored. Default: true. */
  nullClears: boolean;
  /** Whether two connections of a provider may not have the same name in one workspace. Default: false. */
  uniqueNames: boolean;
  /** Whether names are kept in Unicode's form NFC, in whatever form they are sent. Default: false. */
  normalisesNames: boolean;
  /** Folders that are refused as unknown; all others exist. Default: none. */
  missingFolders: readonly number[];
  /** Where a disconnect's `force` counts: "both" needs it in query and body. Default: "query". */
  forceIn: "query" | "body" | "either" | "both";
  /** Whether a forced disconnect stops the recipes, so that a delete passes. Default: true. */
  forceDisconnectFreesDelete: boolean;
  /** What assigning a second time answers. Default: "ok". */
  assignTwice: "ok" | "error";
  /** Whether an authorized connection of the provider makes the assigned profile "in use". Default: false. */
  profileInUseByConnections: boolean;

  /** Status of "Validation failed". Default: 400. */
  validationStatus: number;
  /** Whether the values of `errors` are texts instead of lists. Default: false. */
  errorsAsStrings: boolean;
  /** Whether every error is `{"errors":[{"code","title"}]}` instead of a `message`. Default: false. */
  errorsAsTitles: boolean;
  /** Status of `{"success":false,"status":"rejected"}`. Default: 200. */
  rejectedStatus: number;
  /** How a 429 says when to come again: whole seconds, a date, or not at all. Default: "seconds". */
  retryAfter: "seconds" | "date" | "none";

  /**
   * How writes are answered. false (default): create and update flat, the others as an object in `result`. true: all of
   * them in `result`. "list": all of them in `result`, as a list of one.
   */
  wrapAnswers: boolean | "list";
  /** Create and update answer with the id and a few fields only. Default: false. */
  sparseAnswers: boolean;
  /** Whether "" stands for null in every text, time and `authorization_status` of an answer. Default: false. */
  emptyTexts: boolean;
  /** The offset with which times are written, e.g. "-08:00". Default: "Z". */
  timeOffset: "Z" | `${"+" | "-"}${number}:${number}`;
  /** Whether times are written without fractions of a second. Default: false. */
  wholeSeconds: boolean;
  /**
   * How the list of customers says the environments: as objects with number and name, as an object of numbers by name, as
   * names without numbers, or not at all. Default: "objects".
   */
  environmentsAs: "objects" | "numbers" | "names" | "unsaid";
  /**
   * The most elements that a page of customers, folders, projects or profiles has, whatever `per_page` asks for. An answer
   * that has a `per_page` repeats what was asked for. Default: 100.
   */
  mostPerPage: number;
  /** How many lists a connection that was created by request is missing from. Default: 0. */
  listLag: number;
  /**
   * How many milliseconds a connection that was created by request is missing from lists, by the application's clock:
   * a larger `clockSkewMs` lets them pass at once. Default: 0.
   */
  listLagMs: number;
  /** How many of the next lists of connections are empty, whoever asks for whatever. It counts down. Default: 0. */
  emptyLists: number;
  /**
   * The folders whose connections the token sees: lists leave all others out, and update, disconnect, delete and input
   * schema answer 404 for them. A create works everywhere. Default: undefined, all of them.
   */
  visibleFolders: readonly number[] | undefined;
  /**
   * Whether a list of connections has a `count`: of all that match its filters, also of those that it leaves out because
   * of `listLag`, `listLagMs`, `emptyLists` or `visibleFolders`. Default: false.
   */
  countsAll: boolean;

  /** Shifts the application's clock: every timestamp, and the `Date` header with it. Default: 0. */
  clockSkewMs: number;
  /** Shifts the `Date` header (and a `Retry-After` date) further, as a gateway with a clock of its own does. Default: 0. */
  dateHeaderSkewMs: number;
}

export const defaultBehaviour = (): Behaviour => ({
  forbidden: {},
  forbiddenTokens: [],
  foreignTokens: [],
  refuses: refusedWhenWrong,
  refusedCredentials: "failed",
  refusedStatus: "failed",
  echoCredentials: false,
  putWipesAuthorization: true,
  retestOnPut: false,
  oauthProviders: ["salesforce", "hubspot", "gmail", "quickbooks", "google_sheets", "xero"],
  keepsLostAt: false,
  disconnectClearsAuthorizedAt: true,
  nullClears: true,
  uniqueNames: false,
  normalisesNames: false,
  missingFolders: [],
  forceIn: "query",
  forceDisconnectFreesDelete: true,
  assignTwice: "ok",
  profileInUseByConnections: false,
  validationStatus: 400,
  errorsAsStrings: false,
  errorsAsTitles: false,
  rejectedStatus: 200,
  retryAfter: "seconds",
  wrapAnswers: false,
  sparseAnswers: false,
  emptyTexts: false,
  timeOffset: "Z",
  wholeSeconds: false,
  environmentsAs: "objects",
  mostPerPage: 100,
  listLag: 0,
  listLagMs: 0,
  emptyLists: 0,
  visibleFolders: undefined,
  countsAll: false,
  clockSkewMs: 0,
  dateHeaderSkewMs: 0,
});
