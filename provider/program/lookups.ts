import * as pulumi from "@pulumi/pulumi";
import type { LookupName } from "../lookups";
import type { GetConnectionsArgs, GetConnectionsResult } from "../lookups/connections";
import type { GetCustomerArgs, GetCustomerResult } from "../lookups/customer";
import type { GetCustomersArgs, GetCustomersResult } from "../lookups/customers";
import type { GetFolderArgs, GetFolderResult } from "../lookups/folder";
import type { GetOAuthProfileArgs, GetOAuthProfileResult } from "../lookups/oauthProfile";
import type { LookupResult } from "../lookups/question";
import type * as Client from "./lookupClient";

/** The arguments of a lookup, each also as an output; an optional one may turn out to be undefined. */
type LookupInputs<Args> = {
  readonly [K in keyof Args]: pulumi.Input<
    Partial<Pick<Args, K>> extends Pick<Args, K> ? Args[K] | undefined : Args[K]
  >;
};

/** Arguments of {@link getConnectionsOutput}. */
export type GetConnectionsOutputArgs = LookupInputs<GetConnectionsArgs>;

/** Arguments of {@link getCustomerOutput}. */
export type GetCustomerOutputArgs = LookupInputs<GetCustomerArgs>;

/** Arguments of {@link getCustomersOutput}. */
export type GetCustomersOutputArgs = LookupInputs<GetCustomersArgs>;

/** Arguments of {@link getFolderOutput}. */
export type GetFolderOutputArgs = LookupInputs<GetFolderArgs>;

/** Arguments of {@link getOAuthProfileOutput}. */
export type GetOAuthProfileOutputArgs = LookupInputs<GetOAuthProfileArgs>;

/**
 * Looks up connections of a customer, managed or not. It sends one request for all lookups that ask the same question at the
 * same time, and caches nothing.
 * Source: `GET /api/managed_users/:managed_user_id/connections`
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { connections } = await getConnections({ managedUserId: "98178", provider: "quickbooks" });
 * // connections: [{ connectionId: "36", name: "QuickBooks", authorizationStatus: "success", ... }]
 * // The identity of a QuickBooks connection is "<e-mail>/<realm id>".
 * export const realmId = connections[0]?.identity?.split("/").pop();
 */
export function getConnections(args: GetConnectionsArgs): Promise<GetConnectionsResult> {
  return run("getConnections", args);
}

/**
 * {@link getConnections} for arguments that are outputs of resources. While one of them is unknown in a preview, nothing is
 * sent and the result is unknown.
 *
 * @example
 * const { connections } = getConnectionsOutput({ managedUserId: profile.managedUserId });
 */
export function getConnectionsOutput(args: GetConnectionsOutputArgs): pulumi.Output<GetConnectionsResult> {
  return whenKnown(args, getConnections);
}

/**
 * Looks up a customer, or the workspace of one of its environments. It reads the list of customers: 100 customers per
 * request, at most 60 requests a minute. Lookups made at the same time share one list; nothing is cached.
 * Source: `GET /api/managed_users`
 *
 * @throws Error if not exactly one customer matches, or the list does not name the environment. Otherwise it names the
 * argument or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { managedUserId } = await getCustomer({ externalId: "A2300", environment: "prod" });
 * // { managedUserId: "98181", externalId: "A2300", name: "Acme", environment: "prod" }
 * new ManagedConnection("jira", { managedUserId, provider: "jira", name: "Jira" });
 */
export function getCustomer(args: GetCustomerArgs): Promise<GetCustomerResult> {
  return run("getCustomer", args);
}

/**
 * {@link getCustomer} for arguments that are outputs of resources. While one of them is unknown in a preview, nothing is
 * sent and the result is unknown.
 *
 * @example
 * const { managedUserId } = getCustomerOutput({ externalId: tenant.id, environment: "prod" });
 */
export function getCustomerOutput(args: GetCustomerOutputArgs): pulumi.Output<GetCustomerResult> {
  return whenKnown(args, getCustomer);
}

/**
 * Looks up all customers of the Embedded admin workspace: 100 customers per request, at most 60 requests a minute. Lookups
 * made at the same time share one list; nothing is cached.
 *
 * Each environment of a customer is a workspace with a number of its own. `environments` has these numbers, if Workato's list
 * contains them.
 * Source: `GET /api/managed_users`
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { customers } = await getCustomers();
 * // customers: [{ managedUserId: "98178", externalId: "A2300", name: "Acme", environments: { test: "98180", prod: "98181" } }]
 * for (const { managedUserId, externalId } of customers) {
 *   new OAuthProfileAssignment(`salesforce-${externalId ?? managedUserId}`, { managedUserId, profileId: 322 });
 * }
 */
export function getCustomers(args: GetCustomersArgs = {}): Promise<GetCustomersResult> {
  return run("getCustomers", args);
}

/**
 * {@link getCustomers} as an output. The program then does not know how many customers there are: to create resources for
 * each of them, await {@link getCustomers}.
 *
 * @example
 * export const names = getCustomersOutput().customers.apply((customers) => customers.map(({ name }) => name));
 */
export function getCustomersOutput(args: GetCustomersOutputArgs = {}): pulumi.Output<GetCustomersResult> {
  return whenKnown(args, getCustomers);
}

/**
 * Looks up a folder of a customer by its path. The API lists one level of folders per request (and at most 100 folders), and
 * takes at most 60 requests a minute. Lookups that read the same level at the same time share the request; nothing is cached.
 *
 * A project is the top-level folder with the project's name.
 * Source: `GET /api/managed_users/:managed_user_id/folders`
 *
 * @throws Error that names the argument or the configuration key, or what the API answered, and the remedy. If there is no
 * such folder, it lists the folders that exist; if several have the same name, it lists their numbers.
 * @example
 * const { folderId } = await getFolder({ managedUserId: "98178", path: "Integrations/CRM" });
 * // { folderId: "77", name: "CRM", path: "Integrations/CRM" }
 * new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", name: "Jira", folderId });
 */
export function getFolder(args: GetFolderArgs): Promise<GetFolderResult> {
  return run("getFolder", args);
}

/**
 * {@link getFolder} for arguments that are outputs of resources. While one of them is unknown in a preview, nothing is
 * sent and the result is unknown.
 *
 * @example
 * const folderId = getFolderOutput({ managedUserId, path: "Integrations/CRM" }).folderId;
 */
export function getFolderOutput(args: GetFolderOutputArgs): pulumi.Output<GetFolderResult> {
  return whenKnown(args, getFolder);
}

/**
 * Looks up a custom OAuth profile of the Embedded admin workspace: 100 profiles per request, at most 60 requests a minute.
 * Lookups made at the same time share one list; nothing is cached.
 * Source: `GET /api/custom_oauth_profiles`
 *
 * @throws Error if not exactly one profile matches: it lists those that match, or all of them. Otherwise it names the argument
 * or the configuration key, or what the API answered, and the remedy.
 * @example
 * const { profileId } = await getOAuthProfile({ provider: "salesforce", name: "Acme for Salesforce" });
 * // { profileId: "322", name: "Acme for Salesforce", provider: "salesforce" }
 * new OAuthProfileAssignment("salesforce-profile", { managedUserId: "98178", profileId });
 */
export function getOAuthProfile(args: GetOAuthProfileArgs = {}): Promise<GetOAuthProfileResult> {
  return run("getOAuthProfile", args);
}

/**
 * {@link getOAuthProfile} for arguments that are outputs of resources. While one of them is unknown in a preview, nothing
 * is sent and the result is unknown.
 *
 * @example
 * const profileId = getOAuthProfileOutput({ provider: "salesforce", name: "Acme for Salesforce" }).profileId;
 */
export function getOAuthProfileOutput(args: GetOAuthProfileOutputArgs = {}): pulumi.Output<GetOAuthProfileResult> {
  return whenKnown(args, getOAuthProfile);
}

/** Loads what a lookup needs when the first one is called: a program without lookups must not pay for it at its start. */
function run<Name extends LookupName>(name: Name, args: unknown): Promise<LookupResult<Name>> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  const { runLookup } = require("./lookupClient") as typeof Client;
  return runLookup(name, args);
}

/** A lookup for arguments that are inputs: in a preview nothing is asked while one of them is unknown. */
function whenKnown<Args, Result>(
  inputs: LookupInputs<Args>,
  get: (args: Args) => Promise<Result>,
): pulumi.Output<Result> {
  return pulumi.output(inputs).apply((args) => get(args as Args));
}
