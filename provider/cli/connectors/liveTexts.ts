import type { Connector } from "../../connectors/catalogue";
import { CATALOG_NOTE } from "../../connectors/catalogue";
import { table } from "../table";
import { countOf, cut, visible } from "../text";
import type { ComparedParameter } from "./comparison";

/** Lists of hundreds of values would push everything else out of sight. */
const MOST_COLUMNS = 60;

/** Whom was asked for what. */
interface Subject {
  readonly name: string;
  readonly managedUserId: string;
  readonly origin: string;
  /** The connection whose own `input` was looked at. */
  readonly connectionId: string | null;
}

/** A connector's parameters as Workato describes them, beside the table, and a program. */
export function liveText(
  { name, managedUserId, origin, connectionId }: Subject,
  known: Connector | undefined,
  compared: readonly ComparedParameter[],
  program: string,
): string {
  const only = (source: ComparedParameter["source"]): number =>
    compared.filter((parameter) => parameter.source === source).length;
  const differing = compared.filter(({ differences }) => differences.length > 0).length;
  return [
    known === undefined ? `${name}: not in our table` : `${name}: ${known.title}`,
    connectionId === null
      ? `As ${origin} says for customer ${managedUserId}. Parameters that come with the values of others are missing: the customer has no such connection.`
      : `As ${origin} says for customer ${managedUserId}, with those that the input of its connection ${connectionId} brings.`,
    ...(compared.length === 0
      ? ["It takes no `input`."]
      : [
          "Parameters of `input`:",
          table([["  NAME", "TYPE", "", "", "VALUES", "TABLE"], ...compared.map((each) => row(each))]),
          "",
          `${countOf(only("api"), "parameter")} only in Workato, ${only("table")} only in the table, ${differing} different.`,
        ]),
    "",
    CATALOG_NOTE,
    "",
    "A program with it:",
    "",
    program,
  ].join("\n");
}

function row({ name, source, parameter, differences }: ComparedParameter): string[] {
  const { type, optional, isCredential, allowedValues } = parameter;
  return [
    `  ${visible(name)}`,
    visible(type),
    optional ? "optional" : "",
    isCredential ? "credential" : "",
    cut(visible(allowedValues.join(" | ")), MOST_COLUMNS),
    source === "both" ? sameOrNot(differences) : source === "api" ? "only in Workato" : "only in the table",
  ];
}

function sameOrNot(differences: readonly string[]): string {
  return differences.length === 0 ? "same" : `says: ${cut(differences.join(", "), MOST_COLUMNS)}`;
}
