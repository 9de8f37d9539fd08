export type { Connection } from "./api";
export { externalId } from "./program/externalId";
export { getConnections, getConnectionsOutput } from "./program/lookUps/getConnections";
export type {
  GetConnectionsArgs,
  GetConnectionsOutputArgs,
  GetConnectionsResult,
} from "./program/lookUps/getConnections";
export { ManagedConnection } from "./program/managedConnection";
export type { ConnectionInputValue, ManagedConnectionArgs, ManagedConnectionState } from "./program/managedConnection";
export { OAuthProfileAssignment } from "./program/oauthProfileAssignment";
export type { OAuthProfileAssignmentArgs } from "./program/oauthProfileAssignment";
export type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "./settings";
