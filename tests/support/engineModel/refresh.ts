import { Executor, type Chain } from "./executor";
import type { Plugin } from "./plugin";
import type { CommandOptions } from "./program";
import { annotated, received } from "./secrets";
import { inputsOf, outputsOf, resourceWith, type Saved, type StackState } from "./state";

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
  const chainOf = (old: Saved): Chain => {
    const look = async () => {
      const read = await plugin.read(old.type, old.id, old.outputs);
      const { id } = read;
      if (id === "") {
        seen.set(old, undefined);
        return;
      }
      const inputs = annotated(received(read.inputs), inputsOf(old));
      const outputs = annotated(received(read.outputs), outputsOf(old));
      seen.set(old, resourceWith({ ...old, id, initErrors: [] }, inputs, outputs));
      await plugin.diff(old.type, id, outputs.values, old.inputs);
    };
    return [look];
  };

  for (const [name, old] of state.saved) if (isLookedAt(name, old)) await executor.execute(chainOf(old));
  for (const old of state.pendingDeletes) if (isLookedAt(old.name, old)) await executor.execute(chainOf(old));
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
    else state.keep(name, now);
  }
  state.pendingDeletes = state.pendingDeletes.flatMap((old) => {
    if (!seen.has(old)) return [old];
    const now = seen.get(old);
    return now === undefined ? [] : [{ ...now, name: old.name }];
  });
}
