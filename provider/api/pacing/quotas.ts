import { createHash } from "node:crypto";
import type { WorkatoClientOptions } from "../options";
import { type Queue, QuotaQueue } from "./quotaQueue";
import { QuotaServer } from "./quotaServer";
import { SharedQuota, SharedQuotaQueue } from "./sharedQuota";

/** The quotas of a workspace, each for its kind of endpoints. */
export interface QuotaQueues {
  readonly lists: Queue;
  /** Every endpoint of connections but the list, and the input schemas. */
  readonly connections: Queue;
  readonly profiles: Queue;
  readonly customers: Queue;
  /** Folders and projects. */
  readonly folders: Queue;
}

/** The queues of one client. */
export class Quotas {
  readonly queues: QuotaQueues;
  readonly #server: QuotaServer | undefined;

  constructor(options: WorkatoClientOptions) {
    const { requestsPerMinute, listRequestsPerMinute, quotaUrl: url, writeLine } = options;
    this.#server = url === undefined ? undefined : new QuotaServer({ url, writeLine });
    const queue = (kind: keyof QuotaQueues, limit: number) => makeQueue(options, kind, limit, this.#server);
    this.queues = {
      lists: queue("lists", listRequestsPerMinute),
      connections: queue("connections", requestsPerMinute),
      profiles: queue("profiles", requestsPerMinute),
      customers: queue("customers", requestsPerMinute),
      folders: queue("folders", requestsPerMinute),
    };
  }

  /** Ends the connection that is kept open. */
  close(): void {
    this.#server?.close();
  }
}

function makeQueue(
  { baseUrl, apiToken, quotaWindowSeconds: windowSeconds, signal, writeLine }: WorkatoClientOptions,
  kind: keyof QuotaQueues,
  limit: number,
  server: QuotaServer | undefined,
): Queue {
  const own = new QuotaQueue({ limit, windowSeconds, signal, writeLine });
  if (server === undefined) return own;
  // Whoever sees the keys on the server learns neither the token nor where it counts.
  const workspace = createHash("sha256")
    .update(JSON.stringify([baseUrl, apiToken]))
    .digest("hex")
    .slice(0, 32);
  const prefix = `workato-quota:${workspace}:${kind}`;
  return new SharedQuotaQueue(own, new SharedQuota({ server, prefix, limit, windowSeconds, signal, writeLine }));
}
