/** What a command reads and writes besides files and the network. */
export interface CommandLine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes results. */
  readonly writeOut: (text: string) => void;
  /** Takes progress and problems. */
  readonly writeError: (text: string) => void;
}
