import type { Bench } from "./bench";
import { jira } from "./bench";
import type { Values } from "../../support/engineModel";

/** What state knows: what the program said last, and what became of it. */
export function expectWord({ stack }: Pick<Bench, "stack">, word: string | undefined, args: Values): void {
  expect(stack.outputs()).toMatchObject(args);
  expect(stack.outputs().credentials).toBe(word);
}

/** The stack is settled: what the program says is at the server, and nothing is left to do. */
export async function expectSettled({ emulator, stack }: Bench, args: Values, input: Values): Promise<void> {
  expect(stack.outputs()).not.toHaveProperty("credentials");
  expect(stack.outputs()).toMatchObject({ input });
  expect(emulator.connections()).toMatchObject([{ receivedInput: input, authorizationStatus: "success" }]);
  const { authorizedAt } = emulator.connections()[0]!;
  expect(stack.outputs()).toMatchObject({ authorizedAt, ourAuthorizedAt: authorizedAt });
  expect(await stack.up({ a: jira({ ...args, input }) })).toEqual({ a: "same" });
  await stack.refresh();
  expect(await stack.up({ a: jira({ ...args, input }) })).toEqual({ a: "same" });
}
