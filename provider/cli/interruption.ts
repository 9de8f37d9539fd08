const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The wish of a person or of the system that this ends. */
export interface Interruption {
  /** Aborted by the first signal; the second one ends the process as ever. */
  readonly signal: AbortSignal;
  /** Listens no more. */
  stop(): void;
}

export function listenForInterruption(onInterrupted: () => void): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => {
    stop();
    controller.abort();
    onInterrupted();
  };
  const stop = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return { signal: controller.signal, stop };
}
