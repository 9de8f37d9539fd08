/**
 * The QuickBooks company (realm id) that each QuickBooks connection of a customer is connected to.
 *
 * Workato has it in the connection's `identity`, so no resource has to manage it. This program only reads. Run it in this
 * folder:
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

/** The identity of a QuickBooks connection is `<e-mail address>/<realm id>`. If it is out of date, reconnect it in Workato. */
function realmIdOf(identity: string | null): string {
  return identity?.split("/").pop() ?? "not authorized yet";
}
