import { setTimeout as delay } from "node:timers/promises";
import type { CallOptions, Connection, ConnectionBody, RetryBudget, WorkatoError } from "../api";
import { isWorkatoError } from "../api";
import { explained, mayBeDone, messageOf } from "./errors";
import { isMatch, severalThere } from "./existingConnection";
import type { ManagedConnectionInputs } from "./managedConnectionInputs";
import { knownConnection } from "./managedConnectionState";
import type { AnsweredConnection } from "./putConnection";
import type { Account, Operation } from "./session";

const MS_PER_SECOND = 1000;
/** The API itself gives up a request after this time, so whatever it was doing is done by then. */
const API_TIMEOUT_SECONDS = 40;
/** The request may still run behind a gateway, and the list be behind the writes; short, because most are not. */
const LEAST_SETTLE_SECONDS = 4;
const HTTP_GATEWAY_TIMEOUT = 504;
/** The two times above, on a server whose minute has this many seconds. */
const SECONDS_PER_MINUTE = 60;
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
      if (!isWorkatoError(error) || !mayBeDone(error)) throw error;
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
  readonly #timeScale: number;
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
    this.#timeScale = account.settings.quotaWindowSeconds / SECONDS_PER_MINUTE;
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
    for (let pauseMs = MS_PER_SECOND * Math.min(1, this.#timeScale); ; pauseMs *= 2) {
      const isLast = Date.now() - failedAtMs >= this.#settleMs(error);
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

  #settleMs(error: WorkatoError): number {
    // The API understood the request and said no: that ends it.
    if (error.outcome === "refused") return 0;
    const apiMs = API_TIMEOUT_SECONDS * MS_PER_SECOND * this.#timeScale;
    // Never one look only, also after an answer: the list may be a moment behind.
    const leastMs = LEAST_SETTLE_SECONDS * MS_PER_SECOND * this.#timeScale;
    if (error.kind === "timeout" && error.status === undefined) {
      // Our own time-out has passed since the request was sent.
      const ownMs = this.#account.client.requestTimeoutSeconds * MS_PER_SECOND;
      return Math.max(leastMs, apiMs - ownMs);
    }
    // A gateway that says 504 (or 408) gives up earlier than the API, and does not say when it began.
    return error.kind === "timeout" || error.status === HTTP_GATEWAY_TIMEOUT ? apiMs : leastMs;
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
