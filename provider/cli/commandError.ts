/** What the command line exits with; part of its `--help`. */
export const EXIT_CODES = { ok: 0, failed: 1, usage: 2 } as const;

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

/** What a person is told of whatever was thrown, without its stack. */
export function messageOf(thrown: unknown): string {
  const hasMessage = typeof thrown === "object" && thrown !== null && "message" in thrown;
  return hasMessage && typeof thrown.message === "string" ? thrown.message : String(thrown);
}
