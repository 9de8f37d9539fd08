import type { Connection, WorkatoError } from "../../api";
import { quoted, visible } from "../../api";
import { isSameValue } from "../../arguments/argument";
import { joinNames } from "../../arguments/suggestions";
import { explained } from "../errors";
import type { Operation } from "../session";
import type { ListedConnections } from "../shared/listedConnections";
import { hasCredentials, isLeftAtAdoption } from "./credentials";
import type { Attribute, ConnectionArguments } from "../../arguments/connection";
import { ATTRIBUTES, MATCHED } from "../../arguments/connection";
import type { Change } from "./state";

/** Is this the connection that the program describes? Arguments that the program does not set match anything. */
export function isMatch(connection: Connection, inputs: ConnectionArguments): boolean {
  return connection.provider === inputs.provider && differing(MATCHED, inputs, connection).length === 0;
}

/** The fields that the program sets, and that are others at the server. */
export function differingAttributes(inputs: ConnectionArguments, found: Connection): Attribute[] {
  return differing(ATTRIBUTES, inputs, found);
}

function differing(names: readonly Attribute[], inputs: ConnectionArguments, found: Connection): Attribute[] {
  return names.filter((name) => inputs[name] !== undefined && !isSameValue(inputs[name], found[name]));
}

/** What is like this connection. One list a customer serves all who ask. */
async function matchesOf(operation: Operation, inputs: ConnectionArguments): Promise<Connection[]> {
  const { account, call, notices } = operation;
  const { managedUserId, provider, name } = inputs;
  const matchesIn = (listed: ListedConnections) =>
    listed.alike(provider, name).filter((connection) => isMatch(connection, inputs));
  const listed = await account.lists.current(managedUserId, call);
  const matches = matchesIn(listed);
  if (matches.length > 0 || listed.gap === undefined) return matches;
  const news = `a list may lack connections, so that what is there already is not seen: ${listed.gap}`;
  notices.list({ news }, managedUserId);
  return matchesIn(await account.lists.later(managedUserId, provider, performance.now(), call));
}

/** What a create has to do with what is there already: its preview tells it, and `up` does it. */
export type Finding =
  | { readonly kind: "nothing" }
  | { readonly kind: "toTakeOver" | "sameThere"; readonly connection: Connection }
  | { readonly kind: "severalThere"; readonly matches: readonly Connection[] }
  /** `adoptConnectionId` names none of this customer and provider, but perhaps one of another provider. */
  | { readonly kind: "noneToAdopt"; readonly connection: Connection | undefined };

/**
 * Looks for the connection that the program names, or for those that are like the one that it describes.
 * @param isTaken another resource of the stack has the connection
 * @param isOwn this resource has it, in the life that is being replaced
 */
export async function lookForExisting(
  operation: Operation,
  inputs: ConnectionArguments,
  isTaken: (connectionId: string) => boolean,
  isOwn: (connectionId: string) => boolean = () => false,
): Promise<Finding> {
  const { account, call, defaults } = operation;
  const { managedUserId, provider, adoptConnectionId, onExisting = defaults.onExisting } = inputs;
  if (adoptConnectionId !== undefined) {
    const named = await account.lists.find(managedUserId, adoptConnectionId, provider, call);
    return named?.provider === provider
      ? { kind: "toTakeOver", connection: named }
      : { kind: "noneToAdopt", connection: named };
  }
  const matches =
    onExisting === "create"
      ? []
      : (await matchesOf(operation, inputs)).filter(({ connectionId }) => !isTaken(connectionId));
  // Nothing of a resource's own past blocks it, and a second connection beside it would be a twin.
  const own = matches.find(({ connectionId }) => isOwn(connectionId));
  if (own !== undefined) return { kind: "toTakeOver", connection: own };
  const [connection, ...others] = matches;
  if (connection === undefined) return { kind: "nothing" };
  if (others.length > 0) return { kind: "severalThere", matches };
  return { kind: onExisting === "adopt" ? "toTakeOver" : "sameThere", connection };
}

/**
 * The one connection to take over, which from then on is the resource's; undefined when a new one is to be made.
 * @throws Error that names what is there and the ways out.
 */
export async function claimExisting(operation: Operation, change: Change): Promise<Connection | undefined> {
  const { holders } = operation.account;
  const { identity, news } = change;
  const isTaken = (connectionId: string) => holders.isTaken(identity, connectionId);
  const isOwn = (connectionId: string) => holders.isOwn(identity, connectionId);
  const finding = await lookForExisting(operation, news, isTaken, isOwn);
  switch (finding.kind) {
    case "nothing":
      return undefined;
    case "toTakeOver":
      claim(operation, change, finding.connection.connectionId);
      return finding.connection;
    case "sameThere":
      throw alreadyThereError(finding.connection, news);
    case "severalThere":
      throw severalThereError(finding.matches, news);
    case "noneToAdopt":
      throw noneToAdoptError(finding.connection, news);
  }
}

/** @throws Error when another resource has the connection. */
export function claim({ account }: Operation, change: Change, connectionId: string): void {
  const other = account.holders.claim(connectionId, change);
  if (other !== undefined) throw takenError(connectionId, change.news, other);
}

function takenError(
  connectionId: string,
  { managedUserId, adoptConnectionId }: ConnectionArguments,
  other: string,
): Error {
  const isNamed = adoptConnectionId !== undefined;
  const remedy = isNamed
    ? "Remove adoptConnectionId, or remove the other resource (a renamed resource needs `aliases` only)."
    : "Remove one of the two; perhaps they name one customer in two ways.";
  return new Error(
    `${isNamed ? "adoptConnectionId: " : ""}connection ${connectionId} of customer ${managedUserId} is already managed by ` +
      `another resource of this stack, "${other}". ${remedy}`,
  );
}

function alreadyThereError(connection: Connection, inputs: ConnectionArguments): Error {
  return new Error(
    `customer ${inputs.managedUserId} already has this connection: ${describeConnection(connection)}. Nothing was sent. ` +
      "Ways out:\n" +
      `- take it over: adoptConnectionId: "${connection.connectionId}" on this resource, or onExisting: "adopt" ` +
      "(for the whole stack: `pulumi config set workato:onExisting adopt`);\n" +
      '- make another one beside it: onExisting: "create";\n' +
      "- if it is this very resource under a new logical name, give the resource `aliases`;\n" +
      "- if it is this very resource, being replaced (--replace), set the resource option deleteBeforeReplace: true.",
  );
}

export function severalThereError(matches: readonly Connection[], inputs: ConnectionArguments): Error {
  return new Error(
    `customer ${inputs.managedUserId} has ${matches.length} connections like this one: ` +
      `${matches.map(describeConnection).join("; ")}. Say which one is meant with adoptConnectionId, ` +
      'or make another one with onExisting: "create".',
  );
}

function noneToAdoptError(
  other: Connection | undefined,
  { managedUserId, provider, adoptConnectionId: id = "" }: ConnectionArguments,
): Error {
  const [problem, correction] =
    other === undefined
      ? [
          `adoptConnectionId: customer ${managedUserId} has no connection ${id} of provider ${quoted(provider)}`,
          "the id",
        ]
      : [
          `adoptConnectionId: connection ${id} is of provider ${quoted(other.provider)}, not ${quoted(provider)}`,
          "provider or the id",
        ];
  return new Error(`${problem}. Correct ${correction}, or remove adoptConnectionId to create a new connection.`);
}

export function describeConnection(connection: Connection): string {
  const folder = connection.folderId === null ? "" : ` in folder ${connection.folderId}`;
  return `id ${connection.connectionId} ${quoted(connection.name)} (${visible(connection.provider ?? "")})${folder}`;
}

/** What taking over changes, for people. */
export function changesOfAdoption(inputs: ConnectionArguments, found: Connection): string {
  const isLeft = isLeftAtAdoption(inputs, found);
  const isSending = hasCredentials(inputs) && inputs.disconnected !== true && !isLeft;
  const changed = [...differingAttributes(inputs, found), ...(isSending ? ["the credentials"] : [])];
  const changes = [
    ...(changed.length === 0 ? [] : [`set ${joinNames(changed)}`]),
    ...(inputs.disconnected === true && found.authorizationStatus !== null ? ["disconnect"] : []),
    ...(isLeft ? ["not send `input`, because someone has authorized the shell"] : []),
  ];
  return changes.length === 0 ? "change nothing there" : changes.join(", and ");
}

export function perhapsOursError(
  error: WorkatoError,
  found: Connection,
  { managedUserId }: ConnectionArguments,
): Error {
  return explained(
    error,
    `Since then customer ${managedUserId} has ${describeConnection(found)}, which this request or somebody ` +
      "else has made. If it is to be managed here, set adoptConnectionId to its id; else give this connection another name.",
  );
}

export function noneMadeError(error: WorkatoError, timesSent: number, seconds: number): Error {
  return explained(
    error,
    `The request was sent ${timesSent} times in ${Math.round(seconds)} s and the list shows no such ` +
      "connection after any of them, so none was created. Run `pulumi up` again.",
  );
}
