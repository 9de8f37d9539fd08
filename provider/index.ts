export { externalId } from "./externalId";
export { ManagedConnection } from "./managedConnection";
export type { ConnectionInputValue, ManagedConnectionArgs, ManagedConnectionState } from "./managedConnection";
export { OAuthProfileAssignment } from "./oauthProfileAssignment";
export type { OAuthProfileAssignmentArgs } from "./oauthProfileAssignment";
export type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "./settings";
