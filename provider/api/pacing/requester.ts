import { setTimeout as delay } from "node:timers/promises";
import { defined } from "../defined";
import { Cancelled, type Failure, type Phrase, toText } from "../errors/failure";
import { hintFor } from "../errors/hints";
import type { MeaningOf } from "../errors/refusal";
import { REFUSALS, WorkatoError } from "../errors/workatoError";
import { type Reading, readAnswer } from "../http/answer";
import type { Transport, TransportRequest } from "../http/transport";
import type { WorkatoClientOptions } from "../options";
import { createRedactor, type Redact, shownWords } from "../redaction";
import { MS_PER_SECOND } from "../time";
import { Attempts } from "./attempts";
import type { Queue } from "./quotaQueue";
import { retryDelayMs, shouldRetry } from "./retry";
import { RetryBudget } from "./retryBudget";
import type { ServerClock } from "./serverClock";

/** A longer wait after a fault gets a line, so that nobody takes it for a hang. */
const LONGEST_SILENT_WAIT_MS = 10_000;

/** A host that cannot be reached gets a line from the second attempt on; one line in this time for all requests. */
const CONNECTION_LINE_EVERY_MS = 15_000;

const AUTHORIZATION_VALUE =
  /(\bauthorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token|digest)\s+[^\s"',;]+|[^\s"',;]{16,})/gi;

/** A request of the API and how to read its answer. */
export interface ApiRequest<T> extends TransportRequest {
  readonly queue: Queue;
  /** Sending it twice does no harm. */
  readonly idempotent: boolean;
  /** Takes the answer without its `result` wrapper, and with it; throws `UnexpectedAnswer`. */
  readonly read: (payload: unknown, body: unknown) => T;
  /** What a refusal means to who asked for this; gets the texts of the server as they came. */
  readonly meaningOf?: MeaningOf;
}

/** What one call may add. */
export interface CallOptions {
  /** Redacts in the server's words what only the caller knows to be secret (the credentials at hand), on top of the token. */
  readonly redact?: Redact;
  /** Shares one retry budget between the calls of one operation; without it, each call has its own. */
  readonly budget?: RetryBudget;
  /** Called when the quota lets the request go, right before it is sent; what it throws prevents the request. */
  readonly beforeSend?: () => Promise<void>;
  /** Says nothing of its retries: whoever asks does not wait for them. */
  readonly isQuiet?: boolean;
}

/** What a {@link Requester} works with. */
export interface RequesterParts {
  readonly options: WorkatoClientOptions;
  readonly transport: Transport;
  readonly clock: ServerClock;
  readonly random: () => number;
}

/** Sends a request until it is answered or given up: paced, repeated where that does no harm, its errors without secrets. */
export class Requester {
  readonly #parts: RequesterParts;
  /** For the server's words, and for nothing else: our own have no secrets in them. */
  readonly #redact: Redact;
  #connectionLineFromMs = 0;

  constructor(parts: RequesterParts) {
    this.#parts = parts;
    const redactSecrets = createRedactor([parts.options.apiToken, ...parts.transport.secrets]);
    // What a gateway echoes of this header is a credential, even when it is not ours.
    this.#redact = (text) => redactSecrets(text).replace(AUTHORIZATION_VALUE, "$1[redacted]");
  }

  /** @throws WorkatoError, or what `beforeSend` threw */
  async send<T>(request: ApiRequest<T>, call: CallOptions = {}): Promise<T> {
    const attempts = new Attempts(request, call.budget ?? new RetryBudget(this.#parts.options.retryTimeoutSeconds));
    try {
      return await this.#sendUntilAnswered(request, attempts, call);
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      throw this.#toError(request, toCancelledFailure(attempts.lastFailure), attempts, call);
    }
  }

  /** @throws Cancelled */
  async #sendUntilAnswered<T>(request: ApiRequest<T>, attempts: Attempts, call: CallOptions): Promise<T> {
    const { options, random } = this.#parts;
    const place = request.queue.takePlace();
    let ownWaitMs = 0;
    for (;;) {
      const slot = await request.queue.acquire(place);
      // Only what our own 429 asked for counts; the rest is waiting in line.
      attempts.budget.exclude(Math.max(0, slot.waitedMs - ownWaitMs));
      let sent = false;
      let reading;
      try {
        await call.beforeSend?.();
        await options.beforeSend?.(request.method);
        if (options.signal?.aborted === true) throw new Cancelled();
        attempts.begin();
        reading = await this.#sendOnce(request, attempts.count);
        // What never left this machine does not count against the quota.
        sent = "value" in reading || !reading.failure.neverSent;
      } finally {
        slot.release(sent);
      }
      if ("value" in reading) return reading.value;

      const { failure } = reading;
      const timesSeen = attempts.record(failure);
      const delayMs = retryDelayMs(failure, attempts.count, random);
      if (failure.kind === "rateLimited" && delayMs < options.retryTimeoutSeconds * MS_PER_SECOND) {
        request.queue.pause(delayMs);
      }
      const isWorth = shouldRetry(failure, { idempotent: request.idempotent, timesSeen });
      if (!isWorth || delayMs >= attempts.remainingMs()) throw this.#toError(request, failure, attempts, call);
      // After a 429 the queue is paused for as long: waiting in it keeps the place in front.
      ownWaitMs = failure.kind === "rateLimited" ? delayMs : 0;
      if (ownWaitMs === 0) {
        if (call.isQuiet !== true) this.#writeRetryLine(request, failure, attempts, delayMs);
        await this.#backOff(delayMs);
      }
    }
  }

  async #sendOnce<T>(request: ApiRequest<T>, attempt: number): Promise<Reading<T>> {
    const { transport, clock } = this.#parts;
    const startedMs = performance.now();
    const result = await transport.send(request);
    if ("failure" in result) {
      this.#writeDebugLine(request, result.failure.kind, startedMs, attempt);
      return result;
    }
    const { reply } = result;
    this.#writeDebugLine(request, String(reply.status), startedMs, attempt);
    clock.observe(reply.header("date"));
    return readAnswer(reply, request.read);
  }

  #writeDebugLine(request: TransportRequest, status: string, startedMs: number, attempt: number): void {
    if (!this.#parts.options.debug) return;
    const ms = Math.round(performance.now() - startedMs);
    this.#parts.options.writeLine(`Workato: ${request.method} ${request.path} ${status} ${ms} ms attempt ${attempt}`);
  }

  #writeRetryLine(request: TransportRequest, failure: Failure, attempts: Attempts, delayMs: number): void {
    const { writeLine } = this.#parts.options;
    const next = `the next one in ${Math.ceil(delayMs / MS_PER_SECOND)} s`;
    if (failure.neverSent && attempts.count > 1) {
      if (performance.now() >= this.#connectionLineFromMs) {
        this.#connectionLineFromMs = performance.now() + CONNECTION_LINE_EVERY_MS;
        const limit = Math.ceil(attempts.remainingMs() / MS_PER_SECOND);
        // The server has said nothing here.
        const what = toText(failure.reason, () => "");
        writeLine(`Workato: ${what} at attempt ${attempts.count}; ${next}, for ${limit} s at most`);
      }
    } else if (delayMs >= LONGEST_SILENT_WAIT_MS) {
      const what = `${request.method} ${request.path}: ${failure.status ?? failure.kind}`;
      writeLine(`Workato: ${what} at attempt ${attempts.count}; ${next}`);
    }
  }

  async #backOff(delayMs: number): Promise<void> {
    await delay(delayMs, undefined, { signal: this.#parts.options.signal }).catch(() => {
      throw new Cancelled();
    });
  }

  #redactFor(call: CallOptions): Redact {
    const { redact } = call;
    return redact === undefined ? this.#redact : (text) => this.#redact(redact(text));
  }

  #toError<T>(request: ApiRequest<T>, failure: Failure, attempts: Attempts, call: CallOptions): WorkatoError {
    const { options, transport } = this.#parts;
    const { apiMessage, fieldErrors, correlationId, status } = failure;
    const meaning = REFUSALS.includes(failure.kind) ? request.meaningOf?.(failure) : undefined;
    const hint = hintFor(failure, {
      origin: transport.origin,
      path: request.path,
      ...defined({ describeUnauthorized: options.describeUnauthorized, describeAddress: options.describeAddress }),
    });
    const ours = {
      kind: failure.kind,
      outcome: attempts.outcome,
      method: request.method,
      path: request.path,
      attempts: attempts.count,
      elapsedSeconds: attempts.elapsedSeconds(),
      attemptMs: attempts.lastMs,
      ...defined({ status, hint, meaning }),
    };
    const errorWith = (redact: Redact): WorkatoError => {
      const clean = (said: string, max?: number): string => shownWords(said, redact, max);
      const cleaned = (said: string | undefined) => (said === undefined ? undefined : clean(said));
      const details = {
        ...ours,
        reason: toText(failure.reason, ({ said, max }) => clean(said, max)),
        ...defined({
          correlationId: cleaned(correlationId),
          apiMessage: cleaned(apiMessage),
          fieldErrors: fieldErrors === undefined ? undefined : mapTexts(fieldErrors, clean),
        }),
      };
      return new WorkatoError(details, (more) => errorWith((text) => redact(more(text))));
    };
    return errorWith(this.#redactFor(call));
  }
}

function toCancelledFailure(last: Failure | undefined): Failure {
  const reason: Phrase =
    last === undefined
      ? ["cancelled before it was sent"]
      : [`cancelled before it was sent again; before that: ${withSpace(last.status)}`, ...last.reason];
  return { kind: "cancelled", reason, neverSent: true, permanent: true };
}

function withSpace(status: number | undefined): string {
  return status === undefined ? "" : `${status} `;
}

function mapTexts(fields: Record<string, string[]>, map: (text: string) => string): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, texts]) => [map(field), texts.map((text) => map(text))]),
  );
}
