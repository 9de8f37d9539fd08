/** Runs an action for every item, so many at once, in their order; no further one once `stopped`. */
export async function inParallel<T>(
  items: readonly T[],
  parallel: number,
  stopped: AbortSignal,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined && !stopped.aborted; item = waiting.shift()) await action(item);
  };
  await Promise.all(Array.from({ length: parallel }, work));
}
