/**
 * A vendor with two Embedded admin workspaces, one in the United States and one in Europe: a provider for each, and the
 * customers of each go through it. `pulumi package add` makes `pulumi-workato`, from the plugin's schema.
 */
import * as pulumi from "@pulumi/pulumi";
import * as workato from "pulumi-workato";

const config = new pulumi.Config();

/** Where something else than the regions' own addresses is meant: a private instance, or the emulator. */
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

/** Who is there, as the workspace in Europe has it. */
export const europeans = workato
  .getCustomersOutput({}, { provider: workspaces.eu })
  .customers.apply((found) => found.map((customer) => customer.name));
