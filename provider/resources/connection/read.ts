import type { Connection } from "../../api";
import { joinResourceId } from "../../arguments/resourceId";
import type { Operation } from "../session";
import { proveConnection } from "../shared/evidence";
import { newMark } from "../shared/holders";
import { argumentsOf, ATTRIBUTES } from "../../arguments/connection";
import { sayGone, warnOfLostAuthorization } from "./texts";
import type { ConnectionState, StateArguments } from "./state";
import { isNew, toState } from "./state";

/** What is only looked up is nobody's, and a refresh must not tell it from what the next lookup answers. */
const LOOKUP_MARK = "lookup";

/**
 * Reads one connection, from the one list of its customer: its state, or undefined when it is gone.
 * Source: GET /api/managed_users/:managed_user_id/connections
 * @throws Error when the customer itself is missing, or its list proves nothing; or when what is asked for by its id is not there.
 */
export async function readConnection(
  operation: Operation,
  managedUserId: string,
  connectionId: string,
  olds: ConnectionState,
): Promise<ConnectionState | undefined> {
  const { provider, createdAt } = olds;
  const { notices } = operation;
  const found = await proveConnection(operation, { connectionId, managedUserId, provider, createdAt, notices });
  // What is looked up or imported by its id has no arguments in state yet.
  const isLookup = isNew(olds);
  if (found === undefined) {
    if (isLookup) throw nothingToGetError(managedUserId, connectionId);
    sayGone(operation, managedUserId, connectionId, olds);
    return undefined;
  }
  const args = isLookup ? everyAttribute(managedUserId, found, olds) : argumentsOf(olds);
  const holder = isLookup ? LOOKUP_MARK : (olds.holder ?? newMark());
  const state = toState(args, found, { ...olds, holder }, operation.redact);
  warnOfLostAuthorization(operation, connectionId, state);
  return state;
}

/** Without an error, the engine would go on with outputs that are all undefined. */
function nothingToGetError(managedUserId: string, connectionId: string): Error {
  return new Error(
    `customer ${managedUserId} has no connection ${connectionId}, so "${joinResourceId(managedUserId, connectionId)}" ` +
      "can be neither looked up nor imported. Correct the id, or remove it from the program.",
  );
}

function everyAttribute(managedUserId: string, connection: Connection, olds: ConnectionState): StateArguments {
  const names = [...ATTRIBUTES, "provider"] as const;
  const found = Object.fromEntries(names.map((name) => [name, connection[name] ?? undefined])) as StateArguments;
  return { ...argumentsOf(olds), managedUserId, ...found };
}
