import { isDeepStrictEqual } from "node:util";

/** An object that a create made and could not finish. */
export interface UnfinishedCreate {
  readonly inputs: object;
  readonly objectId: string;
  /** What the partial failure told the engine. */
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * Creates of this process that ended in a partial failure. An error hook of the program makes the engine call `create`
 * again with the same inputs: that goes on with the object that is there, and makes no second one.
 */
export class UnfinishedCreates {
  #known: UnfinishedCreate[] = [];

  add(create: UnfinishedCreate): void {
    this.#known.push(create);
  }

  /** The create that began with these inputs; it is not known any more then. */
  take(inputs: object): UnfinishedCreate | undefined {
    const found = this.#known.find((create) => isDeepStrictEqual(create.inputs, inputs));
    this.#known = this.#known.filter((create) => create !== found);
    return found;
  }
}
