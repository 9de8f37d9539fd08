import type { WorkatoClient } from "../../api";
import { openClient } from "../../settings/openClient";
import type { AccountSettings } from "../../settings/settings";
import type { CommandLine } from "../commandLine";

/** A person waits for this, so it gives up earlier than a deployment does. */
const LONGEST_RETRY_SECONDS = 120;

/** Opens a client for one command, and closes it whatever happens. Once `signal` is aborted, it sends nothing more. */
export async function withClient<Result>(
  settings: AccountSettings,
  { environment }: CommandLine,
  writeLine: (line: string) => void,
  use: (client: WorkatoClient) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const retryTimeoutSeconds = LONGEST_RETRY_SECONDS;
  const client = openClient(settings, { environment, writeLine, retryTimeoutSeconds, signal });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}
