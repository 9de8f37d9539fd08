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
  readonly #bySimpleInputs = new Map<string, Alike[]>();

  /** A new resource of the program has these inputs. */
  expect(inputs: object): void {
    this.#alike(inputs).expected += 1;
  }

  /** A create begins; answers what an earlier one has left behind for it. */
  begin(inputs: object): PartialFailure | undefined {
    const alike = this.#alike(inputs);
    alike.begun += 1;
    return alike.begun > alike.expected ? alike.failures.shift() : undefined;
  }

  add(inputs: object, failure: PartialFailure): void {
    this.#alike(inputs).failures.push(failure);
  }

  #alike(inputs: object): Alike {
    const key = simpleInputs(inputs);
    const candidates = this.#bySimpleInputs.get(key) ?? [];
    this.#bySimpleInputs.set(key, candidates);
    let alike = candidates.find((other) => isDeepStrictEqual(other.inputs, inputs));
    if (alike === undefined) candidates.push((alike = { inputs, expected: 0, begun: 0, failures: [] }));
    return alike;
  }
}

/** All but the nested ones, in one order: hundreds of customers have a connection of the same name. */
function simpleInputs(inputs: object): string {
  return JSON.stringify(
    Object.entries(inputs)
      .filter(([, value]) => typeof value !== "object")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
