import type { Credentials } from "./credentials";

/**
 * One parameter of a connector. The vendor's samples of both endpoints show `control_type`, `label`, `hint`, `type`,
 * `name`, `ngIf` and `disable_formula`; the others are those that connectors are written with. Further keys may come.
 */
export interface SchemaField {
  /** The key in `input`. */
  name: string;
  label?: string;
  hint?: string;
  /** E.g. "string", "boolean", "integer", "object". */
  type?: string;
  /** How the web interface asks for it, e.g. "text", "password", "select". */
  control_type?: string;
  optional?: boolean;
  /** Allowed values: pairs of what is shown and what is sent. */
  pick_list?: readonly (readonly [string, string])[];
  /** The parameters of an object. */
  properties?: readonly SchemaField[];
  [further: string]: unknown;
}

/** The parameters of a connector, and those that come with certain values of the others. */
export interface ConnectorSchema {
  /** What the connector's endpoint answers. */
  fields: readonly SchemaField[];
  /** Parameters that a connection's endpoint answers as well when its `input` has all of these values. */
  extended?: readonly { when: Credentials; fields: readonly SchemaField[] }[];
}

/** The parameters of a connection: those of its connector, and those that its own `input` brings. */
export function fieldsFor({ fields, extended = [] }: ConnectorSchema, input: Credentials = {}): SchemaField[] {
  const brought = extended.filter(({ when }) => Object.entries(when).every(([name, value]) => input[name] === value));
  return [...fields, ...brought.flatMap((extension) => extension.fields)];
}
