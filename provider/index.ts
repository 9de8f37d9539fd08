export type { Connection } from "./api";
export { externalId } from "./externalId";
export { getConnections, getConnectionsOutput } from "./getConnections";
export type { GetConnectionsArgs, GetConnectionsOutputArgs, GetConnectionsResult } from "./getConnections";
export { ManagedConnection } from "./managedConnection";
export type { ConnectionInputValue, ManagedConnectionArgs, ManagedConnectionState } from "./managedConnection";
export { OAuthProfileAssignment } from "./oauthProfileAssignment";
export type { OAuthProfileAssignmentArgs } from "./oauthProfileAssignment";
export type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "./settings";
