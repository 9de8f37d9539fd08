import { messageOf } from "../api/errors/workatoError";
import { isRecord } from "../api/json";
import { customerProblem, numberProblem, textProblem, withoutLeadingZeros } from "./identifiers";
import { similarNames } from "./suggestions";

/**
 * Reads the value of an argument, which is undefined where the program does not set it.
 * @throws Error with what is wrong and what to give instead, without the argument's name
 */
export type Rule<T> = (given: unknown) => T;

/** A rule for every argument of a resource or of a lookup. */
export type ArgumentRules<Args> = { readonly [K in keyof Required<Args>]: Rule<unknown> };

/** What keeps a text from being what an argument wants; undefined when nothing does. */
type Problem = (text: string) => string | undefined;

export interface ReadingOptions {
  /** What is said of a name that has no rule. */
  readonly notAnArgument?: string;
  /** Values that no rule can read, because they are not known yet: they are passed on. */
  readonly isUnknown?: (value: unknown) => boolean;
}

/** What the rules have read, without what is not set; and a sentence for everything that is wrong. */
export function readArguments(
  args: unknown,
  rules: Readonly<Record<string, Rule<unknown>>>,
  { notAnArgument = "is not an argument", isUnknown = () => false }: ReadingOptions = {},
): { readonly values: Record<string, unknown>; readonly problems: string[] } {
  const given = isRecord(args) ? args : {};
  const known = Object.keys(rules);
  const problems = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const [meant] = similarNames(name, known);
      const remedy = meant === undefined ? `the arguments are ${known.join(", ")}` : `did you mean ${meant}?`;
      return `${name} ${notAnArgument}: ${remedy}`;
    });
  const values: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    try {
      const value = isUnknown(given[name]) ? given[name] : rule(given[name]);
      if (value !== undefined) values[name] = value;
    } catch (problem) {
      problems.push(`${name} ${messageOf(problem)}.`);
    }
  }
  return { values, problems };
}

export function optional<T>(rule: Rule<T>): Rule<T | undefined> {
  return (given) => (given === undefined ? undefined : rule(given));
}

/** Null clears what the argument sets. */
export function nullable<T>(rule: Rule<T>): Rule<T | null> {
  return (given) => (given === null ? null : rule(given));
}

/** @param remedy what to give */
export function text(remedy: string, problemOf: Problem = textProblem): Rule<string> {
  return (given) => readText(given, "a string", problemOf, remedy);
}

/** A text that may look like a number. */
export function textOrNumber(remedy: string, problemOf: Problem = textProblem): Rule<string> {
  return (given) => {
    if (typeof given === "number" && !(Number.isSafeInteger(given) && given >= 0)) {
      throw new Error(`is ${given}, which is not a whole number that an id can be: ${remedy}`);
    }
    return readText(typeof given === "number" ? String(given) : given, "a string or a number", problemOf, remedy);
  };
}

/** A number of Workato's own, also as text. */
export function numericId(remedy: string): Rule<string> {
  return id(remedy, numberProblem);
}

/** The customer whose workspace it is. */
export const customer = id(
  'give the customer\'s id, such as "98178", or externalId("A2300") for an external id',
  customerProblem,
);

/** An entry of the configuration `workato:accounts`. */
export const account = optional(text("give the name of an entry of the configuration workato:accounts"));

export const flag: Rule<boolean> = (given) => {
  if (typeof given !== "boolean") throw new Error("must be true or false (without quotes)");
  return given;
};

export function oneOf<const T extends string>(...allowed: readonly T[]): Rule<T> {
  return (given) => {
    const value = allowed.find((option) => option === given);
    if (value === undefined) throw new Error(`must be ${allowed.map((option) => `"${option}"`).join(" or ")}`);
    return value;
  };
}

/** An object; what is inside it is not looked at, and never shown. */
export function object(remedy: string): Rule<Record<string, unknown>> {
  return (given) => {
    if (!isRecord(given)) throw new Error(`must be an object: ${remedy}`);
    return given;
  };
}

function id(remedy: string, problemOf: Problem): Rule<string> {
  const read = textOrNumber(remedy, problemOf);
  return (given) => withoutLeadingZeros(read(given));
}

function readText(given: unknown, kind: string, problemOf: Problem, remedy: string): string {
  if (given === undefined) throw new Error(`is missing: ${remedy}`);
  if (given === null) throw new Error(`is null: ${remedy}`);
  if (typeof given !== "string") throw new Error(`must be ${kind}: ${remedy}`);
  const problem = problemOf(given);
  if (problem !== undefined) throw new Error(`${problem}: ${remedy}`);
  return given;
}
