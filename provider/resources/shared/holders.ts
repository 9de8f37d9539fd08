import { randomBytes } from "node:crypto";
import type { Notices } from "./notices";

const MARK_BYTES = 4;

/** A new resource's own mark: 8 characters, kept in its state. */
export function newHolder(): string {
  return randomBytes(MARK_BYTES).toString("hex");
}

/** A resource that has an object: its mark, and what a person calls it. */
export interface Holder {
  readonly mark: string | undefined;
  readonly name: string;
}

/**
 * Which resources this process has seen living, for each object of one Workato origin: a connection by its id, an
 * assignment by customer and profile. A create takes what nobody holds, and a delete touches what nobody else holds.
 */
export class Holders {
  readonly #notices: Notices;
  readonly #byObject = new Map<string, Map<string, string>>();
  /** Objects that new resources will take over, with the names of those. */
  readonly #expected = new Map<string, string>();
  /** Holders that this process has made: they surely live. */
  readonly #made = new Set<string>();

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** A create has the object from now on. */
  claim(object: string, holder: Holder): void {
    if (holder.mark !== undefined) this.#made.add(holder.mark);
    this.note(object, holder);
  }

  /** The resource has the object. */
  note(object: string, { mark, name }: Holder): void {
    if (mark === undefined) return;
    const holders = this.#byObject.get(object) ?? new Map<string, string>();
    this.#byObject.set(object, holders.set(mark, name));
  }

  /** The resource does not have the object any more, or shall not. */
  release(object: string, mark: string | undefined): void {
    const holders = this.#byObject.get(object);
    if (mark === undefined || holders?.delete(mark) !== true) return;
    if (holders.size === 0) this.#byObject.delete(object);
  }

  /**
   * A diff has seen the resource: it keeps the object, or is to be replaced and gives it up.
   * @param what the object, for people: two resources that have it are a mistake that only a person can correct
   */
  see(object: string, what: string, holder: Holder, isReplaced: boolean): void {
    if (isReplaced) {
      this.release(object, holder.mark);
      return;
    }
    this.note(object, holder);
    const holders = this.#byObject.get(object);
    if (holders === undefined || holders.size < 2) return;
    for (const [mark, name] of holders) {
      this.#notices.add(
        `${what} is managed by each of them. Removing one leaves it as it is. Keep one of these resources: take the ` +
          "others out of the program, or out of the state alone with `pulumi state delete <URN>`",
        `${name} (holder ${mark})`,
      );
    }
  }

  /** A new resource of this name will take the object over, perhaps after the delete of what it replaces. */
  expect(object: string, name: string): void {
    this.#expected.set(object, name);
  }

  /** The create has begun: it has the object, or never will. */
  unexpect(object: string): void {
    this.#expected.delete(object);
  }

  /** Who will take the object over. */
  expectedBy(object: string): string | undefined {
    return this.#expected.get(object);
  }

  clear(): void {
    this.#byObject.clear();
  }

  /** Has a create of this process made the object, or taken it? */
  isClaimed(object: string): boolean {
    return [...(this.#byObject.get(object)?.keys() ?? [])].some((mark) => this.#made.has(mark));
  }

  isHeld(object: string): boolean {
    return this.#byObject.has(object);
  }

  /** The name of a resource that has the object, but for the one of this mark. */
  otherOf(object: string, mark?: string): string | undefined {
    const holders = [...(this.#byObject.get(object) ?? [])];
    return holders.find(([other]) => other !== mark)?.[1];
  }
}
