export type { Connection, Customer, EnvironmentName, Environments } from "./api";
export { externalId } from "./program/externalId";
export {
  getConnections,
  getConnectionsOutput,
  getCustomer,
  getCustomerOutput,
  getCustomers,
  getCustomersOutput,
  getFolder,
  getFolderOutput,
  getOAuthProfile,
  getOAuthProfileOutput,
} from "./program/lookups";
export type {
  GetConnectionsOutputArgs,
  GetCustomerOutputArgs,
  GetCustomersOutputArgs,
  GetFolderOutputArgs,
  GetOAuthProfileOutputArgs,
} from "./program/lookups";
export type { GetConnectionsArgs, GetConnectionsResult } from "./lookups/connections";
export type { GetCustomerArgs, GetCustomerResult } from "./lookups/customer";
export type { GetCustomersArgs, GetCustomersResult } from "./lookups/customers";
export type { GetFolderArgs, GetFolderResult } from "./lookups/folder";
export type { GetOAuthProfileArgs, GetOAuthProfileResult } from "./lookups/oauthProfile";
export { ManagedConnection } from "./program/managedConnection";
export type { ConnectorInput, ConnectorName } from "./connectors/inputTypes";
export type { ConnectionInputValue } from "./connectors/openInput";
export type { ManagedConnectionArgs, ManagedConnectionState } from "./program/managedConnection";
export { OAuthProfileAssignment } from "./program/oauthProfileAssignment";
export type { OAuthProfileAssignmentArgs } from "./program/oauthProfileAssignment";
export type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "./settings/settings";
