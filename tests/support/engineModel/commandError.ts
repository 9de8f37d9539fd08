/** What the engine shows of an error of a plugin, and what the plugin prints of it besides. */
export class PluginError extends Error {
  constructor(
    message: string,
    readonly printed: string,
  ) {
    super(message);
  }
}

/** What a command said when it failed: every error, one after the other. */
export class CommandError extends Error {
  constructor(readonly errors: readonly Error[]) {
    super(errors.map(({ message }) => message).join("\n---\n"));
  }

  /** What error hooks were told before: the engine shows the last error only. */
  get toldToHooks(): string {
    return this.errors.flatMap((error) => (error as { toldBefore?: readonly string[] }).toldBefore ?? []).join("\n");
  }

  /** Everything that the SDK or the engine could print of the errors. */
  get shown(): string {
    return this.errors
      .flatMap((error) => [error.message, error instanceof PluginError ? error.printed : ""])
      .join("\n");
  }
}

/** The command and its plugin were killed: nobody saves what comes after. */
export class Killed extends Error {
  constructor() {
    super("killed");
  }
}

/** A failed `expect` is the test's own failure, not something that a command ended with. */
export function isAssertion(error: unknown): boolean {
  return error instanceof Error && "matcherResult" in error;
}

/** Ends a command whatever its options are. */
export function isFinal(error: unknown): boolean {
  return error instanceof Killed || isAssertion(error);
}
