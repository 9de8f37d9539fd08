import { setTimeout as delay } from "node:timers/promises";
import { elementsOf } from "../../../api/objects/elements";
import { toPath } from "../../../api/path";
import { defined, isWorkatoError } from "../../../api";
import type { JsonObject } from "../../../api/json";
import { asId } from "../../../api/json";
import { CommandError } from "../../commandError";
import type { RawAnswer, RawApi, RawRequest } from "../rawApi";
import { elementsIn } from "../workspaceReading";
import { once } from "./question";
import { isDone, payloadOf, show } from "./shape";

/** Every connection of a probe has a name that begins so: a later run finds what a killed one has left. */
export const PROBE_PREFIX = "pulumi-workato-embedded probe: ";

/** A connector that takes credentials and is reached at a host of its own. */
const PROVIDER = "postgresql";

/** Credentials of nobody, for a host that cannot exist (RFC 2606). */
export const MADE_UP_INPUT = {
  host: "probe.invalid",
  port: "5432",
  user: "wrong-user",
  password: "wrong-password",
  dbname: "probe",
};

const HTTP_UNAUTHORIZED = 401;
const HTTP_FORBIDDEN = 403;

/** A list may be behind: how often, and how long, a new connection is waited for. */
const MOST_LOOKS = 10;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;

export type Action = "list" | "create" | "update" | "disconnect" | "delete";

/** A request and what came of it. */
export interface Exchange {
  readonly action: Action;
  readonly answer: RawAnswer;
}

/** Where a disconnect's `force` stands. */
export interface ForcePlaces {
  readonly query?: boolean;
  readonly body?: boolean;
}

/** What a probe knows of the connections that it has made, also where another client goes on. */
export class Traces {
  /** Ids that creates have answered. */
  readonly answered = new Set<string>();
  /** Those that are not deleted. */
  readonly there = new Set<string>();
  /** How many creates may have been done, though no answer came. */
  unanswered = 0;
}

/** A connection of the probe, and how it came into the list. */
export interface MadeConnection {
  readonly id: string;
  readonly name: string;
  /** As the list has it. */
  readonly element: JsonObject;
  /** How many lists left it out. */
  readonly missingLists: number;
  readonly missingMs: number;
  /** The answer to its create. */
  readonly answer: RawAnswer;
}

/** The throw-away customer: what the probe asks of it, and all that it answered. Every connection that is made is a shell. */
export class ProbedCustomer {
  readonly exchanges: Exchange[] = [];
  /** The first connection, which most questions share: with credentials, and an external id. */
  readonly first = once(() => this.make("first", { external_id: "probe", input: MADE_UP_INPUT }));

  constructor(
    readonly api: RawApi,
    readonly managedUserId: string,
    readonly traces: Traces,
  ) {}

  async list(): Promise<JsonObject[]> {
    const answer = await this.#ask("list", { method: "GET", path: this.#path(), quota: "lists", idempotent: true });
    if (!isDone(answer)) {
      throw new CommandError(`the connections of customer ${this.managedUserId} cannot be listed: ${show(answer)}.`);
    }
    return elementsOf(elementsIn(answer), "connection").map(({ element }) => element);
  }

  /** The connection as the list has it; waits for a list that is behind. */
  async listed(connectionId: string): Promise<JsonObject> {
    return (await this.#waitFor(connectionId)).element;
  }

  /** Makes a shell and looks it up; once more under another name when the create was not answered, for much hangs on it. */
  async make(label: string, fields: JsonObject = {}): Promise<MadeConnection> {
    try {
      return await this.#make(label, fields);
    } catch (error) {
      if (!isUnanswered(error)) throw error;
      return this.#make(`${label}, again`, fields);
    }
  }

  async #make(label: string, fields: JsonObject): Promise<MadeConnection> {
    const name = PROBE_PREFIX + label;
    const answer = await this.create(label, { provider: PROVIDER, ...fields });
    const id = asId(payloadOf(answer).id);
    if (id === undefined) throw new Error(`a shell connection was not made: ${show(answer)}`);
    const sinceMs = performance.now();
    const { element, missingLists } = await this.#waitFor(id);
    return { id, name, answer, element, missingLists, missingMs: performance.now() - sinceMs };
  }

  /** Sends a create of a shell with nothing but these fields. Not repeated, for it may have been done. */
  async create(label: string, fields: JsonObject): Promise<RawAnswer> {
    const body = { name: PROBE_PREFIX + label, ...fields, shell_connection: true };
    let answer;
    try {
      answer = await this.#ask("create", this.#write("POST", this.#path(), body, false));
    } catch (error) {
      if (isUnanswered(error)) this.traces.unanswered += 1;
      throw error;
    }
    const id = asId(payloadOf(answer).id);
    if (id !== undefined) {
      this.traces.answered.add(id);
      this.traces.there.add(id);
    }
    return answer;
  }

  async update(connectionId: string, body: JsonObject): Promise<RawAnswer> {
    return this.#ask("update", this.#write("PUT", this.#path(connectionId), body));
  }

  async disconnect(connectionId: string, { query = false, body = false }: ForcePlaces = {}): Promise<RawAnswer> {
    const path = this.#path(connectionId, "disconnect") + (query ? "?force=true" : "");
    return this.#ask("disconnect", this.#write("POST", path, body ? { force: "true" } : undefined));
  }

  async delete(connectionId: string): Promise<RawAnswer> {
    const answer = await this.#ask("delete", this.#write("DELETE", this.#path(connectionId)));
    if (isDone(answer)) this.traces.there.delete(connectionId);
    return answer;
  }

  async #waitFor(connectionId: string): Promise<{ element: JsonObject; missingLists: number }> {
    for (let missingLists = 0, pauseMs = FIRST_PAUSE_MS; ; missingLists += 1) {
      const element = (await this.list()).find(({ id }) => asId(id) === connectionId);
      if (element !== undefined) return { element, missingLists };
      if (missingLists === MOST_LOOKS) throw new Error("the list does not show a connection that was made");
      await delay(pauseMs);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  #path(...rest: string[]): string {
    return toPath("managed_users", this.managedUserId, "connections", ...rest);
  }

  #write(method: RawRequest["method"], path: string, body?: JsonObject, idempotent = true): RawRequest {
    return { method, path, ...defined({ body: body && JSON.stringify(body) }), quota: "connections", idempotent };
  }

  async #ask(action: Action, request: RawRequest): Promise<RawAnswer> {
    const answer = await this.api.ask(request);
    if (answer.status === HTTP_UNAUTHORIZED || answer.status === HTTP_FORBIDDEN) {
      throw new CommandError(
        `the role behind the token may not ${action} connections: ${show(answer)}. \`doctor\` without --probe says more.`,
      );
    }
    this.exchanges.push({ action, answer });
    return answer;
  }
}

/** A create that may have been done. */
function isUnanswered(error: unknown): boolean {
  return isWorkatoError(error) && error.outcome === "unknown";
}
