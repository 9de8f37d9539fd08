import type { Connection } from "../../api";
import type { ManagedConnectionInputs } from "./arguments";
import { ARGUMENT_NAMES, ATTRIBUTES } from "./arguments";

/** What only the server knows of a connection. Absent where the API says null: bytes in state are seconds. */
interface ConnectionFacts {
  readonly authorizationStatus?: string;
  readonly authorizationError?: string;
  readonly authorizedAt?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly identity?: string;
  readonly connectionLostAt?: string;
  readonly connectionLostReason?: string;
  readonly tags?: readonly string[];
}

/**
 * What the engine keeps: exactly the arguments that the program sets, as the server confirmed them, and the facts.
 * `input` is the last one that the server accepted.
 */
export type ManagedConnectionState = Partial<ManagedConnectionInputs> &
  ConnectionFacts & {
    /** True while the server holds credentials of ours that it refused, and not the ones in `input`. */
    readonly credentialsRefused?: boolean;
    /** True after a request with credentials that failed and may have been done: the server may not hold those in `input`. */
    readonly credentialsUncertain?: boolean;
    /** True while the server may quote credentials that nobody here knows any more: refused, replaced or taken out. */
    readonly credentialsForgotten?: boolean;
    /** True once somebody else authorized the connection after our last write: their credentials are newer. */
    readonly reauthorizedElsewhere?: boolean;
  };

const FACTS = [
  "authorizationStatus",
  "authorizationError",
  "authorizedAt",
  "createdAt",
  "updatedAt",
  "identity",
  "connectionLostAt",
  "connectionLostReason",
  "tags",
] as const satisfies readonly (keyof ConnectionFacts)[];

/** Only the arguments of a state or of checked inputs: no facts, no `__provider`. */
export function argumentsOf(source: Partial<ManagedConnectionInputs>): Partial<ManagedConnectionInputs> {
  return Object.fromEntries(
    ARGUMENT_NAMES.filter((name) => source[name] !== undefined).map((name) => [name, source[name]]),
  );
}

/**
 * The only mapping from the server's word to state: create, update, read and adopt all end here.
 * Arguments that the program does not set stay out, whatever the server says of them.
 */
export function toState(
  args: Partial<ManagedConnectionInputs>,
  connection: Connection,
  redact: (text: string) => string,
): ManagedConnectionState {
  const state: Record<string, unknown> = argumentsOf(args);
  for (const attribute of ATTRIBUTES) {
    if (attribute in state) state[attribute] = connection[attribute];
  }
  for (const fact of FACTS) {
    const value = connection[fact];
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    const isServerText = fact === "authorizationError" || fact === "connectionLostReason";
    state[fact] = isServerText && typeof value === "string" ? redact(value) : value;
  }
  return state;
}

/** May the server hold, and quote, credentials of ours that are not in `input`? */
export function mayHoldOthers(state: ManagedConnectionState): boolean {
  return [state.credentialsRefused, state.credentialsUncertain, state.credentialsForgotten].includes(true);
}

/** Instead of a text that cannot be redacted, because it may quote unknown credentials: what is known already. */
export function withHiddenError(connection: Connection, olds: ManagedConnectionState): Connection {
  if (connection.authorizationError === null) return connection;
  const known = olds.authorizationError ?? "not shown, because it may quote credentials that this run does not know";
  return { ...connection, authorizationError: known };
}

/** The facts of a state in the shape of the API, for what an answer to a write leaves out. */
export function knownConnection(connectionId: string, state: ManagedConnectionState): Connection {
  return {
    connectionId,
    name: state.name ?? null,
    provider: state.provider ?? null,
    folderId: state.folderId ?? null,
    parentId: state.parentId ?? null,
    externalId: state.externalId ?? null,
    authorizationStatus: state.authorizationStatus ?? null,
    authorizationError: state.authorizationError ?? null,
    authorizedAt: state.authorizedAt ?? null,
    createdAt: state.createdAt ?? null,
    updatedAt: state.updatedAt ?? null,
    identity: state.identity ?? null,
    connectionLostAt: state.connectionLostAt ?? null,
    connectionLostReason: state.connectionLostReason ?? null,
    tags: state.tags ?? null,
  };
}
