import { isDeepStrictEqual } from "node:util";
import type { PartialFailure } from "../errors";

/** Creates of this process with the same inputs. */
interface Alike {
  readonly inputs: object;
  /** How many new resources of the program have them. */
  expected: number;
  begun: number;
  readonly failures: PartialFailure[];
}

/**
 * Creates that ended in a partial failure. An error hook of the program makes the engine call `create` again with the same
 * inputs: once every resource that has them had its turn, that goes on with an object that is there, and makes no further one.
 */
export class UnfinishedCreates {
  readonly #byName = new Map<string, Alike[]>();

  /** A new resource of the program has these inputs. */
  expect(inputs: { readonly name: string }): void {
    this.#alike(inputs).expected += 1;
  }

  /** A create begins; answers what an earlier one has left behind for it. */
  begin(inputs: { readonly name: string }): PartialFailure | undefined {
    const alike = this.#alike(inputs);
    alike.begun += 1;
    return alike.begun > alike.expected ? alike.failures.shift() : undefined;
  }

  add(inputs: { readonly name: string }, failure: PartialFailure): void {
    this.#alike(inputs).failures.push(failure);
  }

  #alike(inputs: { readonly name: string }): Alike {
    const named = this.#byName.get(inputs.name) ?? [];
    this.#byName.set(inputs.name, named);
    let alike = named.find((other) => isDeepStrictEqual(other.inputs, inputs));
    if (alike === undefined) named.push((alike = { inputs, expected: 0, begun: 0, failures: [] }));
    return alike;
  }
}
