import * as pulumi from "@pulumi/pulumi";
import { getCustomerOutput, ManagedConnection } from "pulumi-workato-embedded";
import { stacks } from "./stacks";

const name = pulumi.getStack();
const stack = stacks.find((candidate) => candidate.name === name);
if (stack === undefined) throw new Error(`groups.ts has no stack ${name}`);
const { environment, customers } = stack;

/** Ids of the connections by customer, for whoever builds recipes on them. */
export const connectionIds = Object.fromEntries(
  customers.map(({ key, externalId, jira }) => {
    const connection = new ManagedConnection(`${key}-jira`, {
      managedUserId: getCustomerOutput({ externalId, environment }).managedUserId,
      provider: "jira",
      name: "Jira",
      input: { host_name: jira.site, auth_type: "api_token", email: jira.email },
      // In no file and in no state: ACME_JIRA_API_TOKEN.
      inputFromEnvironment: { apitoken: `${key.toUpperCase()}_JIRA_API_TOKEN` },
    });
    return [key, connection.connectionId];
  }),
);
