import type { JournalEntry } from "./journalEntry";
import { matchesRequest, type RequestPattern } from "./requestPattern";

/** What goes wrong, and with which requests. Without a pattern it hits the next request, whatever it is. */
export interface Fault extends RequestPattern {
  /** Answered instead of the truth, with the body that the API gives to it. */
  status?: number;
  /** Sent with the answer, over those that it has. */
  headers?: Readonly<Record<string, string>>;
  /** JSON, or a string that is sent as it is. Without `status` the work is done and only the body is replaced. */
  body?: unknown;
  /** Waits so long before the answer, after the work. */
  delayMs?: number;
  /** Destroys the connection before or after the work. */
  cut?: "before" | "after";
  /** Never answers. */
  hang?: boolean;
  /** Whether the work is done. Default: not with `status`, `hang` or `cut: "before"`. */
  execute?: boolean;
  /**
   * Does the work so much later than the fault hits, whatever the client was told: an answer that was lost, and a write
   * that comes all the same. Goes with `status`, `cut` or `hang`. `Infinity`: when `FaultHandle.executeLate` is called.
   */
  executeAfterMs?: number;
  /** Sends the headers of the whole answer and this many bytes of its body, then cuts. */
  truncateAt?: number;
  /** Pauses so long in the middle of the body. */
  slowBodyMs?: number;
  /** How many requests it hits. Default 1, with `every` no end. */
  times?: number;
  /** Hits each n-th matching request only: the n-th, the 2n-th, ... */
  every?: number;
  /** Lets so many matching requests pass first. */
  skip?: number;
}

/** A fault that waits for its requests. */
export interface FaultHandle {
  /** How many requests it has hit. */
  readonly hits: number;
  /** How many more it will hit. */
  readonly remaining: number;
  /** How many requests have their work still before them (`executeAfterMs`). */
  readonly late: number;
  /** Does the work of those requests now, in the order in which they were hit. */
  executeLate(): void;
  /** Hits no more. What is late still comes. */
  cancel(): void;
}

/** A fault on its way through its requests. */
export class ArmedFault implements FaultHandle {
  hits = 0;
  remaining: number;
  #seen = 0;
  readonly #late: { work: () => void; timer: NodeJS.Timeout | undefined }[] = [];

  constructor(readonly fault: Fault) {
    this.remaining = fault.times ?? (fault.every === undefined ? 1 : Infinity);
  }

  get late(): number {
    return this.#late.length;
  }

  executeLate(): void {
    for (const { work } of this.#takeLate()) work();
  }

  cancel(): void {
    this.remaining = 0;
  }

  /** Hits no more, and leaves undone what is late. */
  drop(): void {
    this.cancel();
    this.#takeLate();
  }

  /** Keeps the work of a request for later. */
  holdBack(milliseconds: number, work: () => void): void {
    const late = { work, timer: undefined as NodeJS.Timeout | undefined };
    if (Number.isFinite(milliseconds)) {
      late.timer = setTimeout(() => {
        this.#late.splice(this.#late.indexOf(late), 1);
        work();
      }, milliseconds);
    }
    this.#late.push(late);
  }

  #takeLate(): { work: () => void }[] {
    const late = this.#late.splice(0);
    for (const { timer } of late) clearTimeout(timer);
    return late;
  }

  /** Whether it hits this request. */
  strike(entry: JournalEntry): boolean {
    if (this.remaining <= 0 || !matchesRequest(this.fault, entry)) return false;
    this.#seen += 1;
    const position = this.#seen - (this.fault.skip ?? 0);
    if (position <= 0 || position % (this.fault.every ?? 1) !== 0) return false;
    this.hits += 1;
    this.remaining -= 1;
    return true;
  }
}

/** The faults that wait for their request, first armed first. */
export class Faults {
  #armed: ArmedFault[] = [];

  arm(fault: Fault): FaultHandle {
    const { cut, executeAfterMs, hang, status } = fault;
    if (executeAfterMs !== undefined && cut === undefined && hang !== true && status === undefined) {
      throw new Error("executeAfterMs needs status, cut or hang: what the client is told meanwhile");
    }
    const armed = new ArmedFault(fault);
    this.#armed = [...this.#armed.filter(({ remaining, late }) => remaining > 0 || late > 0), armed];
    return armed;
  }

  /** The fault that hits this request, if any; one that lets it pass leaves it to the next. */
  take(entry: JournalEntry): ArmedFault | undefined {
    return this.#armed.find((armed) => armed.strike(entry));
  }

  /** Disarms all of them; what is late stays undone. */
  clear(): void {
    for (const armed of this.#armed) armed.drop();
    this.#armed = [];
  }
}

/** Whether the work of a request is done at once although the fault hits it. */
export function doesWork(fault: Fault): boolean {
  if (fault.executeAfterMs !== undefined) return false;
  return fault.execute ?? (fault.status === undefined && fault.hang !== true && fault.cut !== "before");
}

/** For the journal. */
export function describeFault(fault: Fault): string {
  const parts = [
    fault.hang === true ? "hang" : undefined,
    fault.cut === undefined ? undefined : `cut ${fault.cut}`,
    fault.status === undefined ? undefined : `status ${fault.status}`,
    fault.status === undefined && fault.body !== undefined ? "body" : undefined,
    fault.truncateAt === undefined ? undefined : `truncated at ${fault.truncateAt}`,
    fault.delayMs === undefined ? undefined : `delay ${fault.delayMs}`,
    fault.slowBodyMs === undefined ? undefined : `slow body ${fault.slowBodyMs}`,
    fault.executeAfterMs === undefined ? undefined : "executed late",
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : "headers";
}
