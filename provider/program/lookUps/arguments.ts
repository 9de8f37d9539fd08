import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../../api/json";
import { messageOf } from "../../api/workatoError";
import { customerProblem, numberProblem, textProblem, withoutLeadingZeros } from "../../identifiers";
import { similarNames } from "./names";

/** Reads the value of an argument. @throws Error with what is wrong and what to give instead, without the argument's name */
type Rule<T> = (given: unknown) => T;

/** A rule for every argument of a look-up. */
export type ArgumentRules<Args> = { readonly [K in keyof Required<Args>]: Rule<unknown> };

type Read<R> = R extends Rule<infer T> ? T : never;

/** What the rules have read; an argument that is not given is not there. */
export type CheckedArguments<Rules> = {
  readonly [K in keyof Rules as undefined extends Read<Rules[K]> ? never : K]: Read<Rules[K]>;
} & {
  readonly [K in keyof Rules as undefined extends Read<Rules[K]> ? K : never]?: Exclude<Read<Rules[K]>, undefined>;
};

/**
 * @param lookUp its name, for what to do about an output that is given as an argument
 * @throws Error that names the argument and the remedy
 */
export function checkArguments<Rules extends Readonly<Record<string, Rule<unknown>>>>(
  lookUp: string,
  args: unknown,
  rules: Rules,
): CheckedArguments<Rules> {
  const given = isRecord(args) ? args : {};
  const known = Object.keys(rules);
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const [meant] = similarNames(name, known);
    const remedy = meant === undefined ? `the arguments are ${known.join(", ")}` : `did you mean ${meant}?`;
    throw new Error(`${name} is not an argument: ${remedy}`);
  }
  const read = Object.entries(rules).map(([name, rule]): [string, unknown] => {
    if (pulumi.Output.isInstance(given[name])) throw new Error(`${name} is an output: use ${lookUp}Output.`);
    try {
      return [name, rule(given[name])];
    } catch (problem) {
      throw new Error(`${name} ${messageOf(problem)}.`);
    }
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as CheckedArguments<Rules>;
}

export function optional<T>(rule: Rule<T>): Rule<T | undefined> {
  return (given) => (given === undefined ? undefined : rule(given));
}

/** @param remedy what to give */
export function text(remedy: string): Rule<string> {
  return (given) => readText(given, "must be a string", textProblem, remedy);
}

/** A number of Workato's own, also as text. */
export function numericId(remedy: string): Rule<string> {
  return id(numberProblem, remedy);
}

/** The customer whose workspace is looked into. */
export const customer = id(
  customerProblem,
  'give the customer\'s id, such as "98178", or externalId("A2300") for an external id',
);

/** An entry of the configuration `workato:accounts`. */
export const account = optional(text("give the name of an entry of the configuration workato:accounts"));

/** False when it is not given. */
export const flag: Rule<boolean> = (given = false) => {
  if (typeof given !== "boolean") throw new Error("must be true or false (without quotes)");
  return given;
};

type Problem = (text: string) => string | undefined;

function id(problemOf: Problem, remedy: string): Rule<string> {
  return (given) => {
    if (typeof given === "number" && !(Number.isSafeInteger(given) && given >= 0)) {
      throw new Error(`is ${given}, which is not a whole number that an id can be: ${remedy}`);
    }
    const value = typeof given === "number" ? String(given) : given;
    return withoutLeadingZeros(readText(value, "must be a string or a number", problemOf, remedy));
  };
}

function readText(given: unknown, kind: string, problemOf: Problem, remedy: string): string {
  if (given === undefined) throw new Error(`is missing: ${remedy}`);
  if (given === null) throw new Error(`is null: ${remedy}`);
  if (typeof given !== "string") throw new Error(`${kind}: ${remedy}`);
  const problem = problemOf(given);
  if (problem !== undefined) throw new Error(`${problem}: ${remedy}`);
  return given;
}
