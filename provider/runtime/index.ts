/**
 * `pulumi-workato-embedded/runtime`: what the constant text in every state file loads. This name and the two exports
 * are a promise to every state file ever written.
 */
import { managedConnectionProvider } from "./connection/provider";
import { oauthProfileAssignmentProvider } from "./assignment/provider";
import { Session } from "./session";

const session = new Session();

export const managedConnection = managedConnectionProvider(session);
export const oauthProfileAssignment = oauthProfileAssignmentProvider(session);
