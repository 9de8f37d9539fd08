import type { Connection } from "../../api";
import { joinResourceId } from "../../arguments/resourceId";
import type { Operation } from "../session";
import { findConnection } from "../workspace/customerPresence";
import { argumentsOf, ATTRIBUTES } from "./arguments";
import { hasTestedCredentials, isLost, sendReason, toldWords, whyNotRepaired } from "./authorization";
import type { ConnectionState, StateArguments } from "./state";
import { isNew, toState } from "./state";

/**
 * Reads one connection, from the one list of its customer: its state, or undefined when it is gone.
 * Source: GET /api/managed_users/:managed_user_id/connections
 * @throws Error when the customer itself is missing: that is not "gone"; or when there is nothing to `get`.
 */
export async function readConnection(
  operation: Operation,
  managedUserId: string,
  connectionId: string,
  olds: ConnectionState,
): Promise<ConnectionState | undefined> {
  const found = await findConnection(operation, connectionId, { managedUserId, provider: olds.provider });
  // `ManagedConnection.get` has no arguments in state yet.
  const isLookUp = isNew(olds);
  if (found === undefined) {
    if (isLookUp) throw nothingToGet(managedUserId, connectionId);
    return undefined;
  }
  const args = isLookUp ? everyAttribute(managedUserId, found, olds) : argumentsOf(olds);
  const state = toState(args, found, olds, toldWords(olds, found, operation.redact));
  reportLostAuthorization(operation, connectionId, state);
  return state;
}

/** Without an error, the engine would go on with outputs that are all undefined. */
function nothingToGet(managedUserId: string, connectionId: string): Error {
  return new Error(
    `ManagedConnection.get: customer ${managedUserId} has no connection ${connectionId}, so ` +
      `"${joinResourceId(managedUserId, connectionId)}" cannot be read. Correct the id, or take the look-up out of the program.`,
  );
}

function everyAttribute(managedUserId: string, connection: Connection, olds: ConnectionState): StateArguments {
  const names = [...ATTRIBUTES, "provider"] as const;
  const found = Object.fromEntries(names.map((name) => [name, connection[name] ?? undefined])) as StateArguments;
  return { ...argumentsOf(olds), managedUserId, ...found };
}

/** A line for a connection that should work and does not, with what makes it work again. */
export function reportLostAuthorization(operation: Operation, connectionId: string, state: ConnectionState): void {
  if (state.disconnected === true) return;
  const label = `warning: connection ${connectionId} "${state.name ?? ""}"`;
  if (isLost(state)) {
    const when = state.connectionLostAt === undefined ? "" : ` since ${state.connectionLostAt}`;
    const reasons = new Set(
      [state.connectionLostReason, state.authorizationError].filter((text) => text !== undefined),
    );
    const why = reasons.size > 0 ? `: ${[...reasons].join("; ")}` : "";
    operation.say(`${label} is not authorized${when}${why}. ${remedyFor(operation, state)}`);
  } else if (state.authorizationStatus !== "success" && hasTestedCredentials(state)) {
    const what =
      state.authorizationStatus === undefined
        ? "has no authorization: somebody disconnected it, or nobody authorized it yet"
        : `has the authorization status "${state.authorizationStatus}"`;
    operation.say(`${label} ${what}. Send the credentials again by changing credentialsVersion.`);
  }
}

function remedyFor({ defaults }: Operation, state: ConnectionState): string {
  const isError = (state.onAuthorizationFailure ?? defaults.onAuthorizationFailure) === "error";
  // Credentials that were not accepted are not in state.
  const isToBeAccepted = state.credentials === "unknown" || (state.credentials === "refused" && isError);
  if (isToBeAccepted || sendReason(state, argumentsOf(state), defaults) !== undefined) {
    return "The next `pulumi up` sends the credentials again.";
  }
  if (!hasTestedCredentials(state)) return "A person must authorize it in Workato.";
  if ((state.onAuthorizationLost ?? defaults.onAuthorizationLost) !== "repair") {
    const orRepair = state.credentials === "refused" ? "" : ', or set onAuthorizationLost: "repair"';
    return `Send the credentials again by changing credentialsVersion${orRepair}.`;
  }
  const why = whyNotRepaired(state);
  const because = why === undefined ? "" : `It is not repaired by itself, because ${why}: `;
  const remedy = "send the credentials again by changing credentialsVersion.";
  return because === "" ? `Correct them, or ${remedy}` : because + remedy;
}
