import type { Connection, ConnectionBody } from "../../api";
import type { Operation } from "../session";
import type { Attribute, ConnectionArguments } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import type { Resource, WrittenConnection } from "./conclude";
import { inputToSend } from "./input";
import { attributesBody, putConnection } from "./write";

/** Is this the connection that the program describes? Arguments that the program does not set match anything. */
export function isMatch(connection: Connection, inputs: ConnectionArguments): boolean {
  return (
    connection.provider === inputs.provider &&
    connection.name === inputs.name &&
    (inputs.folderId === undefined || connection.folderId === inputs.folderId) &&
    (inputs.parentId === undefined || connection.parentId === inputs.parentId) &&
    (inputs.externalId === undefined || connection.externalId === inputs.externalId)
  );
}

/** What is like this connection. One list a customer serves all who ask. */
async function matchesOf({ account: { lists }, call }: Operation, inputs: ConnectionArguments): Promise<Connection[]> {
  const listed = await lists.all(inputs.managedUserId, call);
  return listed.alike(inputs.provider, inputs.name).filter((connection) => isMatch(connection, inputs));
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
 */
export async function lookForExisting(
  operation: Operation,
  inputs: ConnectionArguments,
  isTaken: (connectionId: string) => boolean,
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
  const [connection, ...others] = matches;
  if (connection === undefined) return { kind: "nothing" };
  if (others.length > 0) return { kind: "severalThere", matches };
  return { kind: onExisting === "adopt" ? "toTakeOver" : "sameThere", connection };
}

/**
 * The one connection to take over, or undefined when a new one is to be made.
 * @throws Error that names what is there and the ways out.
 */
export async function existingToAdopt(
  operation: Operation,
  inputs: ConnectionArguments,
): Promise<Connection | undefined> {
  const { holders } = operation.account;
  const finding = await lookForExisting(operation, inputs, (connectionId) => holders.isHeld(connectionId));
  switch (finding.kind) {
    case "nothing":
      return undefined;
    case "toTakeOver":
      return finding.connection;
    case "sameThere":
      throw alreadyThere(finding.connection, inputs);
    case "severalThere":
      throw severalThere(finding.matches, inputs);
    case "noneToAdopt":
      throw noneToAdopt(finding.connection, inputs);
  }
}

function alreadyThere(connection: Connection, inputs: ConnectionArguments): Error {
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

export function severalThere(matches: readonly Connection[], inputs: ConnectionArguments): Error {
  return new Error(
    `customer ${inputs.managedUserId} has ${matches.length} connections like this one: ` +
      `${matches.map(describeConnection).join("; ")}. Say which one is meant with adoptConnectionId, ` +
      'or make another one with onExisting: "create".',
  );
}

function noneToAdopt(
  other: Connection | undefined,
  { managedUserId, provider, adoptConnectionId: id = "" }: ConnectionArguments,
): Error {
  const [problem, correction] =
    other === undefined
      ? [`adoptConnectionId: customer ${managedUserId} has no connection ${id} of provider "${provider}"`, "the id"]
      : [
          `adoptConnectionId: connection ${id} is of provider "${other.provider ?? ""}", not "${provider}"`,
          "provider or the id",
        ];
  return new Error(`${problem}. Correct ${correction}, or take adoptConnectionId out to create a new connection.`);
}

export function describeConnection(connection: Connection): string {
  const folder = connection.folderId === null ? "" : ` in folder ${connection.folderId}`;
  return `id ${connection.connectionId} "${connection.name ?? ""}" (${connection.provider ?? ""})${folder}`;
}

/** The fields that the program sets, and that are others at the server. */
export function differingAttributes(inputs: ConnectionArguments, found: Connection): Attribute[] {
  return ATTRIBUTES.filter((name) => inputs[name] !== undefined && inputs[name] !== found[name]);
}

/** One PUT with what differs and the credentials; what the program does not set is left alone. */
export async function adoptConnection(
  operation: Operation,
  resource: Resource,
  found: Connection,
): Promise<WrittenConnection> {
  const { news } = resource;
  // Credentials would connect what the program wants disconnected.
  const input = news.disconnected === true ? undefined : inputToSend(news, operation.environment);
  const body: ConnectionBody = {
    ...attributesBody(news, differingAttributes(news, found)),
    ...(input === undefined ? {} : { input }),
    ...(input !== undefined && news.shellConnection === true ? { shellConnection: true } : {}),
  };
  if (Object.keys(body).length === 0) return { connection: found, body, answer: found };
  return putConnection(operation, resource, found, body);
}
