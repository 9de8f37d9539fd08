import type * as pulumi from "@pulumi/pulumi";
import { ManagedConnection, OAuthProfileAssignment } from "pulumi-workato-embedded";
import type { Customer } from "./customers";

/** The custom OAuth profile of our Salesforce app, in the Embedded admin workspace. */
export const SALESFORCE_PROFILE_ID = 322;

/** What every customer gets: Jira, which works at once, and Salesforce, which someone at the customer authorizes. */
export function connectCustomer({ key, managedUserId, jira }: Customer, jiraApiToken: pulumi.Input<string>) {
  const profile = new OAuthProfileAssignment(`${key}-salesforce-profile`, {
    managedUserId,
    profileId: SALESFORCE_PROFILE_ID,
  });
  return {
    jira: new ManagedConnection(`${key}-jira`, {
      managedUserId,
      provider: "jira",
      name: "Jira",
      input: { host_name: jira.site, auth_type: "api_token", email: jira.email, apitoken: jiraApiToken },
    }),
    salesforce: new ManagedConnection(
      `${key}-salesforce`,
      { managedUserId, provider: "salesforce", name: "Salesforce", shellConnection: true },
      { dependsOn: profile },
    ),
  };
}
