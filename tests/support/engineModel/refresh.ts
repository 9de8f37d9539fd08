import { Executor, type Chain } from "./executor";
import type { Plugin } from "./plugin";
import type { CommandOptions } from "./program";
import type { Saved, StackState } from "./state";

/**
 * Looks at every resource: `read`, then `diff` against the inputs in state, without a check. One that fails does not
 * keep the others from being looked at. Nothing is saved before all are done.
 * Source: RefreshStep.Apply in pkg/resource/deploy/step.go of the engine, and `refresh` in deployment_executor.go.
 * @throws CommandError; what was read is in the state.
 */
export async function refreshState(state: StackState, plugin: Plugin, options: CommandOptions): Promise<void> {
  const executor = new Executor({ continueOnError: true, sequential: options.sequential });
  const isLookedAt = (name: string, { isPendingReplacement }: Saved): boolean =>
    isPendingReplacement !== true && (options.target?.includes(name) ?? true);
  const seen = new Map<Saved, Saved | undefined>();
  const look = (old: Saved): Chain => {
    const read = async () => {
      const { id, inputs, outputs } = await plugin.read(old.type, old.id, old.outputs);
      if (id === "") {
        seen.set(old, undefined);
        return;
      }
      seen.set(old, { ...old, id, inputs, outputs, initErrors: [] });
      await plugin.diff(old.type, id, outputs, old.inputs);
    };
    return [read];
  };

  for (const [name, old] of state.saved) if (isLookedAt(name, old)) await executor.execute(look(old));
  for (const old of state.pendingDeletes) if (isLookedAt(old.name, old)) await executor.execute(look(old));
  await executor.idle();
  // A killed command has not come so far.
  if (!executor.isCancelled) takeOver(state, seen);
  executor.throwFailures();
}

function takeOver(state: StackState, seen: ReadonlyMap<Saved, Saved | undefined>): void {
  for (const [name, old] of [...state.saved]) {
    if (!seen.has(old)) continue;
    const now = seen.get(old);
    if (now === undefined) state.saved.delete(name);
    else state.saved.set(name, now);
  }
  state.pendingDeletes = state.pendingDeletes.flatMap((old) => {
    if (!seen.has(old)) return [old];
    const now = seen.get(old);
    return now === undefined ? [] : [{ ...now, name: old.name }];
  });
}
