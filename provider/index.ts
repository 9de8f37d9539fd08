export type { Connection, Customer } from "./api";
export { externalId } from "./program/externalId";
export { getConnections, getConnectionsOutput } from "./program/lookUps/getConnections";
export type {
  GetConnectionsArgs,
  GetConnectionsOutputArgs,
  GetConnectionsResult,
} from "./program/lookUps/getConnections";
export { getCustomers, getCustomersOutput } from "./program/lookUps/getCustomers";
export type { GetCustomersArgs, GetCustomersOutputArgs, GetCustomersResult } from "./program/lookUps/getCustomers";
export { getFolder, getFolderOutput } from "./program/lookUps/getFolder";
export type { GetFolderArgs, GetFolderOutputArgs, GetFolderResult } from "./program/lookUps/getFolder";
export { getOAuthProfile, getOAuthProfileOutput } from "./program/lookUps/getOAuthProfile";
export type {
  GetOAuthProfileArgs,
  GetOAuthProfileOutputArgs,
  GetOAuthProfileResult,
} from "./program/lookUps/getOAuthProfile";
export { ManagedConnection } from "./program/managedConnection";
export type { ConnectionInputValue, ManagedConnectionArgs, ManagedConnectionState } from "./program/managedConnection";
export { OAuthProfileAssignment } from "./program/oauthProfileAssignment";
export type { OAuthProfileAssignmentArgs } from "./program/oauthProfileAssignment";
export type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "./settings";
