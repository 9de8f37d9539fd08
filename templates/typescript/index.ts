import * as pulumi from "@pulumi/pulumi";
import { connect } from "./connections";

const config = new pulumi.Config();

const { jira, salesforce } = connect({
  managedUserId: config.require("managedUserId"),
  jiraApiToken: config.requireSecret("jiraApiToken"),
});

/** Ids of the connections, for whoever builds recipes on them. */
export const connectionIds = { jira: jira.connectionId, salesforce: salesforce.connectionId };
