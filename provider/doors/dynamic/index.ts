/**
 * `pulumi-workato-embedded/runtime`: what the constant text in every state file loads. This name and the two exports
 * are a promise to every state file ever written.
 */
import { assignmentResource } from "../../resources/assignment";
import { connectionResource } from "../../resources/connection/connectionResource";
import { engineSession } from "../engineSession";
import { dynamicProvider, REPEATED_ERROR } from "./dynamicProvider";

const { session } = engineSession({
  // Pulumi shows what a plugin writes to its error stream as diagnostics of the stack, in a normal run too.
  writeLine: (line) => {
    process.stderr.write(`${line}\n`);
  },
});

const print = console.error.bind(console);
console.error = (...texts: unknown[]): void => {
  if (texts[0] !== REPEATED_ERROR) print(...texts);
};

export const managedConnection = dynamicProvider(session, connectionResource(session));
export const oauthProfileAssignment = dynamicProvider(session, assignmentResource(session));
