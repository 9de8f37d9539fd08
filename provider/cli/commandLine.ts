import type { Readable } from "node:stream";

/** What is known of a stream that a person looks at. */
export interface Terminal {
  /** How wide it is. */
  readonly columns: number;
}

/** What a command reads and writes besides files and the network. */
export interface CommandLine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes results. */
  readonly writeOut: (text: string) => void;
  /** Takes progress and problems. */
  readonly writeError: (text: string) => void;
  /** Takes a secret out of every problem that is told from now on. */
  readonly hide?: ((secret: string) => void) | undefined;
  /** What a person types, when that is a terminal: a question can be answered. */
  readonly inTerminal?: Readable | undefined;
  /** Where results go, when that is a terminal: they may have colours. */
  readonly outTerminal?: Terminal | undefined;
  /** Where progress goes, when that is a terminal: a line may be written over. */
  readonly errorTerminal?: Terminal | undefined;
}
