import { closeSync, openSync } from "node:fs";

export interface Interruption {
  /** No further stack starts. */
  readonly stopped: AbortSignal;
  /** The stacks that run are told to end: what they have begun is finished and saved, and their locks go. */
  readonly cancelled: AbortSignal;
}

/** Ctrl-C, SIGINT or SIGTERM, the first time; any further one changes nothing. */
export function listenForInterruption(say: (line: string) => void): Interruption {
  const stop = new AbortController();
  const cancel = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => {
    const first = !stop.signal.aborted;
    stop.abort();
    // A terminal's Ctrl-C reaches Pulumi's processes too, and a second one would make them drop what they have begun.
    if (signal === "SIGTERM" || !hasTerminal()) cancel.abort();
    if (first) say(`${signal}: the stacks that run are told to end; this can take a minute`);
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  return { stopped: stop.signal, cancelled: cancel.signal };
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}
