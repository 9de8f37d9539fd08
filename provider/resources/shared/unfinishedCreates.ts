import { isRecord } from "../../api";
import type { PartialFailure } from "../errors";

/** Creates of this process with the same inputs. */
interface Alike {
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
  readonly #byInputs = new Map<string, Alike>();

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
    // The engine gives keys in any order.
    const key = JSON.stringify(inputs, (_key, value: unknown) => (isRecord(value) ? sorted(value) : value));
    const alike = this.#byInputs.get(key) ?? { expected: 0, begun: 0, failures: [] };
    this.#byInputs.set(key, alike);
    return alike;
  }
}

function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
