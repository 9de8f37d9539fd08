import { defined, WorkatoClient } from "../api";
import type { AccountSettings } from "./settings";

/** What the process that opens a client lends to it. */
export interface ClientSurroundings {
  /** Proxies, and `WORKATO_LOG=debug` for one line a request. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes progress and debug lines, without a line end. */
  readonly writeLine: (line: string) => void;
  /** Aborted, it ends what is not sent yet; a request under way is let finish. */
  readonly signal?: AbortSignal | undefined;
  /** Called right before each attempt is sent; what it throws prevents the request. */
  readonly beforeSend?: ((method: string) => Promise<void>) | undefined;
  /** Instead of the settings' where it is shorter: a person waits. */
  readonly retryTimeoutSeconds?: number | undefined;
}

/**
 * The one place that makes a client of an account, for the plugin, the program and the command line.
 * @throws Error when the variable of the proxy cannot be used
 */
export function openClient(settings: AccountSettings, surroundings: ClientSurroundings): WorkatoClient {
  const { environment, writeLine, signal, beforeSend, retryTimeoutSeconds = Infinity } = surroundings;
  return new WorkatoClient({
    ...settings,
    retryTimeoutSeconds: Math.min(settings.retryTimeoutSeconds, retryTimeoutSeconds),
    environment,
    writeLine,
    debug: environment.WORKATO_LOG === "debug",
    describeUnauthorized: describeToken(settings),
    ...defined({ signal, beforeSend, describeAddress: addressNote(settings) }),
  });
}

function addressNote({ overruled }: AccountSettings): string | undefined {
  return overruled === undefined ? undefined : `${overruled.charAt(0).toUpperCase()}${overruled.slice(1)}`;
}

/** Where a customer or an object is looked for, for whoever does not find it there. */
export function placeOf({ baseUrl, tokenSource }: AccountSettings): string {
  return `at ${baseUrl} for the token of ${tokenSource.name}`;
}

/** Where the token came from, and what that means after it was changed. */
function describeToken({ tokenSource, tokenVariable }: AccountSettings): string {
  if (tokenSource.kind === "environment") return `The token came from the environment variable ${tokenSource.name}.`;
  return (
    `The token came from the stack configuration ${tokenSource.name}. If it was rotated: refresh, destroy and ` +
    "`up --refresh` run with the configuration saved at the last `up`; add --run-program to use today's, or keep the " +
    `token out of the configuration and in the environment variable ${tokenVariable}, which is always fresh.`
  );
}
