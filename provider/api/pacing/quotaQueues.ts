import type { WorkatoClientOptions } from "../options";
import { QuotaQueue } from "./quotaQueue";

/** The quotas of a workspace, each for its kind of endpoints. */
export interface QuotaQueues {
  readonly lists: QuotaQueue;
  /** Every endpoint of connections but the list, and the input schemas. */
  readonly connections: QuotaQueue;
  readonly profiles: QuotaQueue;
  readonly customers: QuotaQueue;
  /** Folders and projects. */
  readonly folders: QuotaQueue;
}

/** The names are for people, in the line that says how many wait. */
export function makeQuotaQueues(options: WorkatoClientOptions): QuotaQueues {
  const { requestsPerMinute, listRequestsPerMinute, quotaWindowSeconds: windowSeconds, signal, writeLine } = options;
  const queue = (name: string, limit: number): QuotaQueue =>
    new QuotaQueue({ name, limit, windowSeconds, signal, writeLine });
  return {
    lists: queue("lists of connections", listRequestsPerMinute),
    connections: queue("connection writes", requestsPerMinute),
    profiles: queue("OAuth profiles", requestsPerMinute),
    customers: queue("customers", requestsPerMinute),
    folders: queue("folders and projects", requestsPerMinute),
  };
}
