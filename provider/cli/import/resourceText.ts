import type { Connection } from "../../api";
import { connectorCatalog } from "../../connectors/catalogue";
import { inputObject } from "../programText/inputObject";
import { assignment, comment, stringLiteral } from "../programText/literal";
import type { ConnectionNames } from "./connectionNames";
import { compareTexts } from "./connectionNames";

/** How the resource of a connection is written. */
export interface ResourceStyle {
  readonly names: ConnectionNames;
  /** The constants of the connections that are declared before it, by their ids. */
  readonly declared: ReadonlyMap<string, string>;
  /** The argument `managedUserId`, with its comma. */
  readonly customerLine: string;
}

/** The statement that makes the resource which takes over a connection, with comments for people before it. */
export function resourceText(connection: Connection, { names, declared, customerLine }: ResourceStyle): string {
  const { connectionId, provider, name, folderId, parentId, externalId } = connection;
  const properties = [
    `    ${customerLine}`,
    property("provider", provider ?? ""),
    property("name", name ?? ""),
    ...(folderId !== null && isNumber(folderId) ? [property("folderId", folderId)] : []),
    ...parentLines(parentId, declared),
    ...externalIdLines(externalId),
    property("adoptConnectionId", connectionId),
    ...inputComments(provider ?? "", names.logicalName).map((line) => `    // ${line}`),
  ];
  return [
    ...notes(connection),
    `const ${names.identifier} = new ManagedConnection(`,
    `  ${stringLiteral(names.logicalName)},`,
    "  {",
    ...properties,
    "  },",
    "  { protect: true },",
    ");",
  ].join("\n");
}

/** The note by which a later import knows the connection, also when `adoptConnectionId` was taken out. */
export function connectionNote(connectionId: string): string {
  return `// Connection ${connectionId} in Workato.`;
}

function notes({ connectionId, tags, authorizationStatus }: Connection): string[] {
  const lines = [connectionNote(connectionId)];
  if (tags !== null && tags.length > 0) lines.push(comment(`Tags: ${[...tags].sort(compareTexts).join(", ")}`));
  if (authorizationStatus !== "success") {
    const status = authorizationStatus ?? "never authorized, or disconnected";
    lines.push(comment(`Not authorized when this was written: ${status}.`));
  }
  return lines;
}

/** The `input` to uncomment. */
function inputComments(provider: string, logicalName: string): string[] {
  const connector = connectorCatalog().get(provider);
  if (connector === undefined) return ["input: this connector is not in our catalogue; see its parameters in Workato."];
  if (connector.parameters.length === 0) {
    return ["This connector takes no input: someone at the customer authorizes it in Workato."];
  }
  return ["input: {", ...inputObject(connector, { keys: logicalName, isOptionalCommented: false }), "},"];
}

function parentLines(parentId: string | null, declared: ReadonlyMap<string, string>): string[] {
  if (parentId === null || !isNumber(parentId)) return [];
  const parent = declared.get(parentId);
  if (parent === undefined) return [property("parentId", parentId)];
  return [assignment("    ", "parentId:", `${parent}.connectionId`, ",")];
}

function externalIdLines(externalId: string | null): string[] {
  if (externalId === null) return [];
  if (isPlainText(externalId)) return [property("externalId", externalId)];
  return [`    ${comment(`externalId is left alone, because no program can say it: ${stringLiteral(externalId)}`)}`];
}

function property(key: string, value: string): string {
  return assignment("    ", `${key}:`, stringLiteral(value), ",");
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** What the provider accepts as an id: not blank, no blanks around it, no control characters. */
export function isPlainText(text: string): boolean {
  return text !== "" && text === text.trim() && !/\p{Cc}/u.test(text);
}
