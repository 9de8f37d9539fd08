import type { InputParameter } from "../../api";
import type { Connector, ConnectorParameter } from "../../connectors/catalogue";

/** One parameter of a connector, as Workato describes it today, beside what our table says of it. */
export interface ComparedParameter {
  /** In dots when it is inside another parameter. */
  readonly name: string;
  readonly source: "both" | "api" | "table";
  /** As the API says; for one that only the table has, as the table says. */
  readonly parameter: ConnectorParameter;
  /** What people see; null where the API does not say it, or does not have the parameter. */
  readonly label: string | null;
  /** A hint of the API for people. */
  readonly hint: string | null;
  /** What the table says otherwise: empty where both agree, or only one has the parameter. */
  readonly differences: readonly string[];
}

/** All parameters that the API or the table knows: the API's in its order, then the others. */
export function compareParameters(
  live: readonly InputParameter[],
  connector: Connector | undefined,
): ComparedParameter[] {
  const known = new Map((connector?.parameters ?? []).map((parameter) => [parameter.name, parameter]));
  const compared = live.map((described): ComparedParameter => {
    const inTable = known.get(described.name);
    known.delete(described.name);
    const parameter = toParameter(described, inTable);
    const { name, label, hint } = described;
    const source = inTable === undefined ? "api" : "both";
    return { name, source, parameter, label, hint, differences: inTable ? differencesOf(parameter, inTable) : [] };
  });
  const others = [...known.values()].map((parameter): ComparedParameter => {
    return { name: parameter.name, source: "table", parameter, label: null, hint: null, differences: [] };
  });
  return [...compared, ...others];
}

function toParameter(described: InputParameter, inTable: ConnectorParameter | undefined): ConnectorParameter {
  const { name, optional, allowedValues, controlType } = described;
  // A checkbox is a boolean, whatever type its value is sent as.
  const type = controlType === "checkbox" ? "boolean" : described.type;
  const isCredential = controlType === "password" || (inTable?.isCredential ?? false);
  const isForAuthorization = isCredential || (inTable?.isForAuthorization ?? false);
  return { name, optional, type, allowedValues, isListOpen: false, isCredential, isForAuthorization };
}

/** What the table says otherwise, where both say something. */
function differencesOf(api: ConnectorParameter, table: ConnectorParameter): string[] {
  const isOtherType = kindOf(api.type) !== kindOf(table.type);
  const isOtherList =
    api.allowedValues.length > 0 &&
    table.allowedValues.length > 0 &&
    JSON.stringify([...api.allowedValues].sort()) !== JSON.stringify([...table.allowedValues].sort());
  return [
    ...(isOtherType ? [table.type] : []),
    ...(api.optional === table.optional ? [] : [table.optional ? "optional" : "not optional"]),
    ...(api.isCredential === table.isCredential ? [] : ["no credential"]),
    ...(isOtherList ? [table.allowedValues.join(" | ")] : []),
  ];
}

/** Texts of which one is chosen are texts. */
function kindOf(type: string): string {
  if (type === "select") return "string";
  return type === "integer" ? "number" : type;
}
