/** Something that the API's documentation leaves open. */
export interface Question {
  readonly question: string;
  /** What this provider does with the answer, whichever it is. */
  readonly behaviour: string;
  /** Tries it out; throws when it cannot be answered. */
  readonly ask: () => Promise<string>;
}

/** A question with what the API at hand does. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
  readonly behaviour: string;
}

/** Does something once, for several questions that it answers. */
export function once<T>(observe: () => Promise<T>): () => Promise<T> {
  let observation: Promise<T> | undefined;
  return () => (observation ??= observe());
}
