/** What customers are called, by their ids, where that was looked up. */
export type CustomerNames = ReadonlyMap<string, string>;

/** "98178 Acme", or the id alone. */
export function customerLabel(managedUserId: string, names: CustomerNames): string {
  const name = names.get(managedUserId);
  return name === undefined ? managedUserId : `${managedUserId} ${name}`;
}
