import type { Behaviour } from "../behaviour";
import { DEFAULT_SEED } from "../seed/defaultSeed";
import type { ConnectionSeed, CustomerSeed, EnvironmentSeed, ProfileSeed, Seed } from "../seed/seed";
import { Clock } from "./clock";
import { connectionFromSeed, type StoredConnection } from "./connection";
import type { ConnectorSchema } from "../seed/connectorSchema";
import { copyCustomer, type StoredCustomer, type Workspace } from "./customer";
import { Folders, type FolderSource, type StoredFolder } from "./folder";
import { Numbers } from "./numbers";
import { profileFromSeed, type StoredProfile } from "./profile";

const FIRST_CONNECTION_ID = 1001;
const FIRST_FOLDER_ID = 4001;
const FIRST_PROJECT_ID = 7001;
/** Far from the numbers that people give to customers in seeds. */
const FIRST_MADE_CUSTOMER_ID = 900_001;

/** A state as JSON keeps it. */
export interface SavedState {
  /** The next numbers: of connections, folders, projects and customers. */
  readonly numbers: readonly number[];
  readonly customers: readonly (StoredCustomer & {
    readonly folders: readonly StoredFolder[];
    readonly assignments: readonly [number, { inUse: boolean }][];
  })[];
  readonly connections: readonly StoredConnection[];
  readonly profiles: readonly StoredProfile[];
}

/** Everything that the API remembers. */
export class State {
  readonly clock: Clock;
  readonly customers = new Map<string, Workspace>();
  readonly connections = new Map<number, StoredConnection>();
  readonly profiles = new Map<number, StoredProfile>();
  readonly schemas = new Map<string, ConnectorSchema>();
  #connectionIds = new Numbers(FIRST_CONNECTION_ID);
  #folderIds = new Numbers(FIRST_FOLDER_ID);
  #projectIds = new Numbers(FIRST_PROJECT_ID);
  #customerIds = new Numbers(FIRST_MADE_CUSTOMER_ID);

  constructor(readonly behaviour: Behaviour) {
    this.clock = new Clock(behaviour);
  }

  /** Forgets everything and starts from the seed. */
  load(seed: Seed): void {
    for (const things of [this.customers, this.connections, this.profiles, this.schemas]) things.clear();
    this.#connectionIds = new Numbers(FIRST_CONNECTION_ID);
    this.#folderIds = new Numbers(FIRST_FOLDER_ID);
    this.#projectIds = new Numbers(FIRST_PROJECT_ID);
    this.#customerIds = new Numbers(FIRST_MADE_CUSTOMER_ID);
    const { customers, profiles, schemas } = { ...DEFAULT_SEED, ...seed };
    for (const profile of profiles) this.addProfile(profile);
    for (const [connector, schema] of Object.entries(schemas)) this.schemas.set(connector, schema);
    for (const customer of customers) this.addCustomer(customer);
  }

  /** All that it holds, but for the schemas, as JSON can keep it. */
  save(): SavedState {
    const numbers = [this.#connectionIds, this.#folderIds, this.#projectIds, this.#customerIds].map(({ next }) => next);
    const customers = [...this.customers.values()].map((workspace) => ({
      ...copyCustomer(workspace),
      folders: workspace.folders.all(),
      assignments: [...workspace.assignments],
    }));
    return { numbers, customers, connections: this.allConnections(), profiles: [...this.profiles.values()] };
  }

  /** Holds what was saved, instead of what it holds. */
  restore({ numbers, customers, connections, profiles }: SavedState): void {
    for (const things of [this.customers, this.connections, this.profiles]) things.clear();
    [this.#connectionIds, this.#folderIds, this.#projectIds, this.#customerIds] = numbers.map(
      (next) => new Numbers(next),
    ) as [Numbers, Numbers, Numbers, Numbers];
    for (const { folders, assignments, ...customer } of customers) {
      const kept = new Folders(this.#folderSource(), { homeId: customer.homeFolderId, folders });
      this.customers.set(customer.id, { ...customer, folders: kept, assignments: new Map(assignments) });
    }
    for (const connection of connections) this.connections.set(connection.id, connection);
    for (const profile of profiles) this.profiles.set(profile.id, profile);
  }

  #folderSource(): FolderSource {
    return { folderIds: this.#folderIds, projectIds: this.#projectIds, stamp: () => this.clock.stamp() };
  }

  /** The workspace that an address names: its number, or "E" and the external id of a customer. */
  workspace(address: string): Workspace | undefined {
    return (
      this.customers.get(address) ??
      [...this.customers.values()].find(({ externalId }) => externalId !== null && address === `E${externalId}`)
    );
  }

  /** The test and production workspaces of a customer. */
  environmentsOf(customerId: string): Workspace[] {
    return [...this.customers.values()].filter(({ environment }) => environment?.of === customerId);
  }

  /** The connections of a workspace in the order of their ids, runtime connections included. */
  connectionsOf({ id }: StoredCustomer): StoredConnection[] {
    return this.allConnections().filter((connection) => connection.workspace === id);
  }

  allConnections(): StoredConnection[] {
    return [...this.connections.values()].sort((a, b) => a.id - b.id);
  }

  /** The connection that the endpoints of a workspace reach by this id. */
  connectionOf(workspace: Workspace, id: number | undefined): StoredConnection | undefined {
    const found = id === undefined ? undefined : this.connections.get(id);
    return found !== undefined && found.workspace === workspace.id && !found.runtime ? found : undefined;
  }

  /** Whether the token sees the connections of its folder. */
  isVisible({ folderId }: StoredConnection): boolean {
    const { visibleFolders } = this.behaviour;
    return visibleFolders === undefined || visibleFolders.includes(folderId);
  }

  /** In how many workspaces a profile is assigned. */
  assignedWorkspaces(profileId: number): number {
    return [...this.customers.values()].filter(({ assignments }) => assignments.has(profileId)).length;
  }

  addCustomer(seed: CustomerSeed): Workspace {
    const externalId = seed.externalId ?? null;
    const customer = this.#addWorkspace(seed, { externalId, environment: null, name: `Customer ${seed.id}` });
    for (const name of seed.environments === undefined ? [] : (["test", "prod"] as const)) {
      this.#addWorkspace(seed.environments?.[name] ?? {}, {
        externalId: null,
        environment: { of: customer.id, name },
        name: `${customer.name} (${name})`,
      });
    }
    return customer;
  }

  #addWorkspace(seed: EnvironmentSeed, kind: Pick<StoredCustomer, "externalId" | "environment" | "name">): Workspace {
    const id = String(seed.id ?? this.#customerIds.take());
    if (!/^[1-9]\d*$/.test(id)) throw new Error(`"${id}" is no number of a customer: digits, no leading zero`);
    if (this.customers.has(id)) throw new Error(`customer ${id} exists already`);
    const folders = new Folders(this.#folderSource());
    const workspace: Workspace = {
      ...kind,
      id,
      name: seed.name ?? kind.name,
      homeFolderId: folders.homeId,
      createdAt: this.clock.stamp(),
      folders,
      assignments: new Map(),
    };
    this.customers.set(id, workspace);
    for (const folder of seed.folders ?? []) folders.add(typeof folder === "string" ? { path: folder } : folder);
    for (const profile of seed.assignedProfiles ?? []) this.assign(workspace, profile);
    for (const connection of seed.connections ?? []) this.addConnection(id, connection);
    return workspace;
  }

  /** Removes a workspace with its connections, and the environments of a customer with it. */
  removeCustomer(id: string): void {
    if (!this.customers.has(id)) throw new Error(`no customer ${id}`);
    const gone = new Set([id, ...this.environmentsOf(id).map((environment) => environment.id)]);
    for (const connection of this.allConnections()) {
      if (gone.has(connection.workspace)) this.connections.delete(connection.id);
    }
    for (const workspace of gone) this.customers.delete(workspace);
  }

  addConnection(address: string, seed: ConnectionSeed): StoredConnection {
    const workspace = this.workspace(address);
    if (workspace === undefined) throw new Error(`no workspace ${address}`);
    if (seed.id !== undefined && this.connections.has(seed.id)) throw new Error(`connection ${seed.id} exists already`);
    const id = this.#connectionIds.take(seed.id);
    const connection = connectionFromSeed(seed, { id, workspace, now: this.clock.stamp() });
    this.connections.set(id, connection);
    return connection;
  }

  /** Removes a connection; its children lose their parent. */
  removeConnection(id: number): void {
    this.connections.delete(id);
    for (const child of this.connections.values()) if (child.parentId === id) child.parentId = null;
  }

  addProfile(seed: ProfileSeed): void {
    this.profiles.set(seed.id, profileFromSeed(seed));
  }

  /** Removes a profile and its assignments. */
  removeProfile(id: number): void {
    this.profiles.delete(id);
    for (const { assignments } of this.customers.values()) assignments.delete(id);
  }

  assign(workspace: Workspace, profileId: number): void {
    if (!this.profiles.has(profileId)) throw new Error(`no profile ${profileId}`);
    workspace.assignments.set(profileId, { inUse: false });
  }
}
