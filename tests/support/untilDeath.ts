import { Killed } from "./engineModel";

/** Runs a call of a plugin process that may be killed meanwhile: from then on nobody hears what it answers. */
export function untilDeathBy(signal: AbortSignal | undefined): <T>(run: () => Promise<T>) => Promise<T> {
  const death = new Promise<never>((_resolve, reject) => {
    signal?.addEventListener("abort", () => {
      reject(new Killed());
    });
  });
  death.catch(() => undefined);
  return (run) => {
    const call = run();
    call.catch(() => undefined);
    return Promise.race([death, call]);
  };
}
