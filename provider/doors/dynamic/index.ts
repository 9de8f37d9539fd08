/**
 * `pulumi-workato-embedded/runtime`: what the constant text in every state file loads. This name and the two exports
 * are a promise to every state file ever written.
 */
import { assignmentResource } from "../../resources/assignment";
import { connectionResource } from "../../resources/connection/connectionResource";
import { engineSession } from "../engineSession";
import { dynamicProvider } from "./dynamicProvider";

const { session } = engineSession({
  // Pulumi shows what a plugin writes to its error stream as diagnostics of the stack, in a normal run too.
  writeLine: (line) => {
    process.stderr.write(`${line}\n`);
  },
});

export const managedConnection = dynamicProvider(session, connectionResource(session));
export const oauthProfileAssignment = dynamicProvider(session, assignmentResource(session));
