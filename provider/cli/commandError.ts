/** What the command line exits with. */
export const EXIT_CODES = { ok: 0, failed: 1, usage: 2, found: 3 } as const;

/** What they mean, for `--help`. */
export const EXIT_CODES_HELP = `
Exit codes:
  0  done
  1  the API, a file or something else failed
  2  wrong arguments or settings; nothing was sent`;

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
