import type { Connection } from "../../api";
import type { OnExisting } from "../../settings";
import type { ManagedConnectionInputs } from "./arguments";
import type { Account } from "../session";

/** Is this the connection that the program describes? Arguments that the program does not set match anything. */
export function isMatch(connection: Connection, inputs: ManagedConnectionInputs): boolean {
  return (
    connection.provider === inputs.provider &&
    connection.name === inputs.name &&
    (inputs.folderId === undefined || connection.folderId === inputs.folderId) &&
    (inputs.parentId === undefined || connection.parentId === inputs.parentId) &&
    (inputs.externalId === undefined || connection.externalId === inputs.externalId)
  );
}

/**
 * The one connection to take over, or undefined when a new one is to be made.
 * One list a customer serves all creates; connections that this stack already has under other resources do not count.
 * It is noted as taken before anybody else can choose it: creates run at once, and may name the customer in two ways.
 * @throws Error that names what is there and the ways out.
 */
export async function existingToAdopt(
  account: Account,
  inputs: ManagedConnectionInputs,
  policy: OnExisting,
): Promise<Connection | undefined> {
  const listed = await account.customers.all(inputs.managedUserId);
  if (policy === "create") return undefined;
  const matches = [...listed.values()].filter(
    (connection) => isMatch(connection, inputs) && !account.stack.isOwn(connection.connectionId),
  );
  const [first, ...others] = matches;
  if (first === undefined) return undefined;
  if (others.length === 0 && policy === "adopt") {
    account.stack.noteTaken(first.connectionId);
    return first;
  }
  throw others.length === 0 ? alreadyThere(first, inputs) : severalThere(matches, inputs);
}

function alreadyThere(connection: Connection, inputs: ManagedConnectionInputs): Error {
  return new Error(
    `customer ${inputs.managedUserId} already has this connection: ${describe(connection)}. Nothing was sent. Ways out:\n` +
      `- take it over: adoptConnectionId: "${connection.connectionId}" on this resource, or onExisting: "adopt" ` +
      "(for the whole stack: `pulumi config set workato:onExisting adopt`);\n" +
      '- make another one beside it: onExisting: "create";\n' +
      "- if it is this very resource under a new logical name, give the resource `aliases`;\n" +
      "- if it is this very resource, being replaced (--replace), set the resource option deleteBeforeReplace: true.",
  );
}

export function severalThere(matches: readonly Connection[], inputs: ManagedConnectionInputs): Error {
  return new Error(
    `customer ${inputs.managedUserId} has ${matches.length} connections like this one: ` +
      `${matches.map(describe).join("; ")}. Say which one is meant with adoptConnectionId, ` +
      'or make another one with onExisting: "create".',
  );
}

function describe(connection: Connection): string {
  const folder = connection.folderId === null ? "" : ` in folder ${connection.folderId}`;
  return `id ${connection.connectionId} "${connection.name ?? ""}" (${connection.provider ?? ""})${folder}`;
}

/**
 * The connection that `adoptConnectionId` names.
 * @throws Error that says to take the argument out, or to correct it.
 */
export async function connectionToAdopt(
  account: Account,
  inputs: ManagedConnectionInputs,
  connectionId: string,
): Promise<Connection> {
  const connection = await account.customers.find(inputs.managedUserId, connectionId, inputs.provider);
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
  if (account.stack.isAlive(connectionId)) {
    throw new Error(
      `adoptConnectionId: connection ${connectionId} is already managed by another resource of this stack. ` +
        "Take adoptConnectionId out, or remove the other resource (a renamed resource needs `aliases` only).",
    );
  }
  account.stack.noteTaken(connectionId);
  return connection;
}
