/**
 * What is being asked right now: who asks for the same meanwhile gets the same answer, or the same error object, which
 * the SDK reports once. Nothing is kept once it is there, be it an answer or an error. A program lives as long as its
 * `up`, which may make what it looks for next, and a process may run several stacks: whoever asks later asks the API.
 */
export class UnderWay {
  readonly #answers = new Map<string, Promise<unknown>>();

  /** @param question what tells one question from another, as JSON can hold it */
  share<T>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(question);
    const shared = this.#answers.get(key) as Promise<T> | undefined;
    if (shared !== undefined) return shared;
    const answer = ask().finally(() => this.#answers.delete(key));
    this.#answers.set(key, answer);
    return answer;
  }
}
