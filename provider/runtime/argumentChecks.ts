import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import { isRecord, messageOf } from "../api";
import { customerProblem, numberProblem, textProblem, withoutLeadingZeros } from "../identifiers";
import type { Session } from "./session";
import { isUnknown } from "./values";

interface TextOptions {
  readonly isRequired?: boolean;
  readonly allowNumber?: boolean;
  readonly allowNull?: boolean;
  /** What keeps a text from being one of these. */
  readonly problemOf?: (text: string) => string | undefined;
  /** What to give instead. */
  readonly remedy: string;
}

/**
 * Collects what is wrong with the inputs of one resource, and the normalised inputs.
 * Unknown values of a preview pass everywhere. Every reason names the property itself and the remedy: the failure's
 * own `property` stays empty, because the engine prints the value beside it, and that may be a credential.
 */
export class ArgumentChecks {
  readonly inputs: Record<string, unknown> = {};
  readonly failures: CheckFailure[] = [];
  readonly #news: Readonly<Record<string, unknown>>;

  constructor(news: Readonly<Record<string, unknown>>, argumentNames: readonly string[]) {
    this.#news = news;
    for (const name of Object.keys(news)) {
      if (name !== "__provider" && !argumentNames.includes(name)) this.#rejectUnknownArgument(name, argumentNames);
    }
  }

  /** The value, when the program sets it and it is known already; unknown values are passed on as they are. */
  #known(name: string): unknown {
    const value = this.#news[name];
    if (value === undefined) return undefined;
    this.inputs[name] = value;
    return isUnknown(value) ? undefined : value;
  }

  /** A text, or a number where ids are numbers. Becomes a string. */
  text(name: string, options: TextOptions): string | undefined {
    const { isRequired = false, allowNumber = false, allowNull = false, remedy, problemOf = textProblem } = options;
    const given = this.#known(name);
    if (isRequired && (this.#news[name] ?? undefined) === undefined) this.fail(name, `is missing: ${remedy}`);
    else if (given === null && !allowNull) this.fail(name, `is null: ${remedy}`);
    if (given === undefined || given === null) return undefined;
    const value = typeof given === "number" && allowNumber ? String(given) : given;
    if (typeof given === "number" && allowNumber && !(Number.isSafeInteger(given) && given >= 0)) {
      this.fail(name, `is ${given}, which is not a whole number that an id can be: ${remedy}`);
    } else if (typeof value !== "string") {
      this.fail(name, `must be a string${allowNumber ? " or a number" : ""}: ${remedy}`);
    } else {
      const problem = problemOf(value);
      if (problem === undefined) return (this.inputs[name] = value);
      this.fail(name, `${problem}: ${remedy}${allowNull && value.trim() === "" ? ", or null to clear it" : ""}`);
    }
    return undefined;
  }

  customer(name: string): void {
    const remedy = 'give the customer\'s id, such as "98178", or externalId("A2300") for an external id';
    this.#id(name, { isRequired: true, remedy, problemOf: customerProblem });
  }

  /** A number of Workato's own. */
  numericId(name: string, options: TextOptions): void {
    this.#id(name, { ...options, problemOf: numberProblem });
  }

  #id(name: string, options: TextOptions): void {
    const id = this.text(name, { ...options, allowNumber: true });
    if (id !== undefined) this.inputs[name] = withoutLeadingZeros(id);
  }

  flag(name: string): void {
    const value = this.#known(name);
    if (value !== undefined && typeof value !== "boolean") this.fail(name, "must be true or false (without quotes)");
  }

  oneOf(name: string, allowed: readonly string[]): void {
    const value = this.#known(name);
    if (value === undefined || allowed.includes(value as string)) return;
    this.fail(name, `must be ${allowed.map((option) => `"${option}"`).join(" or ")}`);
  }

  /** An object; what is inside it is not looked at, and never shown. */
  object(name: string, remedy: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.#known(name);
    if (value === undefined || isRecord(value)) return value;
    this.fail(name, `must be an object: ${remedy}`);
    return undefined;
  }

  /** The account must be one that the configuration has, with everything it needs to be used. */
  account(session: Session): void {
    const name = this.text("account", { remedy: "give the name of an entry of the configuration workato:accounts" });
    if (this.inputs.account !== undefined && name === undefined) return;
    try {
      session.account(name);
      session.defaults();
    } catch (error) {
      this.failures.push({ property: "", reason: messageOf(error) });
    }
  }

  fail(name: string, problem: string): void {
    this.failures.push({ property: "", reason: `${name} ${problem}.` });
  }

  #rejectUnknownArgument(name: string, argumentNames: readonly string[]): void {
    const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
    const meant = argumentNames.find((known) => plain(known) === plain(name));
    const remedy = meant === undefined ? `the arguments are ${argumentNames.join(", ")}` : `did you mean ${meant}?`;
    this.failures.push({ property: "", reason: `${name} is not an argument of this resource: ${remedy}` });
  }
}
