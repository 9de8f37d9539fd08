import { messageOf } from "../api";
import { PartialFailure } from "./errors";
import type { Resource } from "./resource";

/**
 * Creates that ended in a partial failure. An error hook of the program makes the engine call `create` again for the same
 * resource: that goes on with the object that is there, as an update, and makes no further one.
 */
export class ResumedCreates<Args extends object, State extends object> {
  readonly #resource: Resource<Args, State>;
  readonly #unfinished = new Map<string, { readonly id: string; readonly state: State }>();

  constructor(resource: Resource<Args, State>) {
    this.#resource = resource;
  }

  async create(identity: string | undefined, news: Args): Promise<{ readonly id: string; readonly state: State }> {
    const key = identity ?? "";
    const begun = identity === undefined ? undefined : this.#unfinished.get(key);
    this.#unfinished.delete(key);
    try {
      if (begun === undefined) return await this.#resource.create({ identity, news });
      return { id: begun.id, state: await this.#resource.update({ identity, id: begun.id, olds: begun.state, news }) };
    } catch (error) {
      // No failure loses the id: that the object is gone is for a refresh to prove.
      const failure =
        error instanceof PartialFailure || begun === undefined
          ? error
          : new PartialFailure(begun.id, begun.state, messageOf(error));
      if (failure instanceof PartialFailure) {
        this.#unfinished.set(key, { id: failure.id, state: failure.state as State });
      }
      throw failure;
    }
  }
}
