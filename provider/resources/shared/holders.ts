import { randomBytes } from "node:crypto";
import type { Notices } from "./notices";

const MARK_BYTES = 4;

/** The mark of a new life of a resource: 8 characters, kept in its state. */
export function newMark(): string {
  return randomBytes(MARK_BYTES).toString("hex");
}

/** One life of a resource: a replacement begins another one. */
export interface Life {
  /** Undefined in a state that never had one. */
  readonly mark: string | undefined;
  /** The resource, as the program knows it; undefined where only an old state is at hand. */
  readonly identity: string | undefined;
}

/** A new resource that will take an object over. */
interface Expectation {
  readonly identity: string | undefined;
  readonly isThere: () => Promise<boolean>;
}

/**
 * Which lives of which resources this process has seen, for each object of one Workato origin: a connection by its id, an
 * assignment by customer and profile. A create takes nothing that another resource has, whatever its own past is, and a
 * delete touches nothing that another life has.
 */
export class Holders {
  readonly #notices: Notices;
  readonly #lives = new Map<string, Life[]>();
  readonly #expectations = new Map<string, Expectation[]>();

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** A create takes the object, unless another resource has it: then its identity is the answer. */
  claim(object: string, life: Life): string | undefined {
    const other = this.otherThan(life.identity, object);
    if (other === undefined) this.#note(object, life);
    return other;
  }

  /** A create has failed and left nothing behind. */
  giveBack(mark: string): void {
    for (const [object, lives] of this.#lives) {
      const life = lives.find((each) => each.mark === mark);
      if (life !== undefined) this.release(object, life);
    }
  }

  /** This life no longer has the object, or is about to leave it. */
  release(object: string, { mark, identity }: Life): void {
    const lives = this.#lives.get(object) ?? [];
    const same = lives.filter((life) => life.mark === mark);
    // With `aliases`, a resource has another name than it had; without a mark, the name is all that tells it from others.
    const renamed = mark === undefined ? undefined : same[0];
    const released = same.find((life) => life.identity === identity) ?? renamed;
    this.#lives.set(
      object,
      lives.filter((life) => life !== released),
    );
  }

  /**
   * A diff has seen this life: it keeps the object, or is to be replaced and leaves it.
   * @param what the object, for people: two resources that have it are a mistake that only a person can correct
   */
  see(object: string, what: string, life: Life, isLeaving: boolean): void {
    this.release(object, life);
    if (isLeaving) return;
    this.#note(object, life);
    for (const { identity: other } of this.#expectations.get(object) ?? []) {
      if (other === life.identity) continue;
      this.#notices.add(
        `${what} is of "${nameOf(life.identity)}" already: remove one of the two of the program`,
        nameOf(other),
      );
    }
    const identities = new Set((this.#lives.get(object) ?? []).map(({ identity }) => identity));
    if (identities.size < 2) return;
    for (const identity of identities) {
      this.#notices.add(
        `${what} is managed by each of them. Removing one leaves it as it is. Keep one of these resources: take the ` +
          "others out of the program, or out of the state alone with `pulumi state delete <URN>`",
        nameOf(identity),
      );
    }
  }

  /** What was seen before the program ran may no longer be in it. */
  clear(): void {
    this.#lives.clear();
  }

  /** The identity of another resource that has the object. */
  otherThan(identity: string | undefined, object: string): string | undefined {
    return this.#lives.get(object)?.find((life) => life.identity !== identity)?.identity;
  }

  /** Does another resource have the object? */
  isTaken(identity: string | undefined, object: string): boolean {
    return this.otherThan(identity, object) !== undefined;
  }

  /** Does this resource have the object, and no other one? */
  isOwn(identity: string | undefined, object: string): boolean {
    const lives = this.#lives.get(object) ?? [];
    return lives.length > 0 && lives.every((life) => life.identity === identity);
  }

  /** Why the object must stay, for a life that is released: another one has it. */
  keeperOf(object: string, { identity }: Life): string | undefined {
    const keeper = this.#lives.get(object)?.[0];
    if (keeper === undefined) return undefined;
    return keeper.identity === identity
      ? "the resource that replaces it manages it now."
      : `another resource of this stack, "${nameOf(keeper.identity)}", manages it now. (A resource that only gets a new ` +
          "logical name needs `aliases`.)";
  }

  /**
   * A new resource of this run names the object, to take it over.
   * @param isThere looks whether that can be: with this customer and provider
   */
  expect(object: string, identity: string | undefined, isThere: () => Promise<boolean>): void {
    this.unexpect(object, identity);
    this.#expectations.set(object, [...(this.#expectations.get(object) ?? []), { identity, isThere }]);
  }

  /** Its create is over: it has the object now, or never will. */
  unexpect(object: string, identity: string | undefined): void {
    const expectations = this.#expectations.get(object) ?? [];
    this.#expectations.set(
      object,
      expectations.filter((each) => each.identity !== identity),
    );
  }

  /** Will a new resource of this run take the object over, as a look at the server shows? Undefined where none names it. */
  async isExpected(object: string): Promise<boolean | undefined> {
    const expectations = this.#expectations.get(object) ?? [];
    for (const { isThere } of expectations) if (await isThere()) return true;
    return expectations.length > 0 ? false : undefined;
  }

  #note(object: string, life: Life): void {
    this.#lives.set(object, [...(this.#lives.get(object) ?? []), life]);
  }
}

function nameOf(identity: string | undefined): string {
  return identity ?? "a resource of an older state";
}
