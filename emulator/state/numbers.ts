/** Numbers of one kind of thing: the next free one, or one that is asked for. */
export class Numbers {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  /** The next free one; to begin with, where it was saved. */
  get next(): number {
    return this.#next;
  }

  take(wanted: number = this.#next): number {
    this.#next = Math.max(this.#next, wanted + 1);
    return wanted;
  }
}
