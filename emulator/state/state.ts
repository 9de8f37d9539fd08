import type { Behaviour } from "../behaviour";
import { Clock } from "./clock";
import type { StoredConnection } from "./connection";
import { findWorkspace, type Customer, type Workspace } from "./customer";
import type { StoredProfile } from "./profile";
import { DEFAULT_CUSTOMERS, DEFAULT_PROFILES, type ConnectionSeed, type CustomerSeed, type Seed } from "../seed/seed";
import type { ProfileSeed } from "../seed/seed";

const FIRST_CONNECTION_ID = 1001;
const FIRST_ROOT_FOLDER_ID = 4001;

/** Everything that the API remembers. */
export class State {
  readonly clock: Clock;
  readonly customers = new Map<string, Customer>();
  readonly connections = new Map<number, StoredConnection>();
  readonly profiles = new Map<number, StoredProfile>();
  #nextConnectionId = FIRST_CONNECTION_ID;
  #nextRootFolderId = FIRST_ROOT_FOLDER_ID;

  constructor(readonly behaviour: Behaviour) {
    this.clock = new Clock(behaviour);
  }

  /** Forgets everything and starts from the seed. */
  load(seed: Seed): void {
    this.customers.clear();
    this.connections.clear();
    this.profiles.clear();
    this.#nextConnectionId = FIRST_CONNECTION_ID;
    this.#nextRootFolderId = FIRST_ROOT_FOLDER_ID;
    for (const customer of seed.customers ?? DEFAULT_CUSTOMERS) this.addCustomer(customer);
    for (const profile of seed.profiles ?? DEFAULT_PROFILES) this.addProfile(profile);
  }

  workspace(address: string): Workspace | undefined {
    return findWorkspace(this.customers.values(), address);
  }

  /** The connections of a workspace in the order of their ids, runtime connections included. */
  connectionsOf(workspace: Workspace): StoredConnection[] {
    return this.allConnections().filter((connection) => connection.workspace === workspace.key);
  }

  allConnections(): StoredConnection[] {
    return [...this.connections.values()].sort((a, b) => a.id - b.id);
  }

  /** The connection that the endpoints of a workspace reach by this id. */
  connectionOf(workspace: Workspace, id: number | undefined): StoredConnection | undefined {
    const found = id === undefined ? undefined : this.connections.get(id);
    return found !== undefined && found.workspace === workspace.key && !found.runtime ? found : undefined;
  }

  /** In how many workspaces a profile is assigned. */
  assignedWorkspaces(profileId: number): number {
    return [...this.customers.values()]
      .flatMap((customer) => customer.workspaces)
      .filter(({ assignments }) => assignments.has(profileId)).length;
  }

  addCustomer(seed: CustomerSeed): Customer {
    const id = String(seed.id);
    const environments = seed.environments ?? [];
    const keys = [id, ...environments.map((environment) => `${id}_${environment}`)];
    const workspaces = keys.map((key): Workspace => {
      return { key, rootFolderId: this.#nextRootFolderId++, assignments: new Map() };
    });
    const customer: Customer = { id, externalId: seed.externalId ?? null, environments, workspaces };
    this.customers.set(id, customer);
    for (const connection of seed.connections ?? []) this.addConnection(id, connection);
    return customer;
  }

  removeCustomer(id: string): void {
    const customer = this.customers.get(id);
    if (customer === undefined) throw new Error(`no customer ${id}`);
    const keys = customer.workspaces.map(({ key }) => key);
    for (const { id: connectionId, workspace } of this.allConnections()) {
      if (keys.includes(workspace)) this.connections.delete(connectionId);
    }
    this.customers.delete(id);
  }

  addConnection(address: string, seed: ConnectionSeed): StoredConnection {
    const place = seed.environment === undefined ? address : `${address}_${seed.environment}`;
    const workspace = this.workspace(place);
    if (workspace === undefined) throw new Error(`no workspace ${place}`);
    const id = seed.id ?? this.#nextConnectionId;
    if (this.connections.has(id)) throw new Error(`connection ${id} exists already`);
    this.#nextConnectionId = Math.max(this.#nextConnectionId, id + 1);
    const now = this.clock.stamp();
    const shell = seed.shell ?? false;
    const status = seed.authorizationStatus === undefined ? (shell ? null : "success") : seed.authorizationStatus;
    const connection: StoredConnection = {
      id,
      workspace: workspace.key,
      name: seed.name,
      provider: seed.provider,
      folderId: seed.folderId ?? workspace.rootFolderId,
      parentId: seed.parentId ?? null,
      externalId: seed.externalId ?? null,
      shell,
      input: seed.input,
      receivedInput: undefined,
      authorizationStatus: status,
      authorizationError: seed.authorizationError ?? null,
      authorizedAt: seed.authorizedAt !== undefined ? seed.authorizedAt : status === "success" ? now : null,
      authorizedBy: status === "success" ? "person" : null,
      createdAt: now,
      updatedAt: now,
      identity: seed.identity ?? null,
      connectionLostAt: seed.connectionLostAt ?? null,
      connectionLostReason: seed.connectionLostReason ?? null,
      tags: seed.tags === undefined ? [] : seed.tags,
      runtime: seed.runtime ?? false,
      activeRecipes: [...(seed.activeRecipes ?? [])],
      hiddenLists: 0,
    };
    this.connections.set(id, connection);
    return connection;
  }

  /** Removes a connection; its children lose their parent. */
  removeConnection(id: number): void {
    this.connections.delete(id);
    for (const child of this.connections.values()) if (child.parentId === id) child.parentId = null;
  }

  addProfile(seed: ProfileSeed): StoredProfile {
    const profile: StoredProfile = {
      id: seed.id,
      name: seed.name ?? `${seed.provider} app ${seed.id}`,
      provider: seed.provider,
      clientId: seed.clientId ?? `client-${seed.id}`,
      sharedAccounts: seed.sharedAccounts ?? 0,
    };
    this.profiles.set(profile.id, profile);
    return profile;
  }

  /** Removes a profile and its assignments. */
  removeProfile(id: number): void {
    this.profiles.delete(id);
    for (const customer of this.customers.values()) {
      for (const { assignments } of customer.workspaces) assignments.delete(id);
    }
  }
}
