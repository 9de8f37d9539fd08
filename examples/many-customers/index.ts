import * as pulumi from "@pulumi/pulumi";
import {
  getCustomerOutput,
  getOAuthProfileOutput,
  ManagedConnection,
  OAuthProfileAssignment,
} from "pulumi-workato-embedded";
import type { Customer } from "./customers";
import { customers } from "./customers";

/** The custom OAuth profile of our Salesforce app, in the Embedded admin workspace. */
const salesforceProfile = getOAuthProfileOutput({ provider: "salesforce", name: "Acme for Salesforce" });

const config = new pulumi.Config();

/** Which of the customers' workspaces this stack is for; without it, their original ones. */
const environment = config.get("environment", { allowedValues: ["dev", "test", "prod"] });

/** `pulumi config set --secret acme.jiraApiToken ...` */
const secretOf = (customer: Customer, name: string) => config.requireSecret(`${customer.key}.${name}`);

function connectionsOf(customer: Customer): ManagedConnection[] {
  const { key, externalId, jira, zendesk, salesforce } = customer;
  // One list for all customers finds their numbers.
  const { managedUserId } = getCustomerOutput({ externalId, environment });
  const connections: ManagedConnection[] = [];
  if (jira !== undefined) {
    connections.push(
      new ManagedConnection(`${key}-jira`, {
        managedUserId,
        provider: "jira",
        name: "Jira",
        input: {
          host_name: jira.site,
          auth_type: "api_token",
          email: jira.email,
          apitoken: secretOf(customer, "jiraApiToken"),
        },
      }),
    );
  }
  if (zendesk !== undefined) {
    connections.push(
      new ManagedConnection(`${key}-zendesk`, {
        managedUserId,
        provider: "zendesk",
        name: "Zendesk",
        input: { ...zendesk, authentication_type: "basic", password: secretOf(customer, "zendeskPassword") },
      }),
    );
  }
  if (salesforce === true) {
    const profile = new OAuthProfileAssignment(`${key}-salesforce-profile`, {
      managedUserId,
      profileId: salesforceProfile.profileId,
    });
    connections.push(
      new ManagedConnection(
        `${key}-salesforce`,
        { managedUserId, provider: "salesforce", name: "Salesforce", shellConnection: true },
        { dependsOn: profile },
      ),
    );
  }
  return connections;
}

/** Ids of every customer's connections, for whoever builds recipes on them. */
export const connectionIds = Object.fromEntries(
  customers.map((customer) => [customer.key, connectionsOf(customer).map(({ connectionId }) => connectionId)]),
);
