/**
 * One Embedded customer, one stack per environment. `Pulumi.<stack>.yaml` has the number of its workspace and its sites; set the
 * secrets with `pulumi config set --secret`. It runs unchanged against Workato and against the emulator (`npm run emulator`).
 */
import * as pulumi from "@pulumi/pulumi";
import {
  getFolderOutput,
  getOAuthProfileOutput,
  ManagedConnection,
  OAuthProfileAssignment,
} from "pulumi-workato-embedded";

const config = new pulumi.Config();
const managedUserId = config.require("managedUserId");

// OAuth connections authorize with our own OAuth client, so the profile must be assigned before they are created.
const salesforceProfile = new OAuthProfileAssignment("salesforce-profile", {
  managedUserId,
  profileId: getOAuthProfileOutput({ provider: "salesforce", name: "Acme for Salesforce" }).profileId,
});

// Only the customer can authorize these: they are shells until someone at the customer logs in.
const salesforce = ["sales", "service"].map(
  (team) =>
    new ManagedConnection(
      `salesforce-${team}`,
      {
        managedUserId,
        provider: "salesforce",
        name: `Salesforce (${team})`,
        // By its path, because its number is different in each workspace.
        folderId: getFolderOutput({ managedUserId, path: "Integrations/CRM" }).folderId,
        shellConnection: true,
      },
      { dependsOn: salesforceProfile },
    ),
);

// Authorized at once, with credentials from this stack's configuration.
const jira = new ManagedConnection("jira", {
  managedUserId,
  provider: "jira",
  name: config.get("jiraName") ?? "Jira",
  input: {
    host_name: config.require("jiraSite"),
    auth_type: "api_token",
    email: config.require("jiraEmail"),
    apitoken: config.requireSecret("jiraApiToken"),
  },
});

// A connection of one user, below the one above: same connector, its own credentials, and our own id for the user.
const jiraOfSupport = new ManagedConnection("jira-support", {
  managedUserId,
  provider: "jira",
  name: "Jira (support)",
  parentId: jira.connectionId,
  externalId: "U12904",
  input: {
    host_name: config.require("jiraSite"),
    auth_type: "api_token",
    email: "support@acme.example",
    apitoken: config.requireSecret("jiraSupportApiToken"),
  },
});

const warehouse = new ManagedConnection("warehouse", {
  managedUserId,
  provider: "snowflake",
  name: "Warehouse",
  input: {
    host: "acme.snowflakecomputing.com",
    warehouse: "LOADING",
    database: "CUSTOMERS",
    user: "WORKATO",
    password: config.requireSecret("snowflakePassword"),
  },
});

export const connections = pulumi.all(
  [...salesforce, jira, jiraOfSupport, warehouse].map(({ name, connectionId, authorizationStatus }) =>
    pulumi.all([name, connectionId, authorizationStatus]).apply(([connection, id, status]) => ({
      connection,
      id,
      status: status ?? "waits for someone at the customer to authorize it",
    })),
  ),
);
