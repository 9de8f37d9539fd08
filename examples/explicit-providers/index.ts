/**
 * A vendor with two Embedded admin workspaces, one in the United States and one in Europe. Each has a provider, which manages
 * its customers. `pulumi package add` generates `pulumi-workato` from the plugin's schema.
 */
import * as pulumi from "@pulumi/pulumi";
import * as workato from "pulumi-workato";

const config = new pulumi.Config();

/** Another address than that of the region: a private instance, or the emulator. */
const address = config.get("baseUrl");

const workspaces = {
  us: new workato.Provider("us", {
    apiToken: config.requireSecret("usToken"),
    ...(address === undefined ? { region: "us" } : { baseUrl: address }),
  }),
  eu: new workato.Provider("eu", {
    apiToken: config.requireSecret("euToken"),
    ...(address === undefined ? { region: "eu" } : { baseUrl: address }),
  }),
};

const customers = [
  { name: "acme", managedUserId: "98178", workspace: "us" },
  { name: "globex", managedUserId: "98180", workspace: "eu" },
] as const;

for (const { name, managedUserId, workspace } of customers) {
  new workato.ManagedConnection(
    `${name}-salesforce`,
    { managedUserId, provider: "salesforce", name: "Salesforce", shellConnection: true },
    { provider: workspaces[workspace] },
  );
}

/** The customers of the workspace in Europe. */
export const europeans = workato
  .getCustomersOutput({}, { provider: workspaces.eu })
  .customers.apply((found) => found.map((customer) => customer.name));
