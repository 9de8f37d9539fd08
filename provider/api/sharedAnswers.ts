/** How long an answer is shared: until it is dropped, or only with those who ask while it is on its way. */
export type Sharing = "kept" | "underWay";

/**
 * Answers of the API, each shared by all who ask the same while it is on its way: one request, one answer, or one error
 * object. An answer that failed is never kept: it may be better for whoever asks next.
 */
export class SharedAnswers<T> {
  readonly #answers = new Map<string, Promise<T>>();
  readonly #isKept: boolean;

  constructor(sharing: Sharing = "kept") {
    this.#isKept = sharing === "kept";
  }

  get(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = ask();
    this.#answers.set(question, answer);
    const forget = (): void => {
      if (this.#answers.get(question) === answer) this.drop(question);
    };
    // Before anyone who waits goes on: who then asks again gets an answer of their own.
    answer.then(this.#isKept ? undefined : forget, forget);
    return answer;
  }

  /** What was answered is not true any more. */
  drop(question: string): void {
    this.#answers.delete(question);
  }
}
