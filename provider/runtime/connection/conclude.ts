import { messageOf } from "../../api";
import type { Connection, ConnectionBody } from "../../api";
import { hasCredentials } from "./credentials";
import { explained, isInUse } from "../errors";
import type { Attribute, ManagedConnectionInputs } from "./arguments";
import { ATTRIBUTES } from "./arguments";
import { isChanged, isFailed } from "./diff";
import type { ManagedConnectionState } from "./state";
import { mayHoldOthers, toState, withHiddenError } from "./state";
import { PartialFailure } from "./partialFailure";
import type { Operation, Session } from "../session";

type Args = ManagedConnectionInputs;

/** What was done to a connection, and what is left to do. */
export interface WrittenConnection {
  readonly connection: Connection;
  /** False when the answer did not say how the credentials fared; the list says it then. */
  readonly isAuthorizationKnown: boolean;
  /** What was sent. */
  readonly body: ConnectionBody;
  /** The arguments in state before, whose credentials stay there when the new ones are refused. */
  readonly previous: ManagedConnectionState;
  /** The connection must be disconnected now. */
  readonly disconnect: boolean;
  /** The server refused the request although it did it. */
  readonly failure?: string | undefined;
}

const CREDENTIAL_ARGUMENTS = ["input", "inputFromEnvironment", "credentialsVersion"] as const;

/** The fields of the connection for a request: the given arguments where the program sets them. */
export function attributesBody(inputs: Args, names: readonly Attribute[]): ConnectionBody {
  return Object.fromEntries(names.filter((name) => inputs[name] !== undefined).map((name) => [name, inputs[name]]));
}

/** Does the server test credentials when it gets this? It does not for a shell. */
export function isTestedBy(body: ConnectionBody): boolean {
  return body.input !== undefined && body.shellConnection !== true;
}

/**
 * The end of create, adopt and update: judges the credentials, disconnects where that is the desired state, and says
 * what the state holds now.
 * @throws PartialFailure with the id, whatever goes wrong from here on: the connection exists.
 */
export async function concludeWrite(
  session: Session,
  operation: Operation,
  inputs: Args,
  written: WrittenConnection,
): Promise<ManagedConnectionState> {
  const { redact, say } = operation;
  const { connectionId } = written.connection;
  const label = `connection ${connectionId} "${inputs.name}" exists`;
  const isQuotingOthers = mayQuoteOthers(inputs, written);
  const stateOf = (args: Partial<Args>, connection: Connection): ManagedConnectionState => {
    if (!isQuotingOthers) return toState(args, connection, redact);
    const state = toState(args, withHiddenError(connection, written.previous), redact);
    return { ...state, credentialsForgotten: true };
  };
  const failWithoutCredentials = (connection: Connection, reason: string): never => {
    const args = withCredentialsOf(inputs, written.previous);
    const state = stateOf(written.disconnect ? stillConnected(args) : args, connection);
    const refused = { ...state, credentialsRefused: true };
    throw new PartialFailure(inputs, connectionId, refused, redact(`${label}, but ${reason}`));
  };

  let { connection } = written;
  if (isTestedBy(written.body) && !written.isAuthorizationKnown) {
    try {
      connection = await lookAtAuthorization(operation, inputs, connection);
    } catch (error) {
      failWithoutCredentials(
        connection,
        `whether its credentials were accepted is not known: ${messageOf(error)}\nRun \`pulumi up\` again.`,
      );
    }
  }
  reportOtherValues(operation, inputs, { ...written, connection });
  const refusal = written.failure ?? refusalOf(operation, inputs, { ...written, connection });
  if (refusal !== undefined) {
    const reason = `its credentials were refused: ${refusal}`;
    const policy = inputs.onAuthorizationFailure ?? session.defaults().onAuthorizationFailure;
    if (policy === "error") {
      failWithoutCredentials(connection, `${reason}\nCorrect \`input\` and run \`pulumi up\` again.`);
    }
    say(`warning: ${label}, but ${reason} (onAuthorizationFailure is "warn")`);
  }
  if (!written.disconnect) return stateOf(inputs, connection);
  try {
    return stateOf(inputs, await disconnect(operation, inputs, connection));
  } catch (error) {
    const state = stateOf(stillConnected(inputs), connection);
    throw new PartialFailure(inputs, connectionId, state, redact(disconnectProblem(error)));
  }
}

/**
 * May the server's texts quote credentials that a later run will not know? What it tested now, it speaks of now; else
 * it may speak of refused ones, or of those that the state has no more.
 */
function mayQuoteOthers(inputs: Args, { body, previous }: WrittenConnection): boolean {
  if (isTestedBy(body)) return false;
  if (mayHoldOthers(previous)) return true;
  return (
    hasCredentials(previous) && (["input", "inputFromEnvironment"] as const).some((n) => isChanged(n, previous, inputs))
  );
}

/** The arguments without a disconnect that did not happen: the next `up` sees that it is still to be done. */
function stillConnected({ disconnected: _disconnected, ...args }: Partial<Args>): Partial<Args> {
  return args;
}

/** A server that keeps another value than it was sent gives a diff at every `up`: say where it comes from. */
function reportOtherValues(operation: Operation, inputs: Args, { body, connection }: WrittenConnection): void {
  const others = ATTRIBUTES.filter((name) => body[name] !== undefined && body[name] !== connection[name]);
  if (others.length === 0) return;
  operation.say(
    `warning: connection ${connection.connectionId} "${inputs.name}": Workato did not take over ${others.join(", ")} as it was ` +
      "sent, so the next `pulumi up` will show a difference and send it again.",
  );
}

/** Why the server refused the credentials that were just sent, or undefined when it accepted them. */
function refusalOf(operation: Operation, inputs: Args, written: WrittenConnection): string | undefined {
  const { connection } = written;
  if (!isTestedBy(written.body)) {
    const needsPerson =
      connection.authorizationStatus === null && !hasCredentials(inputs) && inputs.disconnected !== true;
    if (needsPerson && inputs.shellConnection !== true && written.previous.name === undefined) {
      operation.say(
        `connection ${connection.connectionId} "${inputs.name}" is created, not authorized: it has no \`input\`, ` +
          "so a person must authorize it in Workato.",
      );
    }
    return undefined;
  }
  if (connection.authorizationStatus === null && written.failure === undefined) {
    operation.say(
      `warning: connection ${connection.connectionId} "${inputs.name}" got its credentials, and Workato does not say that ` +
        "they work: it has no authorization status. A person may have to authorize it in Workato.",
    );
  }
  return isFailed(connection) ? (connection.authorizationError ?? "the API gave no reason") : undefined;
}

/** An answer to credentials that does not say how they fared is completed from the list. */
async function lookAtAuthorization(operation: Operation, inputs: Args, connection: Connection): Promise<Connection> {
  const { customers } = operation.account;
  const listed = await customers.search(inputs.managedUserId, { provider: inputs.provider }, operation.call);
  const found = listed.find(({ connectionId }) => connectionId === connection.connectionId);
  if (found === undefined) throw new Error("the list does not show the connection.");
  return customers.record(inputs.managedUserId, found, connection);
}

async function disconnect(operation: Operation, inputs: Args, connection: Connection): Promise<Connection> {
  const { account, call } = operation;
  const { managedUserId } = inputs;
  const force = inputs.forceDisconnect === true;
  await account.client.disconnectConnection(managedUserId, connection.connectionId, { force }, call);
  const { connectionId } = connection;
  const answer = { connectionId, authorizationStatus: null, authorizationError: null };
  return account.customers.record(managedUserId, answer, connection);
}

function disconnectProblem(error: unknown): string {
  const explanation = isInUse(error)
    ? "Active recipes use this connection. Stop them, or set forceDisconnect: true to disconnect it nevertheless."
    : "The connection exists and is still connected. Run `pulumi up` again to disconnect it.";
  return explained(error, explanation).message;
}

function withCredentialsOf(inputs: Args, previous: ManagedConnectionState): Partial<Args> {
  const args: Record<string, unknown> = { ...inputs };
  for (const name of CREDENTIAL_ARGUMENTS) {
    args[name] = previous[name];
  }
  return args;
}
