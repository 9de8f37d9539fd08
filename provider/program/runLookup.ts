import * as pulumi from "@pulumi/pulumi";
import type { WorkatoClient } from "../api";
import { messageOf } from "../api/errors/workatoError";
import type { ArgumentRules } from "../arguments/rules";
import { programError } from "./programError";
import { checkArguments, type CheckedArguments } from "../lookups/lookup";
import { lookUpClient } from "./lookupClient";

/** The arguments of a look-up, each also as an output; an optional one may turn out to be undefined. */
export type LookUpInputs<Args> = {
  readonly [K in keyof Args]: pulumi.Input<
    Partial<Pick<Args, K>> extends Pick<Args, K> ? Args[K] | undefined : Args[K]
  >;
};

/** What a look-up asks with. */
export interface Asking {
  readonly api: WorkatoClient;
  /** One request for all look-ups of a kind that ask the same question at the same time; see `UnderWay`. */
  readonly once: <T>(question: unknown, ask: () => Promise<T>) => Promise<T>;
}

/**
 * Runs a look-up in the program's process.
 * @param name of the function that the program calls
 * @param args as the program gives them, not checked yet
 * @throws RunError with the name of the look-up and without a stack
 */
export async function lookUp<Rules extends ArgumentRules<{ account?: string }>, Result>(
  name: string,
  args: unknown,
  rules: Rules,
  find: (args: CheckedArguments<Rules>, asking: Asking) => Promise<Result>,
): Promise<Result> {
  const tell = (error: unknown): never => {
    throw pulumi.RunError.isInstance(error) ? error : programError(`${name}: ${messageOf(error)}`);
  };
  try {
    const checked = checkArguments(name, args, rules);
    const { api, underWay } = lookUpClient((checked as { account?: string }).account);
    const once: Asking["once"] = (question, ask) => underWay.share([name, question], () => ask().catch(tell));
    return await once(checked, () => find(checked, { api, once }));
  } catch (error) {
    return tell(error);
  }
}
