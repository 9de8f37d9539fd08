/** One workspace of a customer: the plain number, or one of its environments. */
export interface Workspace {
  /** "98178", or "98178_dev" for an environment. */
  readonly key: string;
  /** Where connections go that name no folder. */
  readonly rootFolderId: number;
  /** Assigned OAuth profiles, by id. */
  readonly assignments: Map<number, { inUse: boolean }>;
}

export interface Customer {
  readonly id: string;
  readonly externalId: string | null;
  readonly environments: readonly string[];
  readonly workspaces: readonly Workspace[];
}

/**
 * The workspace that an address names: "98178", "98178_dev", "EA2300", "EA2300_dev".
 * An external id may itself end in "_dev", so the whole of it is tried first.
 */
export function findWorkspace(customers: Iterable<Customer>, address: string): Workspace | undefined {
  const all = [...customers];
  const named = (name: string): Customer | undefined =>
    all.find(({ id, externalId }) => name === id || (externalId !== null && name === `E${externalId}`));
  const whole = named(address);
  if (whole !== undefined) return whole.workspaces[0];
  const split = address.lastIndexOf("_");
  if (split < 0) return undefined;
  const customer = named(address.slice(0, split));
  return customer?.workspaces.find(({ key }) => key === `${customer.id}_${address.slice(split + 1)}`);
}
