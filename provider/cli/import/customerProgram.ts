import type { Connection } from "../../api";
import { assignment, comment, stringLiteral } from "../programText/literal";
import type { ConnectionNames, NamesInUse } from "./connectionNames";
import { compareIds, compareTexts, connectorLogicalName, nameConnections, NO_NAMES_IN_USE } from "./connectionNames";
import { profilesComment } from "./profilesComment";
import { isPlainText, resourceText } from "./resourceText";

/** A customer whose connections are taken over. */
export interface ImportedCustomer {
  readonly managedUserId: string;
  readonly connections: readonly Connection[];
  /** What the customer is called, where that is known. */
  readonly customerName?: string | undefined;
}

/** The part of a program that takes over the connections of one customer. */
export interface CustomerProgram {
  readonly managedUserId: string;
  /** A TypeScript module that exports `connectionIds`. */
  readonly text: string;
  /** What it takes over, parents first. */
  readonly connections: readonly Connection[];
  /** What these are called in it, by their ids. */
  readonly names: ReadonlyMap<string, ConnectionNames>;
  readonly leftOut: readonly LeftOutConnection[];
}

/** A connection that no program can describe. */
export interface LeftOutConnection {
  readonly connectionId: string;
  readonly reason: string;
}

/** How the resources of a program with the constant `managedUserId` name their customer. */
export const CUSTOMER_SHORTHAND = "managedUserId,";

/** The import that every program with resources has. */
export const PACKAGE_IMPORT = 'import { ManagedConnection } from "pulumi-workato-embedded";';

/**
 * Writes the program of one customer: the same connections make the same text, in whatever order they come.
 * @param namesInUse those of a program that is there already, which stay
 */
export function customerProgram(
  { managedUserId, connections: listed, customerName }: ImportedCustomer,
  namesInUse: NamesInUse = NO_NAMES_IN_USE,
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
  const names = nameConnections(managedUserId, connections, namesInUse);
  const declared = new Map<string, string>();
  const resources = connections.map((connection) => {
    const own = namesOf(names, connection);
    const text = resourceText(connection, { names: own, declared, customerLine: CUSTOMER_SHORTHAND });
    declared.set(connection.connectionId, own.identifier);
    return text;
  });
  const profiles = profilesComment(connections, (provider) => connectorLogicalName(managedUserId, provider));
  const blocks = [
    [...header(managedUserId, customerName), ...imports(connections)].join("\n"),
    ...(connections.length === 0 ? [] : [customerConstant(managedUserId)]),
    ...(leftOut.length === 0 ? [] : [leftOut.map(describeLeftOut).join("\n")]),
    ...resources,
    ...(profiles.length === 0 ? [] : [profiles.join("\n")]),
    connectionIds([...declared.values()]),
  ];
  return { managedUserId, text: `${blocks.join("\n\n")}\n`, connections, names, leftOut };
}

/** The names that a program has for one of its connections. */
export function namesOf(names: ReadonlyMap<string, ConnectionNames>, { connectionId }: Connection): ConnectionNames {
  return names.get(connectionId) ?? { logicalName: connectionId, identifier: `connection${connectionId}` };
}

function header(managedUserId: string, customerName?: string): string[] {
  const customer = customerName === undefined ? managedUserId : `${managedUserId} (${customerName})`;
  return [
    comment(`The connections of customer ${customer}, written by \`pulumi-workato-embedded import\`.`),
    "// The first `pulumi up` takes each one over by `adoptConnectionId`, which counts whenever one is made. It sends no",
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
    PACKAGE_IMPORT,
  ];
}

/** The constant that the resources of a program name their customer by. */
export function customerConstant(managedUserId: string): string {
  return assignment("", "const managedUserId =", stringLiteral(managedUserId), ";");
}

/** Makes every constant used, for whoever checks that, and is what other programs want to know. */
export function connectionIds(identifiers: readonly string[]): string {
  if (identifiers.length === 0) return "export const connectionIds = {};";
  return [
    "/** Ids of the connections in Workato, for whoever builds on them. */",
    "export const connectionIds = {",
    ...identifiers.map(connectionIdLine),
    "};",
  ].join("\n");
}

/** One line between the braces of `connectionIds`. */
export function connectionIdLine(identifier: string): string {
  return assignment("  ", `${identifier}:`, `${identifier}.connectionId`, ",");
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
