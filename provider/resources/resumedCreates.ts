import { messageOf } from "../api";
import { ObjectGone, PartialFailure } from "./errors";
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
      const unfinished = error instanceof ObjectGone ? undefined : begun;
      if (error instanceof PartialFailure) {
        this.#unfinished.set(key, { id: error.id, state: error.state as State });
      } else if (unfinished !== undefined) {
        this.#unfinished.set(key, unfinished);
        throw new PartialFailure(unfinished.id, unfinished.state, messageOf(error));
      }
      throw error;
    }
  }
}
