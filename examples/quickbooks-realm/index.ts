/**
 * The QuickBooks company (realm id) that each QuickBooks connection of a customer is connected to.
 *
 * Workato has it in the connection's `identity`, which no resource of this program has to manage. It is run in this
 * folder, and reads only:
 *
 *     npm ci                                           # at the top of the repository
 *     export WORKATO_API_TOKEN=...
 *     pulumi stack init dev
 *     pulumi config set managedUserId 98178
 *     pulumi up
 *     pulumi stack output realmIds
 */
import * as pulumi from "@pulumi/pulumi";
import { getConnectionsOutput } from "pulumi-workato-embedded";

const config = new pulumi.Config();

const { connections } = getConnectionsOutput({
  managedUserId: config.require("managedUserId"),
  provider: "quickbooks",
});

/** `{ "<name of the connection>": "<realm id>" }`; a connection that nobody has authorized yet has none. */
export const realmIds = connections.apply((found) =>
  Object.fromEntries(found.map(({ name, connectionId, identity }) => [name ?? connectionId, realmIdOf(identity)])),
);

/** The identity of a QuickBooks connection is `<e-mail address>/<realm id>`. Reconnect it in Workato when it is out of date. */
function realmIdOf(identity: string | null): string {
  return identity?.split("/").pop() ?? "not authorized yet";
}
