import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import type { Config, Plugin, ResourceType, Values, WireDiff, WireRead, WireWrite } from "./plugin";

/** One call of a plugin. */
export interface Call {
  readonly method: "check" | "diff" | "create" | "update" | "read" | "delete";
  readonly type: ResourceType;
  readonly id: string | undefined;
  readonly olds: Values | undefined;
  readonly news: Values | undefined;
  /** What it answered; undefined while it is under way, and when it failed. */
  answer: unknown;
  /** Why it failed: a hook may be the only one who is told. */
  failure: string | undefined;
  /** How many calls had begun when it was over. */
  overAfter: number | undefined;
}

/** A plugin whose calls are written down. */
export class RecordedPlugin implements Plugin {
  readonly #inner: Plugin;
  readonly #calls: Call[];

  /** @param calls gets every call, in the order in which they begin. */
  constructor(inner: Plugin, calls: Call[]) {
    this.#inner = inner;
    this.#calls = calls;
  }

  get config(): Config {
    return this.#inner.config;
  }

  check(type: ResourceType, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }> {
    return this.#record({ method: "check", type, id: undefined, olds, news }, () =>
      this.#inner.check(type, olds, news),
    );
  }

  diff(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireDiff> {
    return this.#record({ method: "diff", type, id, olds, news }, () => this.#inner.diff(type, id, olds, news));
  }

  create(type: ResourceType, news: Values): Promise<WireWrite> {
    return this.#record({ method: "create", type, id: undefined, olds: undefined, news }, () =>
      this.#inner.create(type, news),
    );
  }

  update(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireWrite> {
    return this.#record({ method: "update", type, id, olds, news }, () => this.#inner.update(type, id, olds, news));
  }

  read(type: ResourceType, id: string, olds: Values): Promise<WireRead> {
    return this.#record({ method: "read", type, id, olds, news: undefined }, () => this.#inner.read(type, id, olds));
  }

  delete(type: ResourceType, id: string, olds: Values): Promise<void> {
    return this.#record({ method: "delete", type, id, olds, news: undefined }, () =>
      this.#inner.delete(type, id, olds),
    );
  }

  async end(): Promise<void> {
    await this.#inner.end?.();
  }

  async #record<T>(begun: Omit<Call, "answer" | "failure" | "overAfter">, run: () => Promise<T>): Promise<T> {
    const call: Call = { ...begun, answer: undefined, failure: undefined, overAfter: undefined };
    this.#calls.push(call);
    try {
      const answer = await run();
      call.answer = answer;
      return answer;
    } catch (error) {
      call.failure = (error as Error).message;
      throw error;
    } finally {
      call.overAfter = this.#calls.length;
    }
  }
}
