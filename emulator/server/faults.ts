import type { JournalEntry } from "./journal";
import { matchesRequest, type RequestPattern } from "./requestPattern";

/** What goes wrong, and with which requests. */
export interface Fault extends RequestPattern {
  /** Answered instead of the truth. */
  status?: number;
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

export interface FaultHandle {
  readonly hits: number;
  /** How many more it will hit. */
  readonly remaining: number;
  cancel(): void;
}

class ArmedFault implements FaultHandle {
  hits = 0;
  remaining: number;
  #seen = 0;

  constructor(readonly fault: Fault) {
    this.remaining = fault.times ?? (fault.every === undefined ? 1 : Infinity);
  }

  cancel(): void {
    this.remaining = 0;
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
    const armed = new ArmedFault(fault);
    this.#armed.push(armed);
    return armed;
  }

  /** The fault that hits this request, if any; one that lets it pass leaves it to the next. */
  take(entry: JournalEntry): Fault | undefined {
    return this.#armed.find((armed) => armed.strike(entry))?.fault;
  }

  clear(): void {
    for (const armed of this.#armed) armed.cancel();
    this.#armed = [];
  }
}

/** Whether the work of a request is done although the fault hits it. */
export function doesWork(fault: Fault): boolean {
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
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : "headers";
}
