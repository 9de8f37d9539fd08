import { isDeepStrictEqual } from "node:util";

/**
 * Creates of this process that ended in a partial failure, by their inputs. An error hook of the program makes the engine
 * call `create` again with the same inputs: that goes on with the object that is there, and makes no second one.
 */
export class UnfinishedCreates<Failure> {
  readonly #failures = new Map<object, Failure>();

  add(inputs: object, failure: Failure): void {
    this.#failures.set(inputs, failure);
  }

  /** What the create with these inputs ended in; it is not known any more then. */
  take(inputs: object): Failure | undefined {
    for (const [begun, failure] of this.#failures) {
      if (!isDeepStrictEqual(begun, inputs)) continue;
      this.#failures.delete(begun);
      return failure;
    }
    return undefined;
  }
}
