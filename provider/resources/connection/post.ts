import { setTimeout as delay } from "node:timers/promises";
import type { Connection, ConnectionBody, WorkatoError } from "../../api";
import { instantOf, isFailed, isMeant, isRefusal, isTestedBy, mayBeDone, messageOf, settleMs } from "../../api";
import { explained } from "../errors";
import { lookUntil } from "../shared/pollUntil";
import type { Operation } from "../session";
import { describeConnection, isMatch, severalThere } from "./existing";
import type { ConnectionArguments } from "./arguments";
import type { WrittenConnection } from "./conclude";
import { knownConnection } from "./state";

const MS_PER_SECOND = 1000;
/** Clocks of gateways, which stamp the answer, and of applications, which stamp the connection, differ. */
const CLOCK_TOLERANCE_MS = 60 * MS_PER_SECOND;
/** The `Date` header has whole seconds. */
const CLOCK_ROUNDING_MS = 2 * MS_PER_SECOND;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30 * MS_PER_SECOND;
/** A gateway that answers 200 with a web page will not get better by asking for fifteen minutes. */
const MAX_UNEXPECTED_ANSWERS = 4;

/** Takes a connection for the resource; throws when another resource has it. */
export type Claim = (connectionId: string) => void;

/**
 * POSTs a connection and never makes a twin: an unknown outcome (cut connection, time-out, 5xx) is settled by listing.
 * One new match is ours, none means send again, several are an error that lists them. The resource claims the connection
 * in the moment in which it is known which one it is.
 * Source: POST /api/managed_users/:managed_user_id/connections
 */
export async function postConnection(
  operation: Operation,
  inputs: ConnectionArguments,
  body: ConnectionBody,
  claim: Claim,
): Promise<WrittenConnection> {
  const { client, lists } = operation.account;
  const { managedUserId } = inputs;
  const budget = client.startBudget();
  const call = { ...operation.call, budget };
  const isKnownBefore = (await lists.all(managedUserId, call)).whatIsThere();
  /** On the server's clock. */
  const startedAtMs = client.serverNow();
  const look = (cause: WorkatoError) => newMatches({ ...operation, call }, inputs, isKnownBefore, startedAtMs, cause);
  // Until its credentials are tested, a connection does not say what became of them.
  const isTold = ({ authorizationStatus }: Connection) => authorizationStatus !== null || !isTestedBy(body);
  let unexpectedAnswers = 0;
  for (
    let timesSent = 1, pauseMs = FIRST_PAUSE_MS;
    ;
    timesSent += 1, pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  ) {
    try {
      const answer = await client.createConnection(managedUserId, body, call);
      claim(answer.connectionId);
      const connection = lists.record(managedUserId, answer, knownConnection("", body));
      return { connection, body, answer };
    } catch (error) {
      if (!mayBeDone(error) && !isRefusal(error)) throw error;
      const isRefused = error.outcome === "refused";
      /** On the server's clock. */
      const sentAtMs = client.serverNow() - error.attemptMs;
      if (!isRefused) lists.drop(managedUserId);
      const matches = await settle(() => look(error), inputs, isTold, settleMs(error, operation.account.settings));
      const [found, ...others] = matches;
      if (found !== undefined) {
        if (others.length > 0) throw explained(error, severalThere(matches, inputs).message);
        const isOurs = !isRefused || (isMatch(found, inputs) && isSurelyOurs(error, found, body, sentAtMs));
        if (!isOurs) throw perhapsOurs(error, found, inputs);
        claim(found.connectionId);
        lists.record(managedUserId, found, found);
        return { connection: found, body, answer: found, refusal: isRefused ? error.message : undefined };
      }
      if (isRefused) throw error;
      if (error.kind === "unexpectedAnswer") unexpectedAnswers += 1;
      if (pauseMs >= budget.remainingMs() || unexpectedAnswers >= MAX_UNEXPECTED_ANSWERS) {
        throw explained(
          error,
          `The request was sent ${timesSent} times in ${Math.round(budget.elapsedSeconds())} s and the list shows no such ` +
            "connection after any of them, so none was made. Run `pulumi up` again.",
        );
      }
      await delay(pauseMs * (0.5 + Math.random() / 2));
    }
  }
}

/**
 * Looks until the request cannot be running any more. That counts from the failure: when the request was sent is not
 * known, because before that it may have waited for minutes in the queue. What is not quite what was asked for counts at
 * the end only: the server may write names, and answer the folder of a project, in its own way.
 */
async function settle(
  look: () => Promise<Connection[]>,
  inputs: ConnectionArguments,
  isTold: (connection: Connection) => boolean,
  settledAfterMs: number,
): Promise<Connection[]> {
  const exact = (seen: readonly Connection[]) => seen.filter((connection) => isMatch(connection, inputs));
  const nearMatches = await lookUntil(look, (seen) => exact(seen).some(isTold), settledAfterMs);
  const matches = exact(nearMatches);
  return matches.length > 0 ? matches : nearMatches;
}

/** What is nearly like this connection, was not there before, and nobody else has. */
async function newMatches(
  { account, call, defaults }: Operation,
  inputs: ConnectionArguments,
  isKnownBefore: (connectionId: string) => boolean,
  startedAtMs: number,
  cause: WorkatoError,
): Promise<Connection[]> {
  const { managedUserId, provider, onExisting = defaults.onExisting } = inputs;
  let listed: Connection[];
  try {
    listed = await account.lists.search(managedUserId, { provider }, call);
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
      plain(connection.name) === plain(inputs.name) &&
      !isKnownBefore(connection.connectionId) &&
      !account.holders.isHeld(connection.connectionId) &&
      (instantOf(connection.createdAt) ?? Infinity) >= startedAtMs - CLOCK_TOLERANCE_MS,
  );
}

function plain(name: string | null): string {
  return (name ?? "").trim().replace(/\s+/g, " ").toLowerCase();
}

/**
 * A server may make a connection and refuse its credentials. But what has come up beside a refused request may just as
 * well be a person's, and then it must not be ours to delete: it is ours only where all speaks for refused credentials.
 */
function isSurelyOurs(error: WorkatoError, found: Connection, body: ConnectionBody, sentAtMs: number): boolean {
  const isSinceThen = (instantOf(found.createdAt) ?? -Infinity) >= sentAtMs - CLOCK_ROUNDING_MS;
  const isOfField =
    Object.keys(error.fieldErrors ?? {}).some((field) => field !== "input") || isMeant(error, "aboutName");
  return isSinceThen && isTestedBy(body) && !isOfField && isFailed(found);
}

function perhapsOurs(error: WorkatoError, found: Connection, { managedUserId }: ConnectionArguments): Error {
  return explained(
    error,
    `Since then customer ${managedUserId} has ${describeConnection(found)}, which this request or somebody ` +
      "else has made. If it is to be managed here, set adoptConnectionId to its id; else give this connection another name.",
  );
}
