import { setTimeout as delay } from "node:timers/promises";
import { readAnswer } from "../http/answer";
import { Cancelled } from "./cancelled";
import type { Failure } from "../http/failure";
import { hintFor } from "./hints";
import type { CallOptions, WorkatoClientOptions } from "../options";
import type { QuotaQueue } from "./quotaQueue";
import { createRedactor } from "../redaction";
import { isRefusal, type MeaningOf } from "../refusal";
import { retryDelayMs, shouldRetry } from "./retry";
import { RetryBudget } from "./retryBudget";
import type { ServerClock } from "./serverClock";
import type { Transport, TransportRequest } from "../http/transport";
import { WorkatoError, type WorkatoOutcome } from "../workatoError";

const MS_PER_SECOND = 1000;

/** Longer texts of a server are cut, after redaction. */
const MAX_REASON_CHARACTERS = 1000;
const MAX_UNREADABLE_CHARACTERS = 200;

/** A longer wait after a fault is told, so that nobody takes it for a hang. */
const UNTOLD_WAIT_MS = 10_000;

const AUTHORIZATION_VALUE =
  /(\bauthorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token|digest)\s+[^\s"',;]+|[^\s"',;]{16,})/gi;

/** A request of the API and how to read its answer. */
export interface ApiRequest<T> extends TransportRequest {
  readonly queue: QuotaQueue;
  /** Sending it twice does no harm. */
  readonly idempotent: boolean;
  /** Takes the answer without its `result` wrapper, and with it; throws `UnexpectedAnswer`. */
  readonly read: (payload: unknown, body: unknown) => T;
  /** What a refusal means to who asked for this; gets the texts of the server as they came. */
  readonly meaningOf?: MeaningOf;
}

/** What a {@link Caller} works with. */
export interface CallerParts {
  readonly options: WorkatoClientOptions;
  readonly transport: Transport;
  readonly clock: ServerClock;
  readonly random: () => number;
}

/** Sends a request until it is answered or given up: paced, repeated where that does no harm, told without secrets. */
export class Caller {
  readonly #parts: CallerParts;
  readonly #redact: (text: string) => string;

  constructor(parts: CallerParts) {
    this.#parts = parts;
    const redactSecrets = createRedactor([parts.options.apiToken, ...parts.transport.secrets]);
    // Whatever a gateway echoes of a header is a credential, also when it is not ours.
    this.#redact = (text) => redactSecrets(text).replace(AUTHORIZATION_VALUE, "$1[redacted]");
  }

  /** @throws WorkatoError, or what `beforeSend` threw */
  async call<T>(request: ApiRequest<T>, call: CallOptions = {}): Promise<T> {
    const run = new Run(call.budget ?? new RetryBudget(this.#parts.options.retryTimeoutSeconds));
    try {
      return await this.#repeat(request, run, call);
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      throw this.#toError(request, toCancelledFailure(run.lastFailure), run, call);
    }
  }

  /** @throws Cancelled */
  async #repeat<T>(request: ApiRequest<T>, run: Run, call: CallOptions): Promise<T> {
    const { options, random } = this.#parts;
    const place = request.queue.takePlace();
    let ownWaitMs = 0;
    for (;;) {
      const slot = await request.queue.acquire(place);
      // Only what our own 429 asked for counts; the rest is waiting in line.
      run.budget.exclude(Math.max(0, slot.waitedMs - ownWaitMs));
      let sent = false;
      let reading;
      try {
        await options.beforeSend?.(request.method);
        if (options.signal?.aborted === true) throw new Cancelled();
        sent = true;
        run.begin();
        reading = await this.#attempt(request, run.attempts, call);
      } finally {
        slot.release(sent);
      }
      if ("value" in reading) return reading.value;

      const { failure } = reading;
      const timesSeen = run.record(failure, outcomeOf(failure, request));
      const delayMs = retryDelayMs(failure, run.attempts, random);
      if (failure.kind === "rateLimited" && delayMs < options.retryTimeoutSeconds * MS_PER_SECOND) {
        request.queue.pause(delayMs);
      }
      const isWorth = shouldRetry(failure, { idempotent: request.idempotent, timesSeen });
      if (!isWorth || delayMs >= run.budget.remainingMs()) throw this.#toError(request, failure, run, call);
      // After a 429 the queue is paused for as long: waiting in it keeps the place in front.
      ownWaitMs = failure.kind === "rateLimited" ? delayMs : 0;
      if (ownWaitMs === 0) await this.#backOff(request, failure, run, delayMs, call);
    }
  }

  async #attempt<T>(request: ApiRequest<T>, attempt: number, call: CallOptions) {
    const { transport, clock } = this.#parts;
    const startedMs = performance.now();
    const sending = await transport.send(request);
    if ("failure" in sending) {
      this.#debug(request, sending.failure.kind, startedMs, attempt, call);
      return sending;
    }
    const { reply } = sending;
    this.#debug(request, String(reply.status), startedMs, attempt, call);
    clock.observe(reply.header("date"));
    return readAnswer(reply, request.read);
  }

  #debug(request: TransportRequest, status: string, startedMs: number, attempt: number, call: CallOptions): void {
    if (!this.#parts.options.debug) return;
    const ms = Math.round(performance.now() - startedMs);
    this.#write(`Workato: ${request.method} ${request.path} ${status} ${ms} ms attempt ${attempt}`, call);
  }

  async #backOff(
    request: TransportRequest,
    failure: Failure,
    run: Run,
    delayMs: number,
    call: CallOptions,
  ): Promise<void> {
    if (delayMs >= UNTOLD_WAIT_MS) {
      const what = `${request.method} ${request.path}: ${failure.status ?? failure.kind} at attempt ${run.attempts}`;
      this.#write(`Workato: ${what}; the next one in ${Math.ceil(delayMs / MS_PER_SECOND)} s`, call);
    }
    const { signal } = this.#parts.options;
    await delay(delayMs, undefined, { signal }).catch(() => {
      throw new Cancelled();
    });
  }

  #write(line: string, call: CallOptions): void {
    this.#parts.options.writeLine(this.#redactFor(call)(line));
  }

  #redactFor(call: CallOptions): (text: string) => string {
    const { redact } = call;
    return redact === undefined ? this.#redact : (text) => this.#redact(redact(text));
  }

  #toError<T>(request: ApiRequest<T>, failure: Failure, run: Run, call: CallOptions): WorkatoError {
    const { options, transport } = this.#parts;
    const redact = this.#redactFor(call);
    // First redact, then cut: half a secret would not be recognised.
    const clean = (text: string, max = MAX_REASON_CHARACTERS): string => shorten(redact(text), max);
    const { apiMessage, fieldErrors, correlationId, status } = failure;
    const meaning = isRefusal(failure) ? request.meaningOf?.(failure) : undefined;
    const isApiText = apiMessage !== undefined || fieldErrors !== undefined;
    const hint = hintFor(failure, {
      origin: transport.origin,
      ...(options.describeUnauthorized === undefined ? {} : { describeUnauthorized: options.describeUnauthorized }),
    });
    return new WorkatoError({
      kind: failure.kind,
      outcome: run.outcome,
      method: request.method,
      path: clean(request.path),
      reason: clean(failure.reason, isApiText ? MAX_REASON_CHARACTERS : MAX_UNREADABLE_CHARACTERS),
      attempts: run.attempts,
      elapsedSeconds: run.elapsedSeconds(),
      ...(status === undefined ? {} : { status }),
      ...(correlationId === undefined ? {} : { correlationId: clean(correlationId) }),
      ...(apiMessage === undefined ? {} : { apiMessage: clean(apiMessage) }),
      ...(fieldErrors === undefined ? {} : { fieldErrors: mapTexts(fieldErrors, clean) }),
      ...(hint === undefined ? {} : { hint: clean(hint) }),
      ...(meaning === undefined ? {} : { meaning }),
    });
  }
}

/** What one call has seen so far; the budget may be shared with other calls of the same operation. */
class Run {
  attempts = 0;
  outcome: WorkatoOutcome = "refused";
  lastFailure: Failure | undefined;
  readonly #startedSeconds: number;
  readonly #seen = new Map<string, number>();

  constructor(readonly budget: RetryBudget) {
    this.#startedSeconds = budget.elapsedSeconds();
  }

  begin(): void {
    this.attempts += 1;
    this.budget.attempts += 1;
  }

  /** Returns how often it failed in this way. */
  record(failure: Failure, outcome: WorkatoOutcome): number {
    this.lastFailure = failure;
    // Once it may have been executed, a later refusal does not undo that.
    if (outcome === "unknown") this.outcome = "unknown";
    const way = `${failure.kind} ${failure.code ?? ""}`;
    const times = (this.#seen.get(way) ?? 0) + 1;
    this.#seen.set(way, times);
    return times;
  }

  elapsedSeconds(): number {
    return this.budget.elapsedSeconds() - this.#startedSeconds;
  }
}

function toCancelledFailure(last: Failure | undefined): Failure {
  const reason =
    last === undefined
      ? "cancelled before it was sent"
      : `cancelled before it was sent again; before that: ${last.status === undefined ? "" : `${last.status} `}${last.reason}`;
  return { kind: "cancelled", reason, neverSent: true, permanent: true };
}

/** Whether a request that failed may have been executed; a read changes nothing, so it cannot have been. */
function outcomeOf(failure: Failure, request: TransportRequest): WorkatoOutcome {
  if (request.method === "GET" || failure.neverSent) return "refused";
  if (failure.kind === "unexpectedAnswer") return failure.status === 404 ? "refused" : "unknown";
  return failure.kind === "network" || failure.kind === "timeout" || failure.kind === "server" ? "unknown" : "refused";
}

function mapTexts(fields: Record<string, string[]>, map: (text: string) => string): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, texts]) => [map(field), texts.map((text) => map(text))]),
  );
}

/** On one line, and not longer than `max` characters. */
function shorten(text: string, max: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
