import { isDeepStrictEqual } from "node:util";

/**
 * What a change of an argument means. `replace`: another object. `attribute`: a field of the object, sent by an update.
 * `credentials`: the credentials are sent again. `flag`: a boolean whose absence means false. `policy`: how this
 * provider behaves, known to no server. `account`: which workspace holds the object.
 */
export type Role = "replace" | "attribute" | "credentials" | "flag" | "policy" | "account";

/** The named arguments that are set. */
export function setArguments<T extends object>(source: T, names: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(
    names.filter((name) => source[name] !== undefined).map((name) => [name, source[name]]),
  ) as Partial<T>;
}

/**
 * Every argument whose value in the program is not the one in state. Objects are compared deep, the order of keys does
 * not count. A flag that is null in state may have been sent or not: it is always another.
 */
export function changedArguments<T extends object>(
  roles: Readonly<Record<keyof T, Role>>,
  olds: Partial<T>,
  news: Partial<T>,
): (keyof T)[] {
  const names = Object.keys(roles) as (keyof T)[];
  return names.filter((name) => {
    const [old, now] = [olds[name], news[name]];
    if (roles[name] === "flag") return old === null || (old ?? false) !== (now ?? false);
    return roles[name] === "attribute" ? !isSameText(old, now) : !isDeepStrictEqual(old, now);
  });
}

/** Servers keep names in a Unicode form of their own: the same characters are the same name. */
export function isSameText(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "string" && typeof other === "string" && plainText(one) === plainText(other));
}

export function plainText(text: string): string {
  return text.normalize("NFC");
}
