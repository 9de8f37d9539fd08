import { messageOf } from "../../api";
import { setTimeout as delay } from "node:timers/promises";
import type { CallOptions, Connection, ConnectionBody, RetryBudget, WorkatoError } from "../../api";
import { explained, mayBeDone } from "../errors";
import { isMatch, severalThere } from "./adopt";
import type { ManagedConnectionInputs } from "./arguments";
import { knownConnection } from "./state";
import type { AnsweredConnection } from "./put";
import type { Account, Operation } from "../session";
import { serverSecondMs, settleMs } from "./settleTime";

const MS_PER_SECOND = 1000;
/** The `Date` header has whole seconds, and clocks of several servers differ a little. */
const CLOCK_TOLERANCE_MS = 2 * MS_PER_SECOND;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30 * MS_PER_SECOND;
/** A gateway that answers 200 with a web page will not get better by asking for fifteen minutes. */
const MAX_UNEXPECTED_ANSWERS = 4;

/** A connection that now exists; `failure` is set when the server refused the request and made it nevertheless. */
export interface CreatedConnection extends AnsweredConnection {
  readonly failure?: string;
}

/**
 * POSTs a connection and never makes a twin: an unknown outcome (cut connection, time-out, 5xx) is settled by listing.
 * One new match is ours, none means send again, several are an error that lists them.
 * Source: POST /api/managed_users/:managed_user_id/connections
 */
export async function postConnection(
  operation: Operation,
  inputs: ManagedConnectionInputs,
  body: ConnectionBody,
): Promise<CreatedConnection> {
  const { account } = operation;
  const attempt = new CreationAttempt(operation, inputs, await account.customers.all(inputs.managedUserId));
  // For answers that hold little more than the id.
  const sentConnection = knownConnection("", body);
  for (;;) {
    try {
      const answer = await account.client.createConnection(inputs.managedUserId, body, attempt.startRequest());
      const connection = account.customers.record(inputs.managedUserId, answer, sentConnection);
      return { connection, isAuthorizationKnown: answer.authorizationStatus !== undefined };
    } catch (error) {
      if (!mayBeDone(error)) throw error;
      if (error.outcome === "unknown") account.customers.drop(inputs.managedUserId);
      const connection = await attempt.settle(error);
      if (connection !== undefined) {
        account.customers.record(inputs.managedUserId, connection, connection);
        const created = { connection, isAuthorizationKnown: true };
        return error.outcome === "refused" ? { ...created, failure: error.message } : created;
      }
      if (error.outcome === "refused") throw error;
      await attempt.pauseBeforeNext(error);
    }
  }
}

/** One create with all its requests: what was there before it, and when the last one was sent. */
class CreationAttempt {
  readonly #account: Account;
  readonly #inputs: ManagedConnectionInputs;
  readonly #budget: RetryBudget;
  readonly #call: CallOptions;
  readonly #knownBefore: ReadonlySet<string>;
  /** On the server's clock. */
  readonly #startedAtMs: number;
  #timesSent = 0;
  #unexpectedAnswers = 0;
  #pauseMs = FIRST_PAUSE_MS;

  constructor({ account, call }: Operation, inputs: ManagedConnectionInputs, before: ReadonlyMap<string, Connection>) {
    this.#account = account;
    this.#inputs = inputs;
    this.#budget = account.client.startBudget();
    this.#call = { ...call, budget: this.#budget };
    this.#knownBefore = new Set(before.keys());
    this.#startedAtMs = account.client.serverNow() - CLOCK_TOLERANCE_MS;
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
    const failedAtMs = Date.now();
    const settledAfterMs = settleMs(error, this.#account.settings);
    for (let pauseMs = Math.min(MS_PER_SECOND, serverSecondMs(this.#account.settings)); ; pauseMs *= 2) {
      const isLast = Date.now() - failedAtMs >= settledAfterMs;
      const found = await this.#newMatches(error);
      if (found.length > 1) throw explained(error, severalThere(found, this.#inputs).message);
      if (found[0] !== undefined || isLast) return found[0];
      await delay(pauseMs);
    }
  }

  /** @throws the error itself, with what was tried, when the budget is spent. */
  async pauseBeforeNext(error: WorkatoError): Promise<void> {
    if (error.kind === "unexpectedAnswer") this.#unexpectedAnswers += 1;
    const spent = this.#pauseMs >= this.#budget.remainingMs() || this.#unexpectedAnswers >= MAX_UNEXPECTED_ANSWERS;
    if (spent) {
      throw explained(
        error,
        `The request was sent ${this.#timesSent} times in ${Math.round(this.#budget.elapsedSeconds())} s and the ` +
          "list shows no such connection after any of them, so none was made. Run `pulumi up` again.",
      );
    }
    await delay(this.#pauseMs * (0.5 + Math.random() / 2));
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  async #newMatches(cause: WorkatoError): Promise<Connection[]> {
    const { managedUserId, provider } = this.#inputs;
    let listed: Connection[];
    try {
      listed = await this.#account.customers.search(managedUserId, { provider }, this.#call);
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
        !this.#account.stack.isOwn(connection.connectionId) &&
        Date.parse(connection.createdAt ?? "9999-01-01") >= this.#startedAtMs,
    );
  }
}
