import type { Emulator } from "../../../emulator";
import type { Bench } from "./bench";
import type { Declaration, Stack } from "./stack";

/** The bodies of all PUTs, in order. */
export function puts(emulator: Emulator): unknown[] {
  return emulator.requestsOf("PUT").map(({ body }) => body);
}

/** The `input` of every write that carried credentials, done or not. */
export function sentInputs(emulator: Emulator): unknown[] {
  const bodies = emulator.requests.map(({ body }) => (body ?? {}) as { input?: unknown });
  return bodies.filter(({ input }) => input !== undefined).map(({ input }) => input);
}

/** How many deletes were sent. */
export function deletes(emulator: Emulator): number {
  return emulator.requestsOf("DELETE").length;
}

/** Connection ids in state; one that two resources have is listed twice. */
export function connectionsIn(stack: Stack): number[] {
  const ids = [...stack.saved.values(), ...stack.pendingDeletes]
    .filter(({ type, isPendingReplacement }) => type === "connection" && isPendingReplacement !== true)
    .map(({ id }) => Number(id.split("/")[1]));
  return ids.sort((a, b) => a - b);
}

/** Every connection of the server is in state, and the other way round: nothing lost, nothing made twice. */
export function expectAgreement(emulator: Emulator, stack: Stack): void {
  expect(connectionsIn(stack)).toEqual(emulator.connections().map(({ id }) => id));
}

/** Journal and lines begin here. */
export function begin({ emulator, lines }: Bench): void {
  emulator.clearRequests();
  lines.length = 0;
}

/** The same program again changes nothing and says nothing, also after a refresh. */
export async function expectQuiet({ stack, lines }: Bench, a: Declaration): Promise<void> {
  lines.length = 0;
  expect(await stack.up({ a })).toEqual({ a: "same" });
  expect(lines).toEqual([]);
  await stack.refresh();
  expect(await stack.up({ a })).toEqual({ a: "same" });
}
