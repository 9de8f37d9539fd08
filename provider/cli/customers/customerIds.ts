import { CommandError, EXIT_CODES } from "../commandError";
import { visible } from "../text";

/**
 * Refuses customers together with `all`, neither of the two, and an environment of single customers, before anything is sent.
 * @throws CommandError that says what to give.
 */
export function checkAskedCustomers(
  managedUserIds: readonly string[],
  { all = false, environment }: { readonly all?: boolean; readonly environment?: string },
): void {
  if (all === managedUserIds.length > 0) {
    throw new CommandError("name the customers, or give --all for every customer.", EXIT_CODES.usage);
  }
  if (environment !== undefined && !all) {
    throw new CommandError("--environment goes with --all: name an environment by its number.", EXIT_CODES.usage);
  }
  checkCustomerIds(managedUserIds);
}

/**
 * Refuses what cannot name a customer, before anything is sent.
 * @throws CommandError that repeats the id, with what an id is.
 */
export function checkCustomerIds(managedUserIds: readonly string[]): void {
  for (const id of managedUserIds) {
    if (id !== "" && id === id.trim() && !/\p{Cc}/u.test(id)) continue;
    throw new CommandError(
      `"${visible(id)}" cannot be a customer: give ids such as 98178, or EA2300 for the external id A2300.`,
      EXIT_CODES.usage,
    );
  }
}

/** What customers are called, by their ids, where that was looked up. */
export type CustomerNames = ReadonlyMap<string, string>;

/** "98178 Acme", or the id alone. */
export function customerLabel(managedUserId: string, names: CustomerNames): string {
  const name = names.get(managedUserId);
  return name === undefined ? managedUserId : `${managedUserId} ${name}`;
}
