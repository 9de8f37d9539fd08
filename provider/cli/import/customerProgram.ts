import type { Connection } from "../../api";
import { connectorCatalog } from "../../connectors/catalogue";
import { inputObject } from "../programText/inputObject";
import { assignment, comment, stringLiteral } from "../programText/literal";
import type { ConnectionNames } from "./connectionNames";
import { compareIds, compareTexts, connectorLogicalName, nameConnections } from "./connectionNames";
import { profilesComment } from "./profilesComment";

/** The part of a program that takes over the connections of one customer. */
export interface CustomerProgram {
  readonly managedUserId: string;
  /** A TypeScript module that exports `connectionIds`. */
  readonly text: string;
  /** How many connections it takes over. */
  readonly connections: number;
  readonly leftOut: readonly LeftOutConnection[];
}

/** A connection that no program can describe. */
export interface LeftOutConnection {
  readonly connectionId: string;
  readonly reason: string;
}

/**
 * Writes the program of one customer: the same connections make the same text, in whatever order they come.
 * @param customerName what the customer is called, where that is known
 */
export function customerProgram(
  managedUserId: string,
  listed: readonly Connection[],
  customerName?: string,
): CustomerProgram {
  const sorted = [...listed].sort(
    (a, b) =>
      compareTexts(a.provider ?? "", b.provider ?? "") ||
      compareTexts(a.name ?? "", b.name ?? "") ||
      compareIds(a.connectionId, b.connectionId),
  );
  const leftOut = sorted.flatMap((connection) => {
    const reason = reasonToLeaveOut(connection);
    return reason === undefined ? [] : [{ connectionId: connection.connectionId, reason }];
  });
  const connections = parentsFirst(sorted.filter((connection) => reasonToLeaveOut(connection) === undefined));
  const names = nameConnections(managedUserId, connections);
  const declared = new Map<string, string>();
  const resources = connections.map((connection) => {
    const own = names.get(connection.connectionId) ?? { logicalName: connection.connectionId, identifier: "" };
    const text = resource(connection, own, declared);
    declared.set(connection.connectionId, own.identifier);
    return text;
  });
  const profiles = profilesComment(connections, (provider) => connectorLogicalName(managedUserId, provider));
  const blocks = [
    [...header(managedUserId, customerName), ...imports(connections)].join("\n"),
    ...(connections.length === 0 ? [] : [assignment("", "const managedUserId =", stringLiteral(managedUserId), ";")]),
    ...(leftOut.length === 0 ? [] : [leftOut.map(describeLeftOut).join("\n")]),
    ...resources,
    ...(profiles.length === 0 ? [] : [profiles.join("\n")]),
    connectionIds(declared),
  ];
  return { managedUserId, text: `${blocks.join("\n\n")}\n`, connections: connections.length, leftOut };
}

function header(managedUserId: string, customerName?: string): string[] {
  const customer = customerName === undefined ? managedUserId : `${managedUserId} (${customerName})`;
  return [
    comment(`The connections of customer ${customer}, written by \`pulumi-workato-embedded import\`.`),
    "// The first `pulumi up` takes each one over by `adoptConnectionId`, which counts then and never again. It sends no",
    "// credentials, and changes only what differs from this program by then. `protect` keeps `pulumi` from deleting one.",
  ];
}

function imports(connections: readonly Connection[]): string[] {
  if (connections.length === 0) return [];
  return [
    "// To manage credentials here too: uncomment these two lines and the `input`, and `pulumi config set <key>` (with",
    "// --secret for what is required as a secret).",
    '// import * as pulumi from "@pulumi/pulumi";',
    "// const config = new pulumi.Config();",
    'import { ManagedConnection } from "pulumi-workato-embedded";',
  ];
}

function resource(connection: Connection, names: ConnectionNames, declared: ReadonlyMap<string, string>): string {
  const { connectionId, provider, name, folderId, parentId, externalId, tags, authorizationStatus } = connection;
  const notes: string[] = [];
  if (tags !== null && tags.length > 0) notes.push(comment(`Tags: ${[...tags].sort(compareTexts).join(", ")}`));
  if (authorizationStatus !== "success") {
    const status = authorizationStatus ?? "never authorized, or disconnected";
    notes.push(comment(`Not authorized when this was written: ${status}.`));
  }
  const properties = [
    "    managedUserId,",
    property("provider", provider ?? ""),
    property("name", name ?? ""),
    ...(folderId !== null && isNumber(folderId) ? [property("folderId", folderId)] : []),
    ...parentLines(parentId, declared),
    ...externalIdLines(externalId),
    property("adoptConnectionId", connectionId),
    ...inputComments(provider ?? "", names.logicalName).map((line) => `    // ${line}`),
  ];
  return [
    ...notes,
    `const ${names.identifier} = new ManagedConnection(`,
    `  ${stringLiteral(names.logicalName)},`,
    "  {",
    ...properties,
    "  },",
    "  { protect: true },",
    ");",
  ].join("\n");
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

/** Makes every constant used, for whoever checks that, and is what other programs want to know. */
function connectionIds(declared: ReadonlyMap<string, string>): string {
  if (declared.size === 0) return "export const connectionIds = {};";
  const lines = [...declared.values()].map((identifier) =>
    assignment("  ", `${identifier}:`, `${identifier}.connectionId`, ","),
  );
  return [
    "/** Ids of the connections in Workato, for whoever builds on them. */",
    "export const connectionIds = {",
    ...lines,
    "};",
  ].join("\n");
}

/** The order as it is, but every parent before its children; of parents in a circle, one comes late. */
function parentsFirst(sorted: readonly Connection[]): Connection[] {
  const byId = new Map(sorted.map((connection) => [connection.connectionId, connection]));
  const placed = new Set<Connection>();
  for (const connection of sorted) {
    const line = new Set<Connection>();
    let next: Connection | undefined = connection;
    while (next !== undefined && !placed.has(next) && !line.has(next)) {
      line.add(next);
      next = next.parentId === null ? undefined : byId.get(next.parentId);
    }
    for (const ancestor of [...line].reverse()) placed.add(ancestor);
  }
  return [...placed];
}

function reasonToLeaveOut({ name, provider }: Connection): string | undefined {
  if (provider === null || !isPlainText(provider)) return "the API names no provider for it";
  if (name === null || name.trim() === "") return "it has no name; give it one in Workato";
  return undefined;
}

function describeLeftOut({ connectionId, reason }: LeftOutConnection): string {
  return comment(`Left out: connection ${connectionId}, because ${reason}.`);
}

function property(key: string, value: string): string {
  return assignment("    ", `${key}:`, stringLiteral(value), ",");
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** What the provider accepts as an id: not blank, no blanks around it, no control characters. */
function isPlainText(text: string): boolean {
  return text !== "" && text === text.trim() && !/\p{Cc}/u.test(text);
}
