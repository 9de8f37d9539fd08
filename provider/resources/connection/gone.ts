import type { Operation } from "../session";
import type { ConnectionState } from "./state";

/** What leaves the state, although nothing of ours has deleted it, does not do so in silence. */
export function sayGone(
  { say }: Operation,
  managedUserId: string,
  connectionId: string,
  { name = "", folderId }: ConnectionState,
): void {
  const folder = folderId === undefined ? "" : ` in folder ${folderId}`;
  say(
    `warning: connection ${connectionId} "${name}"${folder} of customer ${managedUserId} is not there any more, and leaves ` +
      "the state. To a token that does not see its project it would look the same.",
  );
}
