import { setTimeout as delay } from "node:timers/promises";
import type { CallOptions, Connection, ConnectionBody, RetryBudget, WorkatoError } from "../../api";
import { instantOf, messageOf } from "../../api";
import { explained, isMeant, isRefusal, mayBeDone } from "../errors";
import type { Account, Operation } from "../session";
import { describeConnection, isMatch, severalThere } from "./adopt";
import type { ConnectionArguments } from "./arguments";
import type { WrittenConnection } from "./conclude";
import { isTestedBy } from "./conclude";
import { settleMs } from "./settleTime";
import { emptyConnection } from "./state";

const MS_PER_SECOND = 1000;
/** Clocks of gateways, which stamp the answer, and of applications, which stamp the connection, differ. */
const CLOCK_TOLERANCE_MS = 60 * MS_PER_SECOND;
/** The `Date` header has whole seconds. */
const CLOCK_ROUNDING_MS = 2 * MS_PER_SECOND;
const FIRST_LOOK_PAUSE_MS = 250;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30 * MS_PER_SECOND;
/** A gateway that answers 200 with a web page will not get better by asking for fifteen minutes. */
const MAX_UNEXPECTED_ANSWERS = 4;

/**
 * POSTs a connection and never makes a twin: an unknown outcome (cut connection, time-out, 5xx) is settled by listing.
 * One new match is ours, none means send again, several are an error that lists them. The resource claims the connection
 * in the moment in which it is known which one it is.
 * @param claim takes the connection for the resource, or throws when another one has it
 * Source: POST /api/managed_users/:managed_user_id/connections
 */
export async function postConnection(
  operation: Operation,
  inputs: ConnectionArguments,
  body: ConnectionBody,
  claim: (connectionId: string) => void,
): Promise<WrittenConnection> {
  const { account } = operation;
  const { managedUserId } = inputs;
  const attempt = new CreationAttempt(operation, inputs, await account.lists.all(managedUserId));
  // For answers that hold little more than the id.
  const { input: _secret, shellConnection: _flag, ...fields } = body;
  const sent: Connection = { ...emptyConnection(""), ...fields };
  for (;;) {
    try {
      const answer = await account.client.createConnection(managedUserId, body, attempt.startRequest());
      claim(answer.connectionId);
      const connection = account.lists.record(managedUserId, answer, sent);
      const isAuthorizationKnown = answer.authorizationStatus !== undefined || !isTestedBy(body);
      return { connection, body, isAuthorizationKnown };
    } catch (error) {
      if (!mayBeDone(error) && !isRefusal(error)) throw error;
      if (error.outcome === "unknown") account.lists.drop(managedUserId);
      const connection = await attempt.settle(error);
      if (connection !== undefined) {
        claim(connection.connectionId);
        account.lists.record(managedUserId, connection, connection);
        const refusal = error.outcome === "refused" ? error.message : undefined;
        return { connection, body, isAuthorizationKnown: true, refusal };
      }
      if (error.outcome === "refused") throw error;
      await attempt.pauseBeforeNext(error);
    }
  }
}

/** One create with all its requests: what was there before it, and when the last one was sent. */
class CreationAttempt {
  readonly #account: Account;
  readonly #inputs: ConnectionArguments;
  readonly #budget: RetryBudget;
  readonly #call: CallOptions;
  readonly #knownBefore: ReadonlySet<string>;
  /** On the server's clock. */
  readonly #startedAtMs: number;
  #timesSent = 0;
  #unexpectedAnswers = 0;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(operation: Operation, inputs: ConnectionArguments, before: ReadonlyMap<string, Connection>) {
    this.#account = operation.account;
    this.#inputs = inputs;
    this.#budget = operation.account.client.startBudget();
    this.#call = { ...operation.call, budget: this.#budget };
    this.#knownBefore = new Set(before.keys());
    this.#startedAtMs = operation.account.client.serverNow();
  }

  startRequest(): CallOptions {
    this.#timesSent += 1;
    return this.#call;
  }

  /**
   * Looks until the request cannot be running any more. That counts from the failure: when the request was sent is not
   * known, because before that it may have waited for minutes in the queue.
   */
  async settle(error: WorkatoError): Promise<Connection | undefined> {
    const failedAtMs = performance.now();
    const settledAfterMs = settleMs(error, this.#account.settings);
    for (let pauseMs = Math.min(FIRST_LOOK_PAUSE_MS, settledAfterMs); ; pauseMs *= 2) {
      const leftMs = settledAfterMs - (performance.now() - failedAtMs);
      const matches = await this.#newMatches(error);
      const [found] = matches;
      if (found !== undefined && error.outcome === "refused") return this.#surelyOurs(error, matches);
      if (matches.length > 1) throw explained(error, severalThere(matches, this.#inputs).message);
      if (found !== undefined || leftMs <= 0) return found;
      await delay(Math.min(pauseMs, leftMs));
    }
  }

  /** @throws the error itself, with what was tried, when the budget is spent. */
  async pauseBeforeNext(error: WorkatoError): Promise<void> {
    if (error.kind === "unexpectedAnswer") this.#unexpectedAnswers += 1;
    const isSpent = this.#pauseMs >= this.#budget.remainingMs() || this.#unexpectedAnswers >= MAX_UNEXPECTED_ANSWERS;
    if (isSpent) {
      throw explained(
        error,
        `The request was sent ${this.#timesSent} times in ${Math.round(this.#budget.elapsedSeconds())} s and the ` +
          "list shows no such connection after any of them, so none was made. Run `pulumi up` again.",
      );
    }
    await delay(this.#pauseMs * (0.5 + Math.random() / 2));
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  /**
   * A server may make a connection and refuse its credentials. But what has come up beside a refused request may just as
   * well be a person's, and then it must not be ours to delete.
   * @throws Error that names the connection and adoptConnectionId, when there is any doubt.
   */
  #surelyOurs(error: WorkatoError, found: readonly Connection[]): Connection {
    const [only, ...others] = found;
    const isSinceWeBegan = (instantOf(only?.createdAt) ?? -Infinity) >= this.#startedAtMs - CLOCK_ROUNDING_MS;
    if (only !== undefined && others.length === 0 && isSinceWeBegan && !isMeant(error, "aboutName")) return only;
    throw explained(
      error,
      `Since then customer ${this.#inputs.managedUserId} has ${found.map(describeConnection).join("; ")}, which this request ` +
        "or somebody else has made. If it is to be managed here, set adoptConnectionId to its id; else give this " +
        "connection another name.",
    );
  }

  async #newMatches(cause: WorkatoError): Promise<Connection[]> {
    const { managedUserId, provider } = this.#inputs;
    let listed: Connection[];
    try {
      listed = await this.#account.lists.search(managedUserId, { provider }, this.#call);
    } catch (error) {
      throw explained(
        cause,
        `Whether the connection was made is not known, because the list failed too: ${messageOf(error)}\n` +
          "Run `pulumi up` again: it looks for the connection before it creates one.",
      );
    }
    return listed.filter(
      (connection) =>
        isMatch(connection, this.#inputs) &&
        !this.#knownBefore.has(connection.connectionId) &&
        !this.#account.holders.isHeld(connection.connectionId) &&
        (instantOf(connection.createdAt) ?? Infinity) >= this.#startedAtMs - CLOCK_TOLERANCE_MS,
    );
  }
}
