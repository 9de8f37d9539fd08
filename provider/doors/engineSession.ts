import { Session } from "../resources/session";
import { EngineLiveness } from "./engineLiveness";

/** What a door lends to the session of its process. */
interface Door {
  readonly writeLine: (line: string, resource?: string) => void;
  /** Resolves when every line has been heard: the process ends after that. */
  readonly linesHeard?: () => Promise<void>;
}

/**
 * The session of a plugin process: it ends with the engine that started it, whose address is the process's first argument.
 * Aborting `stopped` ends what is not sent yet.
 */
export function engineSession({ writeLine, linesHeard }: Door): { session: Session; stopped: AbortController } {
  const engine = new EngineLiveness(process.argv[2]);
  const stopped = new AbortController();

  /** Once the engine is gone, nobody can save what a request does. */
  function stop(): never {
    stopped.abort();
    process.exit(1);
  }

  const session = new Session({
    environment: process.env,
    writeLine,
    signal: stopped.signal,
    beforeSend: async () => {
      if (await engine.isGone()) stop();
    },
  });
  engine.whenGone(stop);
  // The engine ends its plugins by this signal, milliseconds after their last call; on Windows by SIGBREAK.
  if (engine.isKnown) {
    for (const signal of ["SIGINT", "SIGBREAK"] as const) {
      process.once(signal, () => {
        session.close();
        if (linesHeard === undefined) process.exit(0);
        void linesHeard().finally(() => process.exit(0));
      });
    }
  }
  return { session, stopped };
}
