import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import { isRecord, messageOf } from "../api";
import { textProblem } from "../plainText";
import type { Session } from "./session";
import { isUnknown } from "./values";

interface TextOptions {
  readonly allowNumber?: boolean;
  readonly allowNull?: boolean;
  /** The server has this text already, so it may look like anything. */
  readonly isServersOwn?: boolean;
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

  require(name: string, remedy: string): void {
    if (this.#news[name] === undefined || this.#news[name] === null) this.fail(name, `is missing: ${remedy}`);
  }

  /** An id or a name: a non-blank string, or a number where ids are numbers. Becomes a string. */
  text(name: string, options: TextOptions): string | undefined {
    const { allowNumber = false, allowNull = false, isServersOwn = false, remedy } = options;
    const value = this.#known(name);
    if (value === undefined || (value === null && allowNull)) return undefined;
    if (value === null) {
      const isMissing = this.failures.some(({ reason }) => reason.startsWith(`${name} `));
      if (!isMissing) this.fail(name, `is null: ${remedy}`);
    } else if (typeof value === "number" && allowNumber) {
      if (Number.isSafeInteger(value) && value >= 0) return (this.inputs[name] = String(value));
      this.fail(name, `is ${value}, which is not a whole number that an id can be: ${remedy}`);
    } else if (typeof value !== "string") {
      this.fail(name, `must be a string${allowNumber ? " or a number" : ""}: ${remedy}`);
    } else {
      const problem = textProblem(value);
      if (problem === undefined || (isServersOwn && value.trim() !== "")) return value;
      const orNull = allowNull && value.trim() === "" ? ", or null to clear it" : "";
      this.fail(name, `${problem}: ${remedy}${orNull}`);
    }
    return undefined;
  }

  /** The customer's id, which becomes a part of paths. */
  customer(name: string): void {
    const remedy = 'give the customer\'s id, such as "98178", or externalId("A2300") for an external id';
    this.require(name, remedy);
    const value = this.text(name, { allowNumber: true, remedy });
    if (value === undefined) return;
    this.#takeLeadingZeros(name, value);
    if (value === "." || value === "..") this.fail(name, `is "${value}", which cannot be a part of a path: ${remedy}`);
    if (value === "E") this.fail(name, `is "E" without an external id behind it: ${remedy}`);
  }

  /** A number of Workato's own: digits only. Becomes a string. */
  numericId(name: string, options: { allowNull?: boolean; remedy: string }): void {
    const value = this.text(name, { ...options, allowNumber: true });
    if (value === undefined) return;
    if (/^\d+$/.test(value)) this.#takeLeadingZeros(name, value);
    else this.fail(name, `is "${value}", which is not a number of Workato's: ${options.remedy}`);
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

  /** Workato's numbers have none, and "007" would be another customer than "7" for every comparison. */
  #takeLeadingZeros(name: string, value: string): void {
    if (/^0\d+$/.test(value)) this.inputs[name] = value.replace(/^0+(?=\d)/, "");
  }

  #rejectUnknownArgument(name: string, argumentNames: readonly string[]): void {
    const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
    const meant = argumentNames.find((known) => plain(known) === plain(name));
    const remedy = meant === undefined ? `the arguments are ${argumentNames.join(", ")}` : `did you mean ${meant}?`;
    this.failures.push({ property: "", reason: `${name} is not an argument of this resource: ${remedy}` });
  }
}
