/** Numbers of one kind of thing: the next free one, or one that is asked for. */
export class Numbers {
  #next: number;

  constructor(first: number) {
    this.#next = first;
  }

  take(wanted: number = this.#next): number {
    this.#next = Math.max(this.#next, wanted + 1);
    return wanted;
  }
}
