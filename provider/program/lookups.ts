import * as pulumi from "@pulumi/pulumi";
import type * as Connections from "../lookups/connections";
import type * as Customers from "../lookups/customers";
import type * as Folder from "../lookups/folder";
import type * as OAuthProfile from "../lookups/oauthProfile";
import type { GetConnectionsArgs, GetConnectionsOutputArgs, GetConnectionsResult } from "../lookups/connections";
import type { GetCustomersArgs, GetCustomersOutputArgs, GetCustomersResult } from "../lookups/customers";
import type { GetFolderArgs, GetFolderOutputArgs, GetFolderResult } from "../lookups/folder";
import type { GetOAuthProfileArgs, GetOAuthProfileOutputArgs, GetOAuthProfileResult } from "../lookups/oauthProfile";
import type { LookUpInputs } from "./runLookup";

/** What a program loads of the look-ups: nothing until it calls one, so that its start pays for none. */
const load = {
  /* eslint-disable @typescript-eslint/no-require-imports -- an import would load it at once */
  getConnections: () => require("../lookups/connections") as typeof Connections,
  getCustomers: () => require("../lookups/customers") as typeof Customers,
  getFolder: () => require("../lookups/folder") as typeof Folder,
  getOAuthProfile: () => require("../lookups/oauthProfile") as typeof OAuthProfile,
  /* eslint-enable @typescript-eslint/no-require-imports */
};

/**
 * Looks up connections of a customer, in the program's process, with the configuration, errors and pacing of the
 * resources. It runs in previews too. One request for all that ask the same at the same time; nothing is kept.
 * Source: `GET /api/managed_users/:managed_user_id/connections`
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { connections } = await getConnections({ managedUserId: "98178", provider: "quickbooks" });
 * // The identity of a QuickBooks connection is "<e-mail>/<realm id>".
 * export const realmId = connections[0]?.identity?.split("/").pop();
 */
export function getConnections(args: GetConnectionsArgs): Promise<GetConnectionsResult> {
  return load.getConnections().lookUpConnections(args);
}

/**
 * {@link getConnections} for arguments that are outputs of resources. While one of them is unknown in a preview, nothing
 * is asked and the result is unknown.
 *
 * @example
 * const { connections } = getConnectionsOutput({ managedUserId: profile.managedUserId });
 */
export function getConnectionsOutput(args: GetConnectionsOutputArgs): pulumi.Output<GetConnectionsResult> {
  return whenKnown(args, getConnections);
}

/**
 * Looks up all customers of the Embedded admin workspace, in the program's process, with the configuration, errors and
 * pacing of the resources: 100 customers a request, 60 requests a minute. It runs in previews too. One request for all
 * that ask at the same time; nothing is kept.
 *
 * A customer's test and production environments are workspaces with numbers of their own, which the list may leave out.
 * Source: `GET /api/managed_users`
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { customers } = await getCustomers();
 * for (const { managedUserId, externalId } of customers) {
 *   new OAuthProfileAssignment(`salesforce-${externalId ?? managedUserId}`, { managedUserId, profileId: 322 });
 * }
 */
export function getCustomers(args: GetCustomersArgs = {}): Promise<GetCustomersResult> {
  return load.getCustomers().lookUpCustomers(args);
}

/**
 * {@link getCustomers} as an output. The number of customers is not known to the program then: to make resources for each
 * of them, await {@link getCustomers}.
 *
 * @example
 * export const names = getCustomersOutput().customers.apply((customers) => customers.map(({ name }) => name));
 */
export function getCustomersOutput(args: GetCustomersOutputArgs = {}): pulumi.Output<GetCustomersResult> {
  return whenKnown(args, getCustomers);
}

/**
 * Looks up a folder of a customer by its path, in the program's process, with the configuration, errors and pacing of the
 * resources. It runs in previews too. The API lists one level a request (and 100 folders), 60 requests a minute; look-ups
 * that are at the same level of a customer at the same time share the request. Nothing is kept: who asks later, asks again.
 *
 * A project is the folder at the top that has its name.
 * Source: `GET /api/managed_users/:managed_user_id/folders`
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy. Where the path
 * leads nowhere it says which folders are there; of several folders with the same name, which numbers they have.
 * @example
 * const { folderId } = await getFolder({ managedUserId: "98178", path: "Integrations/CRM" });
 * new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", folderId });
 */
export function getFolder(args: GetFolderArgs): Promise<GetFolderResult> {
  return load.getFolder().lookUpFolder(args);
}

/**
 * {@link getFolder} for arguments that are outputs of resources. While one of them is unknown in a preview, nothing is
 * asked and the result is unknown.
 *
 * @example
 * const folderId = getFolderOutput({ managedUserId, path: "Integrations/CRM" }).folderId;
 */
export function getFolderOutput(args: GetFolderOutputArgs): pulumi.Output<GetFolderResult> {
  return whenKnown(args, getFolder);
}

/**
 * Looks up a custom OAuth profile of the Embedded admin workspace, in the program's process, with the configuration, errors
 * and pacing of the resources: 100 profiles a request, 60 requests a minute. It runs in previews too. Look-ups of profiles
 * that are made at the same time share the request; nothing is kept.
 * Source: `GET /api/custom_oauth_profiles`
 *
 * @throws Error when not exactly one profile matches: it lists those that match, or all. Else it names the argument or the
 * configuration key, or what the API answered, and the remedy.
 * @example
 * const { profileId } = await getOAuthProfile({ provider: "salesforce", name: "Acme for Salesforce" });
 * new OAuthProfileAssignment("salesforce-profile", { managedUserId: "98178", profileId });
 */
export function getOAuthProfile(args: GetOAuthProfileArgs = {}): Promise<GetOAuthProfileResult> {
  return load.getOAuthProfile().lookUpOAuthProfile(args);
}

/**
 * {@link getOAuthProfile} for arguments that are outputs of resources. While one of them is unknown in a preview, nothing
 * is asked and the result is unknown.
 *
 * @example
 * const profileId = getOAuthProfileOutput({ provider: "salesforce", name: "Acme for Salesforce" }).profileId;
 */
export function getOAuthProfileOutput(args: GetOAuthProfileOutputArgs = {}): pulumi.Output<GetOAuthProfileResult> {
  return whenKnown(args, getOAuthProfile);
}

/** A look-up for arguments that are inputs: in a preview nothing is asked while one of them is unknown. */
function whenKnown<Args, Result>(
  inputs: LookUpInputs<Args>,
  get: (args: Args) => Promise<Result>,
): pulumi.Output<Result> {
  return pulumi.output(inputs).apply((args) => get(args as Args));
}
