import type { JournalEntry } from "./journalEntry";
import { matchesRequest, type RequestMatcher } from "./requestPattern";

interface Waiter {
  matcher: RequestMatcher;
  count: number;
  finished: boolean;
  resolve: (entry: JournalEntry) => void;
  reject: (reason: Error) => void;
}

/** The requests in the order of their arrival, and those who wait for one. */
export class Journal {
  #entries: JournalEntry[] = [];
  #waiters: Waiter[] = [];

  constructor(private readonly onFinished: (entry: JournalEntry) => void) {}

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  matching(matcher: RequestMatcher): JournalEntry[] {
    return this.#entries.filter((entry) => matchesRequest(matcher, entry));
  }

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#serveWaiters();
  }

  finish(entry: JournalEntry, status: number | undefined): void {
    if (entry.finished) return;
    entry.status = status;
    entry.finished = true;
    this.onFinished(entry);
    this.#serveWaiters();
  }

  /** An entry has changed after it was finished. */
  changed(): void {
    this.#serveWaiters();
  }

  clear(): void {
    this.#entries = [];
  }

  /** Resolves with the `count`-th matching request of the journal, also when it is there already. */
  wait(matcher: RequestMatcher, count: number, finished: boolean): Promise<JournalEntry> {
    const waiting = new Promise<JournalEntry>((resolve, reject) => {
      this.#waiters.push({ matcher, count, finished, resolve, reject });
    });
    // A test that failed meanwhile awaits nothing any more; its rejection must not end the process.
    waiting.catch(() => undefined);
    this.#serveWaiters();
    return waiting;
  }

  /** Nothing will arrive any more. */
  close(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { reject } of waiters) reject(new Error("the emulator was closed while a test waited for a request"));
  }

  #serveWaiters(): void {
    this.#waiters = this.#waiters.filter((waiter) => {
      const found = this.matching(waiter.matcher).filter((entry) => !waiter.finished || entry.finished);
      const entry = found[waiter.count - 1];
      if (entry === undefined) return true;
      waiter.resolve(entry);
      return false;
    });
  }
}
