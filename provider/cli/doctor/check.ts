/** One thing that was looked at. */
export interface Check {
  /** What was looked at, in one word. */
  readonly name: string;
  readonly ok: boolean;
  /** What was found. */
  readonly message: string;
  /** What to do; there whenever it is not ok. */
  readonly remedy?: string;
}

/** A check with nothing to do. */
export function fine(name: string, message: string): Check {
  return { name, ok: true, message };
}

/** A check that asks for something to be done. */
export function problem(name: string, message: string, remedy: string): Check {
  return { name, ok: false, message, remedy };
}
