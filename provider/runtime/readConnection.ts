import type { Connection } from "../api";
import { hasCredentials } from "./credentials";
import { lookAtCustomer } from "./customerPresence";
import { isFailed } from "./managedConnectionDiff";
import type { ManagedConnectionInputs } from "./managedConnectionInputs";
import type { ManagedConnectionState } from "./managedConnectionState";
import { argumentsOf, toState } from "./managedConnectionState";
import type { Operation } from "./session";

/** State and inputs after a look at the server; undefined when the connection is gone. */
export interface ReadConnection {
  readonly props: ManagedConnectionState;
  readonly inputs: Partial<ManagedConnectionInputs>;
}

/**
 * Reads one connection, from the one list of its customer.
 * Source: GET /api/managed_users/:managed_user_id/connections
 * @throws Error when the customer itself is missing: that is not "gone".
 */
export async function readConnection(
  operation: Operation,
  managedUserId: string,
  connectionId: string,
  olds: ManagedConnectionState,
): Promise<ReadConnection | undefined> {
  const { account, redact, say } = operation;
  const found = await lookAtCustomer(account, managedUserId, () =>
    account.customers.find(managedUserId, connectionId, olds.provider),
  );
  if (found === undefined || found === "forgotten") return undefined;
  const connection = withShownError(found, olds);
  reportLostAuthorization(connection, olds, say);
  // `ManagedConnection.get` has no arguments in state yet: there everything is filled in.
  const args = olds.provider === undefined ? everyAttribute(managedUserId, connection, olds) : argumentsOf(olds);
  const state = toState(args, connection, redact);
  const props = {
    ...state,
    ...(isReauthorizedElsewhere(connection, olds) ? { reauthorizedElsewhere: true } : {}),
    ...(isStillRefused(connection, olds) ? { credentialsRefused: true } : {}),
  };
  return { props, inputs: argumentsOf(state) };
}

function everyAttribute(
  managedUserId: string,
  connection: Connection,
  olds: ManagedConnectionState,
): Partial<ManagedConnectionInputs> {
  const { name, provider, folderId, parentId, externalId } = connection;
  const found = Object.entries({ name, provider, folderId, parentId, externalId }).filter(
    ([, value]) => value !== null,
  );
  return { ...argumentsOf(olds), managedUserId, ...Object.fromEntries(found) };
}

/**
 * The server's text may quote the credentials that it was sent. Where those are not at hand (they were refused, so they
 * are not in state; or they come from an environment variable that is not set here), the text cannot be redacted.
 */
function withShownError(connection: Connection, olds: ManagedConnectionState): Connection {
  if (connection.authorizationError === null) return connection;
  const isAtHand = Object.values(olds.inputFromEnvironment ?? {}).every((variable) => Boolean(process.env[variable]));
  if (olds.credentialsRefused !== true && isAtHand) return connection;
  const known = olds.authorizationError ?? "not shown, because it may quote credentials that this run does not know";
  return { ...connection, authorizationError: known };
}

/** Until the server accepts credentials of ours; without accepted ones, also when a person has authorized it. */
function isStillRefused(connection: Connection, olds: ManagedConnectionState): boolean {
  return olds.credentialsRefused === true && (isFailed(connection) || !hasCredentials(olds));
}

/** Did somebody else authorize the connection since our last write? */
function isReauthorizedElsewhere(connection: Connection, olds: ManagedConnectionState): boolean {
  if (olds.reauthorizedElsewhere === true) return true;
  if (connection.authorizedAt === null) return false;
  if (olds.authorizedAt === undefined) return isFailed(olds);
  return Date.parse(olds.authorizedAt) !== Date.parse(connection.authorizedAt);
}

function reportLostAuthorization(
  connection: Connection,
  olds: ManagedConnectionState,
  say: (line: string) => void,
): void {
  const isLost = isFailed(connection) || connection.connectionLostAt !== null;
  if (!isLost || olds.disconnected === true) return;
  const when = connection.connectionLostAt === null ? "" : ` since ${connection.connectionLostAt}`;
  const reasons = [connection.connectionLostReason, connection.authorizationError].filter((reason) => reason !== null);
  say(
    `warning: connection ${connection.connectionId} "${connection.name ?? ""}" is not authorized${when}` +
      `${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}. ` +
      'Send the credentials again by changing credentialsVersion, or set onAuthorizationLost: "repair".',
  );
}
