import { isDeepStrictEqual } from "node:util";
import type { Rule } from "./rules";

/**
 * What a change of an argument means. `replace`: another object. `attribute`: a field of the object, sent by an update.
 * `credentials`: the credentials are sent again. `flag`: a boolean of ours whose absence means false; one that the API keeps is
 * an `attribute`. `policy`: how this
 * provider behaves, known to no server. `account`: which workspace holds the object.
 */
export type Role = "replace" | "attribute" | "credentials" | "flag" | "policy" | "account";

/** All that the provider knows of one argument of a resource. */
export interface Argument {
  /** What it accepts, and how it is normalised. */
  readonly rule: Rule<unknown>;
  readonly role: Role;
  /** A create takes an object with the same value here for the same object. */
  readonly isMatched?: true;
  /** Where the program does not set it, it is an output: as the server has it. */
  readonly isFact?: true;
  readonly isSecret?: true;
}

export type ArgumentTable = Readonly<Record<string, Argument>>;

type Value<A extends Argument> = ReturnType<A["rule"]>;

/** The arguments of a table, as `check` answers them. */
export type ArgumentsOf<Table extends ArgumentTable> = {
  readonly [K in keyof Table as undefined extends Value<Table[K]> ? never : K]: Value<Table[K]>;
} & {
  readonly [K in keyof Table as undefined extends Value<Table[K]> ? K : never]?: Exclude<Value<Table[K]>, undefined>;
};

export function namesOf<Table extends ArgumentTable>(
  table: Table,
  isWanted: (argument: Argument) => boolean = () => true,
): readonly (keyof Table & string)[] {
  return Object.keys(table).filter((name) => isWanted(table[name] as Argument));
}

/** The rules of a table, by the names of its arguments. */
export function rulesOf<Table extends ArgumentTable>(table: Table): { readonly [K in keyof Table]: Rule<unknown> } {
  const rules = Object.entries(table).map(([name, { rule }]) => [name, rule]);
  return Object.fromEntries(rules) as { [K in keyof Table]: Rule<unknown> };
}

/** The arguments that are set. */
export function setArguments<Table extends ArgumentTable>(table: Table, source: object): Partial<ArgumentsOf<Table>> {
  const values = source as Readonly<Record<string, unknown>>;
  const entries = namesOf(table).map((name) => [name, values[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<ArgumentsOf<Table>>;
}

/**
 * Every argument whose value in the program is not the one in state. Objects are compared deep, the order of keys does
 * not count. A flag that is null in state may have been sent or not: it is always another.
 */
export function changedArguments<Table extends ArgumentTable>(
  table: Table,
  olds: object,
  news: object,
): (keyof Table & string)[] {
  const [before, after] = [olds as Record<string, unknown>, news as Record<string, unknown>];
  return namesOf(table).filter((name) => {
    const [old, now] = [before[name], after[name]];
    const { role, isFact } = table[name] as Argument;
    if (role === "flag") return old === null || (old ?? false) !== (now ?? false);
    if (isFact === true && now === undefined) return false;
    return role === "attribute" ? !isSameValue(old, now) : !isDeepStrictEqual(old, now);
  });
}

/** Are these the same for a server? It keeps names in a Unicode form of its own, and lists in any order. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain).sort();
  return typeof value === "string" ? plainText(value) : value;
}

export function plainText(text: string): string {
  return text.normalize("NFC");
}

/** A text as a server may have rewritten it: spaces and case do not count. */
export function looseText(text: string): string {
  return plainText(text).trim().replace(/\s+/g, " ").toLowerCase();
}
