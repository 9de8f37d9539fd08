import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import {
  badRequest,
  forbidden,
  notFound,
  rateLimitExceeded,
  unauthorized,
  usualAnswer,
  type Answer,
} from "../routes/answer";
import { deliver } from "./delivery";
import { describeFault, doesWork, type ArmedFault, type Fault, type Faults } from "./faults";
import type { Holds } from "./holds";
import type { Journal } from "./journal";
import type { JournalEntry } from "./journalEntry";
import type { Quota } from "./quota";
import { routes } from "../routes";
import { inDialect } from "../routes/dialect";
import { findRoute } from "../routes/route";
import { State } from "../state/state";
import { readText } from "./requestText";

export interface PipelineParts {
  state: State;
  journal: Journal;
  faults: Faults;
  holds: Holds;
  quota: Quota | undefined;
  latencyMs: number;
  isToken: (token: string) => boolean;
  /** Called after each request that may have changed the state, before it is answered. */
  onWritten: () => void;
}

/** The way of a request: journal, latency, quota, hold, fault, token, work, hold, answer. */
export class Pipeline {
  /** How many requests the quota refused. */
  rateLimited = 0;
  readonly #parts: PipelineParts;
  /** What a token of another admin workspace sees. */
  readonly #foreign: State;
  readonly #open = new Set<ServerResponse>();
  #aborter = new AbortController();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#foreign = new State(parts.state.behaviour);
  }

  /** Cuts every request that is under way; none of them does any work afterwards. */
  interrupt(): void {
    this.#aborter.abort();
    this.#aborter = new AbortController();
    for (const response of this.#open) if (!response.writableEnded) response.destroy();
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { journal } = this.#parts;
    const { signal } = this.#aborter;
    // Every request that waits listens; Node would warn of a leak from the eleventh on.
    setMaxListeners(0, signal);
    const isInterrupted = (): boolean => signal.aborted;
    this.#open.add(response);
    response.on("close", () => this.#open.delete(response));
    const at = Date.now();
    const text = await readText(request);
    if (text === undefined || isInterrupted()) return;
    const { entry, unreadable } = describeRequest(request, text, at);
    response.on("close", () => {
      journal.finish(entry, undefined);
    });
    journal.add(entry);
    try {
      await this.#answer(entry, unreadable, response, signal);
    } catch (error) {
      // Whatever a client sends must not end the server: a text may be nested deeper than a program can look.
      if (isInterrupted() || response.headersSent) response.destroy();
      else response.writeHead(500).end(`the emulator failed: ${String(error)}`);
    }
  }

  async #answer(entry: JournalEntry, unreadable: boolean, response: ServerResponse, signal: AbortSignal) {
    const { faults, holds, journal, latencyMs, state } = this.#parts;
    const pause = async (milliseconds: number): Promise<void> => {
      if (milliseconds > 0) await wait(milliseconds, undefined, { signal });
    };
    await pause(latencyMs);
    let answer = this.#overQuota(entry);
    let fault: Fault | undefined;
    if (answer === undefined) {
      await holds.pass(entry, "before");
      signal.throwIfAborted();
      const armed = faults.take(entry);
      fault = armed?.fault;
      answer = this.#truthOrFault(entry, unreadable, armed);
      await holds.pass(entry, "after");
      signal.throwIfAborted();
      await pause(fault?.delayMs ?? 0);
      if (fault?.hang === true) return;
      if (fault?.cut !== undefined) {
        journal.finish(entry, undefined);
        response.destroy();
        return;
      }
    }
    // The client may have given up meanwhile; the work is done, and there is nobody to tell.
    if (response.destroyed) return;
    const { status } = answer;
    const onSent = (): void => {
      journal.finish(entry, status);
    };
    await deliver(response, { answer, clock: state.clock, fault, pause, onSent });
  }

  #overQuota(entry: JournalEntry): Answer | undefined {
    const { quota, state } = this.#parts;
    const waitMs = entry.kind === undefined ? undefined : quota?.admit(entry.kind);
    if (waitMs === undefined) return undefined;
    this.rateLimited += 1;
    const seconds = Math.ceil(waitMs / 1000);
    // A date has no fractions, so it is rounded up as the seconds are.
    const date = new Date(Math.ceil((state.clock.headerNow() + waitMs) / 1000) * 1000).toUTCString();
    const header = { seconds: String(seconds), date, none: undefined }[state.behaviour.retryAfter];
    const headers = header === undefined ? {} : { "retry-after": header };
    return inDialect({ ...rateLimitExceeded(), headers }, state.behaviour);
  }

  /** What is answered to a request that a fault may have hit, after the work that it leaves for now is done. */
  #truthOrFault(entry: JournalEntry, unreadable: boolean, armed: ArmedFault | undefined): Answer {
    const { behaviour } = this.#parts.state;
    const work = (): Answer => inDialect(this.#work(entry, unreadable), behaviour);
    if (armed === undefined) return work();
    const { fault } = armed;
    entry.fault = describeFault(fault);
    if (fault.executeAfterMs !== undefined) {
      armed.holdBack(fault.executeAfterMs, () => {
        work();
        this.#parts.journal.changed();
      });
    }
    const truth = doesWork(fault) ? work() : { status: 200, body: {} };
    if (fault.status === undefined) return fault.body === undefined ? truth : { ...truth, body: fault.body };
    const usual = inDialect(usualAnswer(fault.status), behaviour);
    return fault.body === undefined ? usual : { ...usual, body: fault.body };
  }

  #work(entry: JournalEntry, unreadable: boolean): Answer {
    const { isToken, state } = this.#parts;
    const { behaviour } = state;
    const token = /^Bearer (.+)$/.exec(String(entry.headers.authorization))?.[1];
    if (token === undefined) return unauthorized();
    if (behaviour.forbiddenTokens.includes(token)) return forbidden();
    const isForeign = behaviour.foreignTokens.includes(token);
    if (!isForeign && !isToken(token)) return unauthorized();
    const found = findRoute(routes, entry.method, entry.pathname);
    if (found === undefined) return notFound();
    const missingStatus = behaviour.forbidden[found.route.kind];
    if (missingStatus !== undefined) return missingStatus === 401 ? unauthorized() : forbidden();
    if (unreadable) return badRequest();
    entry.executed = true;
    const answer = found.route.handle({
      state: isForeign ? this.#foreign : state,
      params: found.params,
      query: entry.query,
      body: entry.body,
    });
    if (entry.method !== "GET") this.#parts.onWritten();
    return answer;
  }
}

function describeRequest(request: IncomingMessage, text: string, at: number) {
  const method = request.method ?? "GET";
  const path = request.url ?? "/";
  const [pathname = "/", search = ""] = path.split("?", 2);
  let body: unknown;
  let unreadable = false;
  try {
    body = text === "" ? undefined : JSON.parse(text);
  } catch {
    unreadable = true;
  }
  const entry: JournalEntry = {
    at,
    method,
    path,
    pathname,
    query: new URLSearchParams(search),
    headers: request.headers,
    body,
    kind: findRoute(routes, method, pathname)?.route.kind,
    status: undefined,
    executed: false,
    finished: false,
  };
  return { entry, unreadable };
}
