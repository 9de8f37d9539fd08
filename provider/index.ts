export type { Connection } from "./api";
export { externalId } from "./program/externalId";
export { getConnections, getConnectionsOutput } from "./program/lookUps/getConnections";
export type {
  GetConnectionsArgs,
  GetConnectionsOutputArgs,
  GetConnectionsResult,
} from "./program/lookUps/getConnections";
export { ManagedConnection } from "./program/managedConnection";
export type { ConnectorInput, ConnectorName } from "./connectors/inputTypes";
export type { ConnectionInputValue } from "./connectors/openInput";
export type { ManagedConnectionArgs, ManagedConnectionState } from "./program/managedConnection";
export { OAuthProfileAssignment } from "./program/oauthProfileAssignment";
export type { OAuthProfileAssignmentArgs } from "./program/oauthProfileAssignment";
export type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "./settings";
