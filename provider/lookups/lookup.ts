import type { WorkatoClient } from "../api";
import { flag, readArguments, type Rule } from "../arguments/rules";

type Read<R> = R extends Rule<infer T> ? T : never;
type Rules = Readonly<Record<string, Rule<unknown>>>;

/** What the rules have read; an argument that is not given is not there. */
export type CheckedArguments<R> = {
  readonly [K in keyof R as undefined extends Read<R[K]> ? never : K]: Read<R[K]>;
} & {
  readonly [K in keyof R as undefined extends Read<R[K]> ? K : never]?: Exclude<Read<R[K]>, undefined>;
};

/** What a lookup asks with. */
export interface Asking {
  readonly api: WorkatoClient;
  /** One request for all who ask this lookup the same question at the same time. */
  readonly once: <T>(question: unknown, ask: () => Promise<T>) => Promise<T>;
}

/** What is asked, and how it is answered, whoever runs it: a program, a command. */
export interface Lookup<R extends Rules, Result> {
  /** What its arguments accept; `account`, which every lookup has, says whom to ask. */
  readonly rules: R;
  readonly find: (args: CheckedArguments<R>, asking: Asking) => Promise<Result>;
}

/** For the compiler's inference only. */
export function lookup<R extends Rules, Result>(description: Lookup<R, Result>): Lookup<R, Result> {
  return description;
}

/** @throws Error that names the arguments and the remedies */
export function checkArguments<R extends Rules>(args: unknown, rules: R): CheckedArguments<R> {
  const { values, problems } = readArguments(args, rules);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return values as CheckedArguments<R>;
}

/** False when it is not given. */
export const flagOrFalse: Rule<boolean> = (given = false) => flag(given);
