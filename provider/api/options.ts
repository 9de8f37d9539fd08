/** What a {@link WorkatoClient} needs to know of one account (one token on one origin). */
export interface WorkatoClientOptions {
  /** Origin without a path, for example `https://www.workato.com`; http is accepted on loopback only. */
  readonly baseUrl: string;
  /** Bearer token of an API client of the Embedded admin workspace. */
  readonly apiToken: string;
  /** One HTTP attempt as a whole: connecting, headers and body, in seconds. */
  readonly requestTimeoutSeconds: number;
  /** One operation with its retries and its waits after a 429, in seconds. */
  readonly retryTimeoutSeconds: number;
  /** Quota of every endpoint but the list; one queue for connection endpoints, one for OAuth profile endpoints. */
  readonly requestsPerMinute: number;
  /** Quota of the list of connections. */
  readonly listRequestsPerMinute: number;
  /** The "minute" of both quotas, in seconds. */
  readonly quotaWindowSeconds: number;
  /** `redis://` or `rediss://`: the server on which processes share both quotas. Default: each keeps its own. */
  readonly quotaUrl?: string | undefined;
  /**
   * Where the proxy is read from: `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, or the same in lower case, which win.
   * Nothing else is read from it.
   */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * Aborted, it ends what is not sent: requests that wait for the quota, for their next attempt or for `beforeSend` fail
   * at once with a {@link WorkatoError} of the kind `cancelled`, and so does every later one. A request under way is let finish
   * (at most `requestTimeoutSeconds`): cut off, nobody would know what became of it.
   */
  readonly signal?: AbortSignal;
  /** Takes progress and debug lines, without a line end. */
  readonly writeLine: (line: string) => void;
  /** One line a request (method, path, status, milliseconds, attempt), never a body. */
  readonly debug: boolean;
  /** Appended to the hint of a 401: where the token came from. */
  readonly describeUnauthorized?: string;
  /** Appended to hints about the address: what may make it another one than meant. */
  readonly describeAddress?: string;
  /** Called after the queue and right before each attempt is sent; what it throws prevents the request. */
  readonly beforeSend?: (method: string) => Promise<void>;
}
