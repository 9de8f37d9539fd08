import type { Chain } from "./executor";
import type { Plugin } from "./plugin";
import { deleteWithRetries } from "./retries";
import type { StackState } from "./state";

export interface DeletionOptions {
  /** Whether the resource of this name goes, beside what replacements have left. */
  readonly isDoomed: (name: string) => boolean;
  readonly isTargeted: (name: string) => boolean;
  readonly retries: (name: string) => number;
}

/**
 * What comes last in every `up` and is all of a destroy: what replacements have left over, now or earlier, and what is
 * not wanted any more. Resources of our programs do not depend on each other, so all may begin at once.
 * Source: GenerateDeletes in pkg/resource/deploy/step_generator.go of the engine.
 */
export function deletions(state: StackState, plugin: Plugin, options: DeletionOptions): Chain[] {
  const { isDoomed, isTargeted, retries } = options;
  const leftOver = state.pendingDeletes.filter(({ name }) => isTargeted(name));
  const unwanted = [...state.saved].filter(([name]) => isDoomed(name) && isTargeted(name));
  return [
    ...leftOver.map((old): Chain => {
      const remove = async () => {
        await deleteWithRetries(retries(old.name), () => plugin.delete(old.type, old.id, old.outputs));
        state.pendingDeletes = state.pendingDeletes.filter((other) => other !== old);
      };
      return [remove];
    }),
    ...unwanted.map(([name, old]): Chain => {
      const remove = async () => {
        // It is deleted already when a replacement has come no further.
        if (old.isPendingReplacement !== true) {
          await deleteWithRetries(retries(name), () => plugin.delete(old.type, old.id, old.outputs));
        }
        state.saved.delete(name);
      };
      return [remove];
    }),
  ];
}
