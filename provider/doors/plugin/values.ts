import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

export type Values = Readonly<Record<string, unknown>>;

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
