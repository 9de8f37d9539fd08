import { isRecord } from "../../api/json";
import { signSecrets } from "../../arguments/engineValues";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

export type Values = Readonly<Record<string, unknown>>;

/**
 * The same values, the named ones signed as secrets, and all that is in them, too: where the program has not made an object a
 * secret, the engine takes the signature off it and leaves those of its values (seen with CLI 3.276).
 */
export function signWhole(values: object, names: readonly string[]): Values {
  return signSecrets(
    mapValues(values, (value, name) => (names.includes(name) ? signedWithin(value) : value)),
    names,
  );
}

function signedWithin(value: unknown): unknown {
  return isRecord(value) ? signSecrets(mapValues(value, signedWithin), Object.keys(value)) : value;
}

function mapValues(values: object, map: (value: unknown, name: string) => unknown): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}

export function fromStruct(struct: Struct | undefined): Values {
  return struct?.toJavaScript() ?? {};
}

/** Values without what is undefined, which protobuf cannot hold. */
export function toStruct(values: object): Struct {
  const plain = JSON.parse(JSON.stringify(values)) as Record<string, JavaScriptValue>;
  return Struct.fromJavaScript(plain);
}

/** What is not set; SDKs may say null of it. */
export function withoutNulls(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** A URN, as far as we look at it. */
export interface Subject {
  readonly urn: string;
  /** `ManagedConnection` of `workato:index:ManagedConnection`. */
  readonly type: string;
  /** The resource's logical name. */
  readonly name: string;
}

/** `urn:pulumi:<stack>::<project>::<types of the parents, and its own, with $ between>::<name>`; a name may have colons. */
export function subjectOf(urn: string): Subject {
  const [, , types = "", ...name] = urn.split("::");
  return { urn, type: types.split(/[$:]/).at(-1) ?? "", name: name.join("::") };
}
