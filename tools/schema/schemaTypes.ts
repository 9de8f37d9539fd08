import type { Declarations, Declared } from "../docs/declarations";

type TypeSpec = Readonly<Record<string, unknown>>;

const ANY: TypeSpec = { $ref: "pulumi.json#/Any" };
const TEXT: TypeSpec = { type: "string" };

/** What no declaration says in a way that a schema has. */
const OTHER_TYPES: Readonly<Record<string, TypeSpec>> = {
  input: { type: "object", additionalProperties: ANY },
  inputFromEnvironment: { type: "object", additionalProperties: TEXT },
  environments: { type: "object", additionalProperties: TEXT },
  accounts: { type: "object", additionalProperties: { type: "object", additionalProperties: TEXT } },
};

/** What may not be there although it is declared. */
const SOMETIMES_UNDEFINED = ["environments"];

export function requiredOf(declared: readonly Declared[]): string[] {
  return declared
    .filter(
      ({ isOptional, name, type }) => !isOptional && !type.includes("null") && !SOMETIMES_UNDEFINED.includes(name),
    )
    .map(({ name }) => name);
}

/** The types of the schema, from those of the source. An id is a text here: `check` takes a number too. */
export class SchemaTypes {
  readonly #declarations: Declarations;
  readonly #used: Record<string, object> = {};

  constructor(declarations: Declarations) {
    this.#declarations = declarations;
  }

  input({ name, type }: Declared): TypeSpec {
    return OTHER_TYPES[name] ?? { type: type === "boolean" ? "boolean" : "string" };
  }

  output({ name, type }: Declared): TypeSpec {
    return OTHER_TYPES[name] ?? this.#typeOf(type);
  }

  /** @param value its default, which tells what it is */
  setting(key: string, value: unknown): TypeSpec {
    return OTHER_TYPES[key] ?? { type: ["number", "boolean"].find((type) => typeof value === type) ?? "string" };
  }

  /** The types of elements that outputs have named. */
  used(): Readonly<Record<string, object>> {
    return this.#used;
  }

  #typeOf(type: string): TypeSpec {
    const [one = ""] = type.split(" | ").filter((member) => member !== "null");
    const [, element] = /^(?:readonly )?(\w+)\[\]$/.exec(one) ?? [];
    if (element !== undefined) return { type: "array", items: this.#typeOf(element) };
    if (this.#declarations.has(one)) return this.#element(one);
    return { type: one === "boolean" ? "boolean" : "string" };
  }

  #element(name: string): TypeSpec {
    const fields = this.#declarations.properties(name);
    this.#used[`workato:index:${name}`] = {
      description: this.#declarations.paragraphs(name).join(" "),
      type: "object",
      properties: Object.fromEntries(
        fields.map((field) => [field.name, { ...this.output(field), description: field.text }]),
      ),
      required: requiredOf(fields),
    };
    return { $ref: `#/types/workato:index:${name}` };
  }
}
