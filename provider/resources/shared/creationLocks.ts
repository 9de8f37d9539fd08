/**
 * Lets one create at a time through for each key. Creates that could be taken for one another (same customer,
 * provider and name) must not overlap: only then is a new match in the list surely ours.
 */
export class CreationLocks {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, create: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(create, create);
    this.#tails.set(key, mine);
    return mine;
  }
}
