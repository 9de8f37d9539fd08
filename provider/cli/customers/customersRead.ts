import type { ListConnectionsQuery, WorkatoClient } from "../../api";
import { MS_PER_SECOND } from "../../api";
import { CommandError } from "../commandError";
import type { CustomerNames } from "./customerIds";
import type { CustomerReading, StopReason } from "./customerReading";
import { readCustomers } from "./customerReading";
import type { ReadingProgress } from "./readingProgress";
import type { WantedWorkspaces, WorkspaceEnvironments } from "./workspaces";
import { workspacesOf } from "./workspaces";

/** Which customers are asked for, and how. */
export interface AskedCustomers {
  /** None: every customer of the Embedded admin workspace. */
  readonly managedUserIds: readonly string[];
  /** Which workspaces of every customer. */
  readonly wanted: WantedWorkspaces;
  /** What each list is asked for. */
  readonly query: ListConnectionsQuery;
  /** Go on with the other customers when one fails. */
  readonly keepGoing: boolean;
  /** Aborted, it ends the reading at once. */
  readonly signal?: AbortSignal | undefined;
}

/** What asking for customers brought. */
export interface CustomersRead {
  /** All that were asked for, also those that were not tried any more. */
  readonly managedUserIds: readonly string[];
  /** Known when every customer was asked for. */
  readonly names: CustomerNames;
  /** Known when every customer was asked for. */
  readonly environments: WorkspaceEnvironments;
  /** How many customers of which the list does not say which environments they have. */
  readonly unsaid: number;
  readonly readings: readonly CustomerReading[];
  /** Why not all were tried; undefined when all were. */
  readonly stopped: StopReason | undefined;
  /** How many customers do not have the environment. */
  readonly without: number;
}

/** Reads customers with one list each, and says how far it is. */
export async function readAskedCustomers(
  client: WorkatoClient,
  { managedUserIds: given, wanted, query, keepGoing, signal }: AskedCustomers,
  onProgress: (progress: ReadingProgress) => void,
): Promise<CustomersRead> {
  const listed = given.length === 0 ? await unlessInterrupted(client.listCustomers(), signal) : [];
  const everyone = workspacesOf(listed, wanted);
  const managedUserIds = given.length === 0 ? everyone.managedUserIds : [...new Set(given)];
  const start = performance.now();
  const tellProgress = (read: number): void => {
    const elapsedSeconds = (performance.now() - start) / MS_PER_SECOND;
    onProgress({ read, total: managedUserIds.length, elapsedSeconds });
  };
  tellProgress(0);
  const { readings, stopped } = await readCustomers(client, managedUserIds, {
    query,
    keepGoing,
    onRead: tellProgress,
    signal,
  });
  const { names, environments, unsaid, without, unknown } = everyone;
  return {
    managedUserIds: [...managedUserIds, ...unknown.map(({ managedUserId }) => managedUserId)],
    names,
    environments,
    unsaid,
    readings: [...readings, ...unknown],
    stopped,
    without,
  };
}

/** Before the customers are known, there is no part to show. */
function unlessInterrupted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  const interrupted = new Promise<never>((_resolve, reject) => {
    signal?.addEventListener("abort", () => {
      reject(new CommandError("nothing was read: the command was interrupted before it knew the customers."));
    });
  });
  return Promise.race([work, interrupted]);
}
