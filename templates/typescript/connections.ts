import type * as pulumi from "@pulumi/pulumi";
import { ManagedConnection } from "pulumi-workato-embedded";

export interface Customer {
  /** The number of the customer's workspace, or E and your own id for it. */
  managedUserId: pulumi.Input<string>;
  jiraApiToken: pulumi.Input<string>;
}

/** The connections of a customer. */
export function connect({ managedUserId, jiraApiToken }: Customer) {
  // Works at once. `npx pulumi-workato-embedded connectors jira` lists the parameters of `input`.
  const jira = new ManagedConnection("jira", {
    managedUserId,
    provider: "jira",
    name: "Jira",
    input: {
      host_name: "acme.atlassian.net",
      auth_type: "api_token",
      email: "integrations@acme.example",
      apitoken: jiraApiToken,
    },
  });

  // OAuth: a shell that someone at the customer authorizes in Workato.
  const salesforce = new ManagedConnection("salesforce", {
    managedUserId,
    provider: "salesforce",
    name: "Salesforce",
    shellConnection: true,
  });

  return { jira, salesforce };
}
