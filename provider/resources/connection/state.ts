import type { Connection, ConnectionFact } from "../../api";
import { CONNECTION_FACTS, CONNECTION_FIELDS, isLostToNetwork } from "../../api";
import type { ArgumentName, ConnectionArguments } from "../../arguments/connection";
import { setArguments } from "../../arguments/argument";
import { ATTRIBUTES, changesOf, CONNECTION_ARGUMENTS, managedFacts } from "../../arguments/connection";

/** What became of the program's credentials; `credentials.ts` says what each word means, and what follows from it. */
export interface Credentials {
  readonly credentials?: "refused" | "unknown" | "unsent" | undefined;
  readonly ourAuthorizedAt?: string | undefined;
}

/** What only the server knows of a connection. Absent where the API says null: bytes in state are seconds. */
export type ConnectionFacts = { readonly [K in ConnectionFact]?: NonNullable<Connection[K]> };

/**
 * What the engine keeps: exactly the arguments that the program sets, as the server confirmed them (credentials: as the
 * program said them last); the facts; what became of the credentials; and the mark of this life of the resource.
 */
export type ConnectionState = Partial<ConnectionArguments> &
  ConnectionFacts &
  Credentials & { readonly holder?: string; readonly managed?: readonly string[] };

/** What one operation is about, computed where it begins: nobody compares arguments again. */
export interface Change {
  /** The resource, as the program knows it. */
  readonly identity: string | undefined;
  /** The mark of this life of the resource. */
  readonly mark: string | undefined;
  /** What the state has; nothing for a create. */
  readonly olds: ConnectionState;
  readonly news: ConnectionArguments;
  /** The arguments that the program has otherwise than the state. */
  readonly changed: readonly ArgumentName[];
}

export function changeOf(
  subject: { readonly identity: string | undefined; readonly mark: string | undefined },
  olds: ConnectionState,
  news: ConnectionArguments,
): Change {
  return { identity: subject.identity, mark: subject.mark, olds, news, changed: changesOf(olds, news) };
}

/** Nothing of the resource is in state yet: every connection that has been saved has its provider. */
export function isNew({ provider }: { readonly provider?: string }): boolean {
  return provider === undefined;
}

/** Arguments for a state; undefined takes one out of it. */
export type StateArguments = { readonly [K in keyof ConnectionArguments]?: ConnectionArguments[K] | undefined };

/** What a redacted reason must not lose: a network that is to blame is no reason to send credentials again. */
const NETWORK_REASON = "network failure";

/**
 * The only mapping from what the server says to state: create, adopt, update and read all end here.
 * Arguments that the program does not set stay out, whatever the server says of them.
 */
export function toState(
  args: StateArguments,
  connection: Connection,
  kept: Credentials & { readonly holder?: string | undefined },
  redact: (text: string) => string,
): ConnectionState {
  const state: Record<string, unknown> = setArguments(CONNECTION_ARGUMENTS, args);
  const managed = managedFacts(state);
  for (const attribute of ATTRIBUTES) {
    if (attribute in state) state[attribute] = connection[attribute];
  }
  Object.assign(state, factsOf(connection), managed.length === 0 ? {} : { managed });
  const { authorizationError, connectionLostReason } = connection;
  if (authorizationError !== null) state.authorizationError = redact(authorizationError);
  if (connectionLostReason !== null) state.connectionLostReason = lossReason(connection, redact(connectionLostReason));
  for (const own of ["credentials", "ourAuthorizedAt", "holder"] as const) {
    if (kept[own] !== undefined) state[own] = kept[own];
  }
  return state;
}

/** The facts that there are. An empty list is one where the program sets it. */
function factsOf(connection: Connection, managed: readonly string[] = []): ConnectionFacts {
  const facts = CONNECTION_FACTS.map((fact) => [fact, connection[fact]] as const);
  return Object.fromEntries(
    facts.filter(([fact, value]) => value !== null && (value.length > 0 || managed.includes(fact))),
  );
}

/** The same state with the facts of today, as a look has found them. */
export function withFacts(state: ConnectionState, connection: Connection): ConnectionState {
  const others = Object.entries(state).filter(([name]) => !(CONNECTION_FACTS as readonly string[]).includes(name));
  return { ...(Object.fromEntries(others) as ConnectionState), ...factsOf(connection, state.managed) };
}

function lossReason(connection: Connection, shown: string): string {
  const isSaid = isLostToNetwork(connection) === isLostToNetwork({ connectionLostReason: shown });
  return isSaid ? shown : NETWORK_REASON;
}

/** What a state or a request says of a connection, in the shape of the API: for what an answer to a write leaves out. */
export function knownConnection(connectionId: string, known: object): Connection {
  const fields = CONNECTION_FIELDS.map((name) => [name, (known as Record<string, unknown>)[name] ?? null] as const);
  return Object.fromEntries([["connectionId", connectionId], ...fields]) as unknown as Connection;
}
