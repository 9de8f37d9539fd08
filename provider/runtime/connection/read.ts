import type { Connection } from "../../api";
import { hasCredentials } from "./credentials";
import { lookAtCustomer } from "../workspace/customerPresence";
import { isFailed, isLost, isRefused } from "./diff";
import type { ManagedConnectionInputs } from "./arguments";
import type { ManagedConnectionState } from "./state";
import { argumentsOf, mayHoldOthers, toState, withHiddenError } from "./state";
import type { Operation, Session } from "../session";
import { joinResourceId } from "../../resourceId";

/** State and inputs after a look at the server; undefined when the connection is gone. */
export interface ReadConnection {
  readonly props: ManagedConnectionState;
  readonly inputs: Partial<ManagedConnectionInputs>;
}

/**
 * Reads one connection, from the one list of its customer.
 * Source: GET /api/managed_users/:managed_user_id/connections
 * @throws Error when the customer itself is missing: that is not "gone"; or when there is nothing to `get`.
 */
export async function readConnection(
  session: Session,
  operation: Operation,
  managedUserId: string,
  connectionId: string,
  olds: ManagedConnectionState,
): Promise<ReadConnection | undefined> {
  const { account, redact } = operation;
  const found = await lookAtCustomer(account, managedUserId, () =>
    account.customers.find(managedUserId, connectionId, olds.provider),
  );
  // `ManagedConnection.get` has no arguments in state yet.
  const isLookUp = olds.provider === undefined;
  if (found === undefined || found === "forgotten") {
    if (isLookUp) throw nothingToGet(managedUserId, connectionId);
    return undefined;
  }
  const isForgotten = olds.credentialsForgotten === true || isRefusalOfOthers(found, olds, redact);
  const connection = isForgotten || !isEveryCredentialAtHand(olds) ? withHiddenError(found, olds) : found;
  const args = isLookUp ? everyAttribute(managedUserId, connection, olds) : argumentsOf(olds);
  const state = toState(args, connection, redact);
  const props = {
    ...state,
    ...(isReauthorizedElsewhere(connection, olds) ? { reauthorizedElsewhere: true } : {}),
    ...(isStillRefused(connection, olds) ? { credentialsRefused: true } : {}),
    ...(olds.credentialsUncertain === true ? { credentialsUncertain: true } : {}),
    ...(isForgotten ? { credentialsForgotten: true } : {}),
  };
  reportLostAuthorization(session, operation, connection, props);
  return { props, inputs: argumentsOf(state) };
}

/** Without an error, the engine would go on with outputs that are all undefined. */
function nothingToGet(managedUserId: string, connectionId: string): Error {
  return new Error(
    `ManagedConnection.get: customer ${managedUserId} has no connection ${connectionId}, so ` +
      `"${joinResourceId(managedUserId, connectionId)}" cannot be read. Correct the id, or take the look-up out of the program.`,
  );
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
function isEveryCredentialAtHand(olds: ManagedConnectionState): boolean {
  const isSet = Object.values(olds.inputFromEnvironment ?? {}).every((variable) => Boolean(process.env[variable]));
  return isSet && !mayHoldOthers(olds);
}

/** An error that is no loss, after a write that the state does not know of: a killed run, or a person, has sent those. */
function isRefusalOfOthers(
  { authorizationError, connectionLostAt, updatedAt }: Connection,
  olds: ManagedConnectionState,
  redact: (text: string) => string,
): boolean {
  const isWrittenByOthers = olds.updatedAt !== undefined && updatedAt !== olds.updatedAt;
  const isNews = authorizationError !== null && redact(authorizationError) !== olds.authorizationError;
  return isNews && isWrittenByOthers && connectionLostAt === null;
}

/** Until the server accepts credentials of ours; without accepted ones, also when a person has authorized it. */
function isStillRefused(connection: Connection, olds: ManagedConnectionState): boolean {
  return olds.credentialsRefused === true && (isFailed(connection) || !hasCredentials(olds));
}

/** Did somebody else authorize the connection since our last write? */
function isReauthorizedElsewhere(connection: Connection, olds: ManagedConnectionState): boolean {
  if (olds.reauthorizedElsewhere === true) return true;
  if (connection.authorizedAt === null) return false;
  // After a disconnect by hand nothing of ours is left to compare with; a write of ours would have said when.
  if (olds.authorizedAt === undefined) return isFailed(olds) || wasDisconnectedByHand(olds);
  return Date.parse(olds.authorizedAt) !== Date.parse(connection.authorizedAt);
}

function wasDisconnectedByHand(olds: ManagedConnectionState): boolean {
  return olds.authorizationStatus === undefined && olds.disconnected !== true && hasTestedCredentials(olds);
}

/** A line for a connection that should work and does not, with what makes it work again. */
function reportLostAuthorization(
  session: Session,
  { say }: Operation,
  connection: Connection,
  state: ManagedConnectionState,
): void {
  if (state.disconnected === true) return;
  const label = `warning: connection ${connection.connectionId} "${connection.name ?? ""}"`;
  if (isFailed(connection) || connection.connectionLostAt !== null) {
    const when = connection.connectionLostAt === null ? "" : ` since ${connection.connectionLostAt}`;
    const reasons = [state.connectionLostReason, state.authorizationError].filter((reason) => reason !== undefined);
    const why = reasons.length > 0 ? `: ${reasons.join("; ")}` : "";
    say(`${label} is not authorized${when}${why}. ${remedyFor(session, state)}`);
  } else if (connection.authorizationStatus === null && hasTestedCredentials(state)) {
    say(
      `${label} has no authorization: somebody disconnected it, or nobody authorized it yet. ` +
        "Send the credentials again by changing credentialsVersion.",
    );
  }
}

function remedyFor(session: Session, state: ManagedConnectionState): string {
  if (!hasTestedCredentials(state)) return "A person must authorize it in Workato.";
  const news = argumentsOf(state);
  const defaults = session.defaults();
  if (isLost(state, news, defaults) || isRefused(state, news, defaults)) {
    return "The next `pulumi up` sends the credentials again.";
  }
  const isRepaired = (state.onAuthorizationLost ?? defaults.onAuthorizationLost) === "repair";
  if (!isRepaired) {
    return 'Send the credentials again by changing credentialsVersion, or set onAuthorizationLost: "repair".';
  }
  const why =
    state.reauthorizedElsewhere === true ? "somebody else's credentials are newer" : "the network is to blame";
  return `It is not repaired by itself, because ${why}: send the credentials again by changing credentialsVersion.`;
}

/** Does the program manage credentials that the server tests? */
function hasTestedCredentials(state: ManagedConnectionState): boolean {
  return hasCredentials(state) && state.shellConnection !== true;
}
