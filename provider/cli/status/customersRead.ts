import type { WorkatoClient } from "../../api";
import type { CustomerReading } from "../customers/customerReading";
import { readCustomers } from "../customers/customerReading";
import type { CustomerNames } from "./customerLabel";
import type { ProgressLine } from "./progressLine";
import type { ListQuota } from "./readingProgress";
import { progressText } from "./readingProgress";

const MS_PER_SECOND = 1000;

/** Which customers are asked for. */
export interface AskedCustomers {
  /** None: every customer of the Embedded admin workspace. */
  readonly managedUserIds: readonly string[];
  readonly runtimeConnections: boolean;
}

/** What asking for customers brought. */
export interface CustomersRead {
  /** All that were asked for, also those that were not tried any more. */
  readonly managedUserIds: readonly string[];
  /** Known when every customer was asked for. */
  readonly names: CustomerNames;
  readonly readings: readonly CustomerReading[];
}

/** Reads customers with one list each, and shows how far it is. */
export async function readAskedCustomers(
  client: WorkatoClient,
  { managedUserIds: given, runtimeConnections }: AskedCustomers,
  progress: ProgressLine,
  quota: ListQuota,
): Promise<CustomersRead> {
  const everyone = given.length === 0 ? await client.listCustomers() : [];
  const managedUserIds = given.length === 0 ? everyone.map((customer) => customer.managedUserId) : [...new Set(given)];
  const start = performance.now();
  const showProgress = (read: number): void => {
    const elapsedSeconds = (performance.now() - start) / MS_PER_SECOND;
    progress.show(progressText({ read, total: managedUserIds.length, elapsedSeconds }, quota));
  };
  showProgress(0);
  const readings = await readCustomers(client, managedUserIds, {
    query: { includeRuntimeConnections: runtimeConnections },
    keepGoing: true,
    onRead: (_, read) => {
      showProgress(read);
    },
  });
  return { managedUserIds, names: namesOf(everyone), readings };
}

function namesOf(customers: readonly { managedUserId: string; name: string | null }[]): CustomerNames {
  return new Map(customers.flatMap(({ managedUserId, name }) => (name === null ? [] : [[managedUserId, name]])));
}
