import type { Connection, ConnectionBody } from "../../api";
import type { WrittenConnection } from "./conclude";
import { attributesBody, concludeWrite } from "./conclude";
import { credentialsToSend } from "./credentials";
import { connectionToAdopt, existingToAdopt } from "./adopt";
import type { ManagedConnectionInputs } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import type { ManagedConnectionState } from "./state";
import { argumentsOf } from "./state";
import { postConnection } from "./post";
import type { AnsweredConnection } from "./put";
import { putConnection } from "./put";
import type { Operation, Session } from "../session";

/** A connection that the stack has from now on. */
interface TakenConnection {
  readonly connectionId: string;
  readonly state: ManagedConnectionState;
}

/**
 * Makes a connection, or takes over the one that the program names or that is there already.
 * Once it exists, whatever fails next is a partial failure that keeps the id.
 */
export async function createConnection(
  session: Session,
  operation: Operation,
  inputs: ManagedConnectionInputs,
): Promise<TakenConnection> {
  const { account } = operation;
  account.stack.noteCreate(argumentsOf(inputs));
  const found =
    inputs.adoptConnectionId === undefined
      ? await existingToAdopt(account, inputs, inputs.onExisting ?? session.defaults().onExisting)
      : await connectionToAdopt(account, inputs, inputs.adoptConnectionId);
  const written = found === undefined ? await post(operation, inputs) : await adopt(operation, inputs, found);
  const { connectionId } = written.connection;
  account.stack.noteTaken(connectionId);
  return { connectionId, state: await concludeWrite(session, operation, inputs, written) };
}

async function post(operation: Operation, inputs: ManagedConnectionInputs): Promise<WrittenConnection> {
  const input = credentialsToSend(inputs);
  const set = ATTRIBUTES.filter((name) => inputs[name] !== null);
  const body: ConnectionBody = {
    ...attributesBody(inputs, set),
    provider: inputs.provider,
    ...(inputs.shellConnection === undefined ? {} : { shellConnection: inputs.shellConnection }),
    ...(input === undefined ? {} : { input }),
  };
  const created = await postConnection(operation, inputs, body);
  return { ...created, ...whatIsLeft(inputs, body, created) };
}

/** One PUT with what differs and the credentials; what the program does not set is left alone. */
async function adopt(
  operation: Operation,
  inputs: ManagedConnectionInputs,
  found: Connection,
): Promise<WrittenConnection> {
  const differing = ATTRIBUTES.filter((name) => inputs[name] !== found[name]);
  // Credentials would connect what the program wants disconnected.
  const input = inputs.disconnected === true ? undefined : credentialsToSend(inputs);
  const body: ConnectionBody = {
    ...attributesBody(inputs, differing),
    ...(input === undefined ? {} : { input }),
    ...(input !== undefined && inputs.shellConnection === true ? { shellConnection: true } : {}),
  };
  const answered =
    Object.keys(body).length === 0
      ? { connection: found, isAuthorizationKnown: true }
      : await putConnection(operation, inputs, found, body);
  // The server may quote what it refused before, perhaps from a run of ours that was killed.
  const previous = isRefusal(found) ? { credentialsForgotten: true } : {};
  return { ...answered, ...whatIsLeft(inputs, body, answered), previous };
}

/** Was this connection never authorized, rather than lost? */
function isRefusal({ authorizationError, authorizedAt, connectionLostAt }: Connection): boolean {
  return authorizationError !== null && authorizedAt === null && connectionLostAt === null;
}

/** What the end of the write has to judge and to do. */
function whatIsLeft(
  inputs: ManagedConnectionInputs,
  body: ConnectionBody,
  { connection, isAuthorizationKnown }: AnsweredConnection,
): Pick<WrittenConnection, "body" | "previous" | "disconnect"> {
  // What was never authorized has nothing to disconnect.
  const isConnected = !isAuthorizationKnown || connection.authorizationStatus !== null;
  return {
    body,
    previous: {},
    disconnect: inputs.disconnected === true && isConnected,
  };
}
