import type { Connector, ConnectorParameter } from "../../connectors/catalogue";
import { CATALOG_NOTE } from "../../connectors/catalogue";
import { table } from "../table";
import { countOf } from "../text";
import { exampleProgram } from "./exampleProgram";

/** What a list says of a connector. */
export function briefFacts({ name, title, oauth, oauthOnly, onPrem }: Connector): Omit<Connector, "parameters"> {
  return { name, title, oauth, oauthOnly, onPrem };
}

/** All of them, a line each. */
export function connectorList(connectors: readonly Connector[]): string {
  const rows = connectors.map(({ name, title, oauth, oauthOnly, onPrem }) => [
    name,
    title,
    [...(oauthOnly ? ["OAuth only"] : oauth ? ["OAuth"] : []), ...(onPrem ? ["on-prem profile"] : [])].join(", "),
  ]);
  return `${table(rows)}\n\n${countOf(connectors.length, "connector")}. ${CATALOG_NOTE}\n`;
}

/** One of them, with its parameters and a program. */
export function connectorText(connector: Connector): string {
  const { name, title, oauth, oauthOnly, onPrem, parameters } = connector;
  return [
    `${name}: ${title}`,
    ...(oauthOnly
      ? ["Only someone at the customer can authorize it (OAuth): create it with `shellConnection: true`."]
      : []),
    ...(oauth && !oauthOnly ? ["Someone at the customer can authorize it (OAuth), or credentials in `input`."] : []),
    ...(onPrem ? ["It takes `profile`, the connection profile of an on-prem agent."] : []),
    ...(parameters.length === 0 ? ["It takes no `input`."] : ["Parameters of `input`:", table(parameters.map(row))]),
    "",
    CATALOG_NOTE,
    "",
    "A program with it:",
    "",
    exampleProgram(connector),
  ].join("\n");
}

function row({ name, optional, type, allowedValues, isCredential }: ConnectorParameter): string[] {
  return [`  ${name}`, type, optional ? "optional" : "", isCredential ? "credential" : "", allowedValues.join(" | ")];
}
