/**
 * Answers of the API, each asked for once a process and shared by all who ask, also while it is on its way. An answer that
 * failed is not kept: it may be better for whoever asks next.
 */
export class AskedOnce<T> {
  readonly #answers = new Map<string, Promise<T>>();

  get(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = ask();
    this.#answers.set(question, answer);
    answer.catch(() => {
      if (this.#answers.get(question) === answer) this.drop(question);
    });
    return answer;
  }

  /** What was answered is not true any more. */
  drop(question: string): void {
    this.#answers.delete(question);
  }
}
