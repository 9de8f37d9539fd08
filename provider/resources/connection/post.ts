import { setTimeout as delay } from "node:timers/promises";
import type { Connection, RetryBudget, WorkatoError } from "../../api";
import {
  CLOCK_TOLERANCE_MS,
  instantOf,
  refusalMeans,
  isRefusal,
  isTestedBy,
  mayHaveTakenEffect,
  messageOf,
  MS_PER_SECOND,
  settleMs,
} from "../../api";
import { looseText } from "../../arguments/argument";
import { explained } from "../errors";
import type { Operation } from "../session";
import { pollUntil } from "../shared/pollUntil";
import type { Change } from "./state";
import { claim, claimExisting, isMatch, noneMadeError, perhapsOursError, severalThereError } from "./existing";
import { knownConnection } from "./state";
import { REPLACEMENT_REMEDY, unseenText } from "./texts";
import type { Request, Written } from "./write";
import { isSurelyOurs } from "./write";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30 * MS_PER_SECOND;
/** A gateway that answers 200 with a web page will not get better by asking for fifteen minutes. */
const MAX_UNEXPECTED_ANSWERS = 4;

/** The connection was made; or it was there when the request's turn came; or one has come up that may be ours or a person's. */
export type Posted =
  | { readonly kind: "made"; readonly written: Written }
  | { readonly kind: "existing" | "cameUp"; readonly connection: Connection };

/** One create: what is known from before, and what its attempts share. */
interface Posting {
  readonly operation: Operation;
  readonly change: Change;
  readonly request: Request;
  readonly budget: RetryBudget;
  /** On the server's clock, which is known from the look before: ours may be another by any time. */
  firstSentAtMs: number;
  /** Was the connection there when the request was sent? */
  isKnownBefore: (connectionId: string) => boolean;
}

/**
 * POSTs a connection and never makes a twin: send, look for ours where nobody knows the outcome, pause, send again.
 * Source: POST /api/managed_users/:managed_user_id/connections
 * @throws Error when it is refused, or when what was made cannot be told from what others made.
 */
export async function postConnection(operation: Operation, change: Change, request: Request): Promise<Posted> {
  const { client } = operation.account;
  const budget = client.startBudget();
  const unsent = { firstSentAtMs: Infinity, isKnownBefore: () => false };
  const posting: Posting = { operation, change, request, budget, ...unsent };
  let unexpectedAnswers = 0;
  let pauseMs = FIRST_PAUSE_MS;
  for (let timesSent = 1; ; timesSent += 1) {
    const sent = await sendOnce(posting);
    if (!("error" in sent)) {
      if (sent.kind === "made" && timesSent > 1) await warnIfUnseen(posting, sent.written.connection);
      return sent;
    }
    const ours = await lookForOurs(posting, sent.error);
    if (ours !== undefined) return ours;
    if (sent.error.kind === "unexpectedAnswer") unexpectedAnswers += 1;
    if (pauseMs >= budget.remainingMs() || unexpectedAnswers >= MAX_UNEXPECTED_ANSWERS) {
      throw noneMadeError(sent.error, timesSent, budget.elapsedSeconds());
    }
    await delay(pauseMs * (0.5 + Math.random() / 2));
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** Ends a request whose turn comes when the connection is there already. */
class ThereMeanwhile extends Error {
  constructor(readonly connection: Connection) {
    super("the connection appeared while its creation waited for the quota");
  }
}

/** The quota may let the request wait for minutes: it is looked again when its turn comes. */
async function sendOnce(posting: Posting): Promise<Posted | { readonly error: WorkatoError }> {
  const { operation, change, request, budget } = posting;
  const { client, lists } = operation.account;
  const { managedUserId } = change.news;
  const { body } = request;
  const beforeSend = async () => {
    const found = await claimExisting(operation, change);
    if (found !== undefined) throw new ThereMeanwhile(found);
    posting.isKnownBefore = (await lists.current(managedUserId, operation.call)).whatIsThere();
    posting.firstSentAtMs = Math.min(posting.firstSentAtMs, client.serverNow());
  };
  try {
    const answer = await client.createConnection(managedUserId, body, { ...operation.call, budget, beforeSend });
    claim(operation, change, answer.connectionId);
    const known = knownConnection(answer.connectionId, body);
    const connection = lists.record(managedUserId, answer, known);
    return { kind: "made", written: { ...request, connection, known, answer, isCreated: true } };
  } catch (error) {
    if (error instanceof ThereMeanwhile) return { kind: "existing", connection: error.connection };
    if (mayHaveTakenEffect(error) || isRefusal(error)) return { error };
    throw error;
  }
}

/** Lists that do not show what was made now do not tell either what an earlier request has made. */
async function warnIfUnseen({ operation, change, budget }: Posting, { connectionId }: Connection): Promise<void> {
  const { account, call, say } = operation;
  const { managedUserId, provider } = change.news;
  const isShown = async () => {
    const listed = await account.lists.search(managedUserId, { provider }, { ...call, budget });
    return listed.some((connection) => connection.connectionId === connectionId);
  };
  const longestMs = account.settings.settleTimeoutSeconds * MS_PER_SECOND;
  if (await pollUntil(isShown, Boolean, longestMs).catch(() => false)) return;
  say(unseenText(connectionId, change.news));
}

/**
 * After a request without a clear answer: the connection that has come up since then, or undefined to send again.
 * @throws Error where there are several, or one that may be somebody else's, or none after a refusal.
 */
async function lookForOurs(posting: Posting, error: WorkatoError): Promise<Posted | undefined> {
  const { operation, change, request } = posting;
  const { client, lists, settings } = operation.account;
  const { news } = change;
  const isRefused = error.outcome === "refused";
  const sentAtMs = client.serverNow() - error.attemptMs;
  if (!isRefused) lists.drop(news.managedUserId);
  const matches = await settle(posting, error, settleMs(error, settings));
  const [found, ...others] = matches;
  if (found === undefined) {
    if (isRefused) throw refusalMeans(error, "aboutName") ? explained(error, REPLACEMENT_REMEDY) : error;
    return undefined;
  }
  if (others.length > 0) throw explained(error, severalThereError(matches, news).message);
  if (isRefused && !(isMatch(found, news) && isSurelyOurs(error, found, request.body, sentAtMs))) {
    throw perhapsOursError(error, found, news);
  }
  claim(operation, change, found.connectionId);
  lists.record(news.managedUserId, found, found);
  if (!isRefused) return { kind: "cameUp", connection: found };
  const written = { ...request, connection: found, known: found, answer: found, refusal: error.message };
  return { kind: "made", written: { ...written, isCreated: true } };
}

/**
 * Looks until the request cannot be running any more. That counts from the failure: when the request was sent is not
 * known, because before that it may have waited for minutes in the queue. What is not quite what was asked for counts at
 * the end only: the server may write names, and answer the folder of a project, in its own way.
 */
async function settle(posting: Posting, cause: WorkatoError, settledAfterMs: number): Promise<Connection[]> {
  const { change, request } = posting;
  // Until its credentials are tested, a connection does not say what became of them.
  const hasVerdict = ({ authorizationStatus }: Connection) => authorizationStatus !== null || !isTestedBy(request.body);
  const exact = (seen: readonly Connection[]) => seen.filter((connection) => isMatch(connection, change.news));
  const nearMatches = await pollUntil(
    () => newMatches(posting, cause),
    (seen) => exact(seen).some(hasVerdict),
    settledAfterMs,
  );
  const matches = exact(nearMatches);
  return matches.length > 0 ? matches : nearMatches;
}

/** What is nearly like this connection, was not there before, and no other resource has. */
async function newMatches(
  { operation, change, budget, isKnownBefore, firstSentAtMs }: Posting,
  cause: WorkatoError,
): Promise<Connection[]> {
  const { account, call, defaults } = operation;
  const { managedUserId, provider, name, onExisting = defaults.onExisting } = change.news;
  let listed: Connection[];
  try {
    listed = await account.lists.search(managedUserId, { provider }, { ...call, budget });
  } catch (error) {
    // Who creates it again in this process has to look again.
    account.lists.drop(managedUserId);
    throw explained(
      cause,
      `Whether the connection was made is not known, because the list failed too: ${messageOf(error)}\n` +
        (onExisting === "create"
          ? 'Look for it in Workato before you run `pulumi up` again: with onExisting: "create" that makes one in any case.'
          : "Run `pulumi up` again: it looks for the connection before it creates one."),
    );
  }
  return listed.filter(
    (connection) =>
      connection.provider === provider &&
      looseText(connection.name ?? "") === looseText(name) &&
      !isKnownBefore(connection.connectionId) &&
      !account.holders.isTaken(change.identity, connection.connectionId) &&
      (instantOf(connection.createdAt) ?? Infinity) >= firstSentAtMs - CLOCK_TOLERANCE_MS,
  );
}
