import type { Connection, ConnectionBody } from "../../api";
import type { Operation } from "../session";
import type { Attribute, ConnectionArguments } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import type { Resource, WrittenConnection } from "./conclude";
import { inputToSend } from "./input";
import { attributesBody, putConnection } from "./put";

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

/** What is like this connection, and no other resource of the stack has. One list a customer serves all who ask. */
export async function matchesOf(
  { account: { lists, holders }, call }: Operation,
  inputs: ConnectionArguments,
): Promise<Connection[]> {
  const listed = await lists.all(inputs.managedUserId, call);
  const matches = listed.alike(inputs.provider, inputs.name).filter((connection) => isMatch(connection, inputs));
  return matches.filter(({ connectionId }) => !holders.isHeld(connectionId));
}

/**
 * The one connection to take over, or undefined when a new one is to be made.
 * @throws Error that names what is there and the ways out.
 */
export async function existingToAdopt(
  operation: Operation,
  inputs: ConnectionArguments,
): Promise<Connection | undefined> {
  const policy = inputs.onExisting ?? operation.defaults.onExisting;
  if (policy === "create") return undefined;
  const [first, ...others] = await matchesOf(operation, inputs);
  if (first === undefined) return undefined;
  if (others.length > 0) throw severalThere([first, ...others], inputs);
  if (policy === "error") throw alreadyThere(first, inputs);
  return first;
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

export function describeConnection(connection: Connection): string {
  const folder = connection.folderId === null ? "" : ` in folder ${connection.folderId}`;
  return `id ${connection.connectionId} "${connection.name ?? ""}" (${connection.provider ?? ""})${folder}`;
}

/**
 * The connection that `adoptConnectionId` names.
 * @throws Error that says to take the argument out, or to correct it.
 */
export async function connectionToAdopt(
  { account, call }: Operation,
  inputs: ConnectionArguments,
  connectionId: string,
): Promise<Connection> {
  const connection = await account.lists.find(inputs.managedUserId, connectionId, inputs.provider, call);
  if (connection === undefined) {
    throw new Error(
      `adoptConnectionId: customer ${inputs.managedUserId} has no connection ${connectionId} of provider ` +
        `"${inputs.provider}". Correct the id, or take adoptConnectionId out to create a new connection.`,
    );
  }
  if (connection.provider !== inputs.provider) {
    throw new Error(
      `adoptConnectionId: connection ${connectionId} is of provider "${connection.provider ?? ""}", not ` +
        `"${inputs.provider}". Correct provider or the id, or take adoptConnectionId out to create a new connection.`,
    );
  }
  return connection;
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
