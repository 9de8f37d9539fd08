/** What the command line exits with; part of its `--help`. */
export const EXIT_CODES = { ok: 0, failed: 1, usage: 2, found: 3 } as const;

/** A failure that is fully said by its message. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    message: string,
    readonly exitCode: number = EXIT_CODES.failed,
  ) {
    super(message);
  }
}
