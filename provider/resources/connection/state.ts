import type { Connection, ConnectionFact } from "../../api";
import { CONNECTION_FACTS, CONNECTION_FIELDS, isLostToNetwork } from "../../api";
import type { ConnectionArguments } from "./arguments";
import { argumentsOf, ATTRIBUTES } from "./arguments";

/** Who holds the credentials; `authorization.ts` says what each word means, and what follows from it. */
export interface Authorization {
  readonly credentials?: "refused" | "unknown" | "released" | undefined;
  readonly ourAuthorizedAt?: string | undefined;
}

/** What only the server knows of a connection. Absent where the API says null: bytes in state are seconds. */
export type ConnectionFacts = { readonly [K in ConnectionFact]?: NonNullable<Connection[K]> };

/**
 * What the engine keeps: exactly the arguments that the program sets, as the server confirmed them; the facts; who holds
 * the credentials; and the resource's own mark, by which two resources on one connection are told apart.
 */
export type ConnectionState = Partial<ConnectionArguments> &
  ConnectionFacts &
  Authorization & { readonly holder?: string };

/** Nothing of the resource is in state yet: every connection that has been saved has its provider. */
export function isNew({ provider }: { readonly provider?: string }): boolean {
  return provider === undefined;
}

/** Arguments for a state; undefined takes one out of it. */
export type StateArguments = { readonly [K in keyof ConnectionArguments]?: ConnectionArguments[K] | undefined };

/** Makes of a text of the server's what may be shown of it. */
export type Words = (text: string) => string;

/** Instead of words that may quote credentials which nobody here knows. */
export const HIDDEN_WORDS: Words = () =>
  "not shown, because it may quote credentials: the reason stands with the connection in Workato";

/** What a hidden or redacted reason must not lose: a network that is to blame is no reason to send credentials again. */
const NETWORK_REASON = "network failure";

/**
 * The only mapping from the server's word to state: create, adopt, update and read all end here.
 * Arguments that the program does not set stay out, whatever the server says of them.
 */
export function toState(
  args: StateArguments,
  connection: Connection,
  kept: Authorization & { readonly holder?: string | undefined },
  words: { readonly error: Words; readonly loss: Words },
): ConnectionState {
  const state: Record<string, unknown> = argumentsOf(args as Partial<ConnectionArguments>);
  for (const attribute of ATTRIBUTES) {
    if (attribute in state) state[attribute] = connection[attribute];
  }
  for (const fact of CONNECTION_FACTS) {
    const value = connection[fact];
    if (value !== null && value.length > 0) state[fact] = value;
  }
  const { authorizationError, connectionLostReason } = connection;
  if (authorizationError !== null) state.authorizationError = words.error(authorizationError);
  if (connectionLostReason !== null)
    state.connectionLostReason = lossReason(connection, words.loss(connectionLostReason));
  for (const own of ["credentials", "ourAuthorizedAt", "holder"] as const) {
    if (kept[own] !== undefined) state[own] = kept[own];
  }
  return state;
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
