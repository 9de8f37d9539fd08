import * as pulumi from "@pulumi/pulumi";
import { connectCustomer } from "./connectCustomer";
import { customers } from "./customers";

const config = new pulumi.Config();

/** Ids of the connections by customer, for whoever builds recipes on them. */
export const connectionIds = Object.fromEntries(
  customers.map((customer) => {
    // pulumi config set --secret acme.jiraApiToken
    const { jira, salesforce } = connectCustomer(customer, config.requireSecret(`${customer.key}.jiraApiToken`));
    return [customer.key, { jira: jira.connectionId, salesforce: salesforce.connectionId }];
  }),
);
