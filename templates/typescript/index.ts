import * as pulumi from "@pulumi/pulumi";
import { getCustomerOutput } from "pulumi-workato-embedded";
import { connect } from "./connections";

const config = new pulumi.Config();

const customer = config.require("managedUserId");
const environment = config.get("environment", { allowedValues: ["dev", "test", "prod"] });

const { jira, salesforce } = connect({
  // Each environment of a customer is a workspace with a number of its own.
  managedUserId:
    environment === undefined ? customer : getCustomerOutput({ managedUserId: customer, environment }).managedUserId,
  jiraApiToken: config.requireSecret("jiraApiToken"),
});

/** Ids of the connections, for whoever builds recipes on them. */
export const connectionIds = { jira: jira.connectionId, salesforce: salesforce.connectionId };
