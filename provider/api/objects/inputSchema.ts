import { UnexpectedAnswer } from "../errors/failure";
import { asObject, asText, asTextOrNull, isRecord, type JsonObject } from "../json";

/** One key of a connection's `input`, as the API's input schema describes it. */
export interface InputParameter {
  /** In dots when it is inside another parameter: `advanced_settings.api_scope`. */
  readonly name: string;
  readonly label: string | null;
  /** May be left out. */
  readonly optional: boolean;
  /** `string`, `boolean`, `number`, `integer`, `object`, ... */
  readonly type: string;
  /** What Workato's own form shows: `password` for a credential, `select`, `checkbox`, ... */
  readonly controlType: string | null;
  /** A hint for people; may hold HTML. */
  readonly hint: string | null;
  /** Empty when it takes anything, or when the API does not list them. */
  readonly allowedValues: readonly string[];
}

/**
 * Reads an input schema. What is around the list of its fields is not documented, so an object with one list or several
 * (the base schema, and what the connection's own input adds) is taken, too.
 * @throws UnexpectedAnswer when there is no list of fields
 */
export function fromInputSchemaResponse(payload: unknown): InputParameter[] {
  const lists = isFieldList(payload) ? [payload] : Object.values(asObject(payload) ?? {}).filter(isFieldList);
  if (lists.length === 0) throw new UnexpectedAnswer("an answer without the list of input fields");
  const parameters = lists.flatMap((fields) => fields.flatMap((field) => toParameters(field, "")));
  return [...new Map(parameters.map((parameter) => [parameter.name, parameter])).values()];
}

/** No connector has parameters as deep as this, and nothing that a server says may exhaust the stack. */
const DEEPEST_PARAMETER = 20;

/** A field and those inside of it. */
function toParameters(field: JsonObject, prefix: string, depth = 0): InputParameter[] {
  const name = prefix + (asText(field.name) ?? "");
  const inside = depth < DEEPEST_PARAMETER && isFieldList(field.properties) ? field.properties : [];
  return [
    {
      name,
      label: asTextOrNull(field.label) ?? null,
      optional: field.optional === true || field.optional === "true",
      type: asTextOrNull(field.type) ?? "string",
      controlType: asTextOrNull(field.control_type) ?? null,
      hint: asTextOrNull(field.hint) ?? null,
      allowedValues: toValues(field.pick_list ?? field.options),
    },
    ...inside.flatMap((inner) => toParameters(inner, `${name}.`, depth + 1)),
  ];
}

/** A list of choices: each a value, a pair of label and value, or an object with both. The name of a list says nothing. */
function toValues(choices: unknown): string[] {
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((choice: unknown) => {
    const [label, value = label] = Array.isArray(choice) ? (choice as unknown[]) : [choice];
    const text = typeof value === "boolean" ? String(value) : asText(isRecord(value) ? value.value : value);
    return text === undefined ? [] : [text];
  });
}

function isFieldList(value: unknown): value is JsonObject[] {
  return Array.isArray(value) && value.every((field) => isRecord(field) && typeof field.name === "string");
}
