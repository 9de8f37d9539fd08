import type { Failure } from "../errors/failure";
import type { WorkatoOutcome } from "../errors/workatoError";
import type { TransportRequest } from "../http/transport";
import { MS_PER_SECOND } from "../time";
import { isUnreachable, UNREACHABLE_MS } from "./retry";
import type { RetryBudget } from "./retryBudget";

/** The attempts of one call so far; their budget may be shared with other calls of the same operation. */
export class Attempts {
  count = 0;
  /** How long the last attempt took. */
  lastMs = 0;
  outcome: WorkatoOutcome = "refused";
  lastFailure: Failure | undefined;
  readonly #startedSeconds: number;
  #attemptStartedMs = 0;
  readonly #timesByWay = new Map<string, number>();
  /** Since when all we know is that the host cannot be reached. */
  #unreachableSinceSeconds: number | undefined;

  constructor(
    private readonly request: TransportRequest,
    readonly budget: RetryBudget,
  ) {
    this.#startedSeconds = budget.elapsedSeconds();
  }

  begin(): void {
    this.count += 1;
    this.#attemptStartedMs = performance.now();
    this.budget.attempts += 1;
  }

  /** Returns how often it failed in this way. */
  record(failure: Failure): number {
    this.lastFailure = failure;
    this.lastMs = performance.now() - this.#attemptStartedMs;
    // Once it may have been executed, a later refusal does not undo that.
    if (mayBeExecuted(failure, this.request)) this.outcome = "unknown";
    if (!isUnreachable(failure)) this.#unreachableSinceSeconds = undefined;
    else this.#unreachableSinceSeconds ??= this.budget.elapsedSeconds();
    const way = `${failure.kind} ${failure.code ?? ""}`;
    const times = (this.#timesByWay.get(way) ?? 0) + 1;
    this.#timesByWay.set(way, times);
    return times;
  }

  /** How long it may still be tried, in milliseconds. */
  remainingMs(): number {
    const budgetMs = this.budget.remainingMs();
    if (this.#unreachableSinceSeconds === undefined) return budgetMs;
    const spentMs = (this.budget.elapsedSeconds() - this.#unreachableSinceSeconds) * MS_PER_SECOND;
    return Math.max(0, Math.min(budgetMs, UNREACHABLE_MS - spentMs));
  }

  elapsedSeconds(): number {
    return this.budget.elapsedSeconds() - this.#startedSeconds;
  }
}

/** Whether a request that failed may have been executed; a read changes nothing, so it cannot have been. */
function mayBeExecuted({ kind, neverSent, status }: Failure, { method }: TransportRequest): boolean {
  if (method === "GET" || neverSent) return false;
  if (kind === "unexpectedAnswer") return status !== 404;
  return kind === "network" || kind === "timeout" || kind === "server";
}
