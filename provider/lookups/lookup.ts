import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../api/json";
import { flag, readArguments, type Rule } from "../arguments/rules";

type Read<R> = R extends Rule<infer T> ? T : never;

/** What the rules have read; an argument that is not given is not there. */
export type CheckedArguments<Rules> = {
  readonly [K in keyof Rules as undefined extends Read<Rules[K]> ? never : K]: Read<Rules[K]>;
} & {
  readonly [K in keyof Rules as undefined extends Read<Rules[K]> ? K : never]?: Exclude<Read<Rules[K]>, undefined>;
};

/**
 * @param lookUp its name, for what to do about an output that is given as an argument
 * @throws Error that names the arguments and the remedies
 */
export function checkArguments<Rules extends Readonly<Record<string, Rule<unknown>>>>(
  lookUp: string,
  args: unknown,
  rules: Rules,
): CheckedArguments<Rules> {
  for (const [name, value] of Object.entries(isRecord(args) ? args : {})) {
    if (pulumi.Output.isInstance(value)) throw new Error(`${name} is an output: use ${lookUp}Output.`);
  }
  const { values, problems } = readArguments(args, rules);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return values as CheckedArguments<Rules>;
}

/** False when it is not given. */
export const flagOrFalse: Rule<boolean> = (given = false) => flag(given);
