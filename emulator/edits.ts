import type { ConnectionSeed, CustomerSeed, FolderSeed, ProfileSeed } from "./seed/seed";
import { clearAuthorization, copyConnection, forgetLoss, type StoredConnection } from "./state/connection";
import { copyCustomer, type StoredCustomer, type Workspace } from "./state/customer";
import type { StoredFolder } from "./state/folder";
import type { StoredProfile } from "./state/profile";
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

/**
 * What people do behind the API's back, and a look at what the server keeps. No request is sent and none is counted.
 * Customers are named as in the API: by number, or by "E" and the external id. What does not exist is an error.
 */
export class Edits {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /** All workspaces: customers, and their environments. */
  customers(): StoredCustomer[] {
    return [...this.#state.customers.values()].map(copyCustomer);
  }

  /** Adds a customer, and its environments where the seed has any. One of that number is replaced with all that it held. */
  addCustomer(seed: CustomerSeed): StoredCustomer {
    if (this.#state.customers.has(String(seed.id))) this.removeCustomer(seed.id);
    return copyCustomer(this.#state.addCustomer(seed));
  }

  /** Removes a workspace with its connections, and the environments of a customer with it. */
  removeCustomer(customerId: number | string): void {
    this.#state.removeCustomer(this.#workspace(customerId).id);
  }

  /** All folders of a workspace but Home. */
  folders(customerId: number | string): StoredFolder[] {
    return this.#workspace(customerId).folders.all();
  }

  /** Adds a folder by its path below Home, e.g. "Integrations/CRM", and those above it that are missing. */
  addFolder(customerId: number | string, folder: string | FolderSeed): StoredFolder {
    return this.#workspace(customerId).folders.add(typeof folder === "string" ? { path: folder } : folder);
  }

  /** Copies of all connections, or of one workspace's, in the order of their ids. */
  connections(customerId?: number | string): StoredConnection[] {
    const state = this.#state;
    const found = customerId === undefined ? state.allConnections() : state.connectionsOf(this.#workspace(customerId));
    return found.map(copyConnection);
  }

  /** A copy of one connection, or undefined when there is none. */
  connection(id: number | string): StoredConnection | undefined {
    const found = this.#state.connections.get(Number(id));
    return found && copyConnection(found);
  }

  /** Adds a connection as a person does, past every check. */
  addConnection(customerId: number | string, seed: ConnectionSeed): StoredConnection {
    return copyConnection(this.#state.addConnection(String(customerId), seed));
  }

  /** Changes a connection. `updatedAt` moves by itself, unless the edit says what it is. */
  edit(id: number | string, edit: ConnectionEdit): void {
    Object.assign(this.#connection(id), { updatedAt: this.#state.clock.stamp(), ...edit });
  }

  /** Deletes a connection, also one that recipes use. */
  remove(id: number | string): void {
    this.#state.removeConnection(this.#connection(id).id);
  }

  /** A connection stops working: its credentials were revoked, or the network is gone. */
  loseAuthorization(id: number | string, loss: AuthorizationLoss = {}): void {
    this.#change(id, (connection) => {
      connection.authorizationStatus = loss.status ?? "failed";
      connection.authorizationError = loss.error === undefined ? "The authorization was revoked" : loss.error;
      connection.connectionLostAt = loss.at ?? this.#state.clock.stamp();
      connection.connectionLostReason = loss.reason ?? "authentication_failure";
    });
  }

  /** A person has gone through OAuth or entered credentials. */
  authorize(id: number | string): void {
    this.#change(id, (connection) => {
      connection.authorizationStatus = "success";
      connection.authorizationError = null;
      connection.authorizedAt = this.#state.clock.stamp();
      connection.authorizedBy = "person";
      forgetLoss(connection, this.#state.behaviour);
    });
  }

  /** A person has disconnected it. */
  disconnectByHand(id: number | string): void {
    this.#change(id, (connection) => {
      clearAuthorization(connection, this.#state.behaviour);
    });
  }

  /** An active recipe uses a connection from now on. */
  useInRecipe(id: number | string, recipeId = 1): void {
    this.#connection(id).activeRecipes.push(recipeId);
  }

  /** All recipes that use a connection are stopped. */
  stopRecipes(id: number | string): void {
    this.#connection(id).activeRecipes = [];
  }

  /** Copies of all OAuth profiles. */
  profiles(): StoredProfile[] {
    return [...this.#state.profiles.values()].map((profile) => ({ ...profile }));
  }

  /** Adds an OAuth profile to the admin workspace. */
  addProfile(seed: ProfileSeed): void {
    this.#state.addProfile(seed);
  }

  /** Removes an OAuth profile and its assignments. */
  removeProfile(id: number): void {
    this.#state.removeProfile(id);
  }

  /** Ids of the profiles that are assigned to a workspace, in ascending order. */
  assignments(customerId: number | string): number[] {
    return [...this.#workspace(customerId).assignments.keys()].sort((a, b) => a - b);
  }

  /** Assigns a profile by hand, past every check. */
  assignByHand(customerId: number | string, profileId: number): void {
    this.#state.assign(this.#workspace(customerId), profileId);
  }

  /** Takes an assignment away by hand, past every check. */
  unassignByHand(customerId: number | string, profileId: number): void {
    this.#workspace(customerId).assignments.delete(profileId);
  }

  /** The assigned profile serves a connection from now on: to unassign it is rejected. */
  useProfile(customerId: number | string, profileId: number): void {
    const assignment = this.#workspace(customerId).assignments.get(profileId);
    if (assignment === undefined) throw new Error(`profile ${profileId} is not assigned to ${customerId}`);
    assignment.inUse = true;
  }

  #workspace(customerId: number | string): Workspace {
    const workspace = this.#state.workspace(String(customerId));
    if (workspace === undefined) throw new Error(`no workspace ${customerId}`);
    return workspace;
  }

  #connection(id: number | string): StoredConnection {
    const connection = this.#state.connections.get(Number(id));
    if (connection === undefined) throw new Error(`no connection ${id}`);
    return connection;
  }

  #change(id: number | string, change: (connection: StoredConnection) => void): void {
    const connection = this.#connection(id);
    change(connection);
    connection.updatedAt = this.#state.clock.stamp();
  }
}
