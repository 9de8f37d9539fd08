import { copyConnection, type StoredConnection } from "./state/connection";
import type { Customer, Workspace } from "./state/customer";
import type { StoredProfile } from "./state/profile";
import type { ConnectionSeed, CustomerSeed, ProfileSeed } from "./seed/seed";
import type { State } from "./state/state";

/** What a person may change in the web interface. */
export type ConnectionEdit = Partial<Omit<StoredConnection, "id" | "workspace" | "provider" | "runtime">>;

/** How a connection stops working. */
export interface AuthorizationLoss {
  /** Default "authentication_failure". */
  reason?: string;
  /** `authorization_error`; default a sentence. */
  error?: string | null;
  /** Default: now, by the server's clock. */
  at?: string;
  /** Default "failed". */
  status?: "success" | "failed" | "exception";
}

/** What happens behind the API's back, and a look at what it keeps. Customers are named as in the API. */
export class Edits {
  constructor(protected readonly state: State) {}

  customers(): Pick<Customer, "id" | "externalId" | "environments">[] {
    return [...this.state.customers.values()].map(({ id, externalId, environments }) => {
      return { id, externalId, environments: [...environments] };
    });
  }

  addCustomer(seed: CustomerSeed): void {
    this.state.addCustomer(seed);
  }

  removeCustomer(id: number | string): void {
    this.state.removeCustomer(String(id));
  }

  /** Copies of all connections, or of one workspace's. */
  connections(customerId?: number | string): StoredConnection[] {
    const found =
      customerId === undefined ? this.state.allConnections() : this.state.connectionsOf(this.#workspace(customerId));
    return found.map(copyConnection);
  }

  /** A copy of one connection, or undefined when there is none. */
  connection(id: number | string): StoredConnection | undefined {
    const found = this.state.connections.get(Number(id));
    return found && copyConnection(found);
  }

  addConnection(customerId: number | string, seed: ConnectionSeed): StoredConnection {
    return copyConnection(this.state.addConnection(String(customerId), seed));
  }

  /** `updatedAt` moves by itself, unless the edit says what it is. */
  edit(id: number | string, edit: ConnectionEdit): void {
    Object.assign(this.#stored(id), { updatedAt: this.state.clock.stamp(), ...edit });
  }

  remove(id: number | string): void {
    this.state.removeConnection(this.#stored(id).id);
  }

  loseAuthorization(id: number | string, loss: AuthorizationLoss = {}): void {
    this.#change(id, (connection) => {
      connection.authorizationStatus = loss.status ?? "failed";
      connection.authorizationError = loss.error === undefined ? "The authorization was revoked" : loss.error;
      connection.connectionLostAt = loss.at ?? this.state.clock.stamp();
      connection.connectionLostReason = loss.reason ?? "authentication_failure";
    });
  }

  /** A person has gone through OAuth or entered credentials. */
  authorize(id: number | string): void {
    this.#change(id, (connection) => {
      connection.authorizationStatus = "success";
      connection.authorizationError = null;
      connection.authorizedAt = this.state.clock.stamp();
      connection.authorizedBy = "person";
      connection.connectionLostAt = null;
      connection.connectionLostReason = null;
    });
  }

  disconnectByHand(id: number | string): void {
    this.#change(id, (connection) => {
      connection.authorizationStatus = null;
      connection.authorizationError = null;
      if (this.state.behaviour.disconnectClearsAuthorizedAt) connection.authorizedAt = null;
      connection.authorizedBy = null;
      connection.connectionLostAt = null;
      connection.connectionLostReason = null;
    });
  }

  useInRecipe(id: number | string, recipeId = 1): void {
    this.#stored(id).activeRecipes.push(recipeId);
  }

  stopRecipes(id: number | string): void {
    this.#stored(id).activeRecipes = [];
  }

  profiles(): StoredProfile[] {
    return [...this.state.profiles.values()].map((profile) => ({ ...profile }));
  }

  addProfile(seed: ProfileSeed): void {
    this.state.addProfile(seed);
  }

  removeProfile(id: number): void {
    this.state.removeProfile(id);
  }

  /** Ids of the profiles that are assigned to a workspace, in ascending order. */
  assignments(customerId: number | string): number[] {
    return [...this.#workspace(customerId).assignments.keys()].sort((a, b) => a - b);
  }

  /** Assigns a profile by hand, past every check. */
  assignByHand(customerId: number | string, profileId: number): void {
    this.#workspace(customerId).assignments.set(profileId, { inUse: false });
  }

  unassignByHand(customerId: number | string, profileId: number): void {
    this.#workspace(customerId).assignments.delete(profileId);
  }

  /** The assigned profile serves a connection from now on. */
  useProfile(customerId: number | string, profileId: number): void {
    const assignment = this.#workspace(customerId).assignments.get(profileId);
    if (assignment === undefined) throw new Error(`profile ${profileId} is not assigned to ${customerId}`);
    assignment.inUse = true;
  }

  #workspace(customerId: number | string): Workspace {
    const workspace = this.state.workspace(String(customerId));
    if (workspace === undefined) throw new Error(`no workspace ${customerId}`);
    return workspace;
  }

  #stored(id: number | string): StoredConnection {
    const connection = this.state.connections.get(Number(id));
    if (connection === undefined) throw new Error(`no connection ${id}`);
    return connection;
  }

  #change(id: number | string, change: (connection: StoredConnection) => void): void {
    const connection = this.#stored(id);
    change(connection);
    connection.updatedAt = this.state.clock.stamp();
  }
}
