import { isFinal } from "./commandError";
import type { WireWrite } from "./plugin";

/**
 * A create or an update with `hooks.onError` that asks for another try, up to `retries` times: the same call again, in
 * the same process, whatever the failure was. Of the answers the last one counts, so a partial failure that a plain one
 * follows leaves nothing behind; but the reasons of a partial failure stay after a success.
 * Source: CreateStep.Apply and UpdateStep.Apply in pkg/resource/deploy/step.go of the engine.
 * @throws the last error, when it was no partial failure; the hook was told those before.
 */
export async function writeWithRetries(
  retries: number,
  write: () => Promise<WireWrite>,
): Promise<{ readonly written: WireWrite; readonly failure: Error | undefined }> {
  let initErrors: readonly string[] = [];
  const told: string[] = [];
  for (let left = retries; ; left -= 1) {
    try {
      const written = await write();
      if (written.initErrors.length === 0) return { written: { ...written, initErrors }, failure: undefined };
      ({ initErrors } = written);
      if (left <= 0) return { written, failure: new Error(initErrors.join("\n")) };
    } catch (error) {
      if (left <= 0 || isFinal(error)) throw Object.assign(error as Error, { toldBefore: told });
      told.push((error as Error).message);
    }
  }
}

/**
 * A create of newer engines: what a partial failure has made is updated by the next try, and a success leaves no reasons.
 * @throws the last error, when it was no partial failure
 */
export async function createWithRetries(
  retries: number,
  create: () => Promise<WireWrite>,
  update: (made: WireWrite) => Promise<WireWrite>,
): Promise<{ readonly written: WireWrite; readonly failure: Error | undefined }> {
  let made: WireWrite | undefined;
  const written = await writeWithRetries(retries, async () => {
    made = await (made === undefined ? create() : update(made));
    return made;
  });
  return written.failure === undefined ? { ...written, written: { ...written.written, initErrors: [] } } : written;
}

/** The same for a delete, which has no partial failure. */
export async function deleteWithRetries(retries: number, remove: () => Promise<void>): Promise<void> {
  for (let left = retries; ; left -= 1) {
    try {
      await remove();
      return;
    } catch (error) {
      if (left <= 0 || isFinal(error)) throw error;
    }
  }
}
