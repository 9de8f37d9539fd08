/**
 * `pulumi-workato-embedded/runtime`: what the constant text in every state file loads. This name and the two exports
 * are a promise to every state file ever written.
 */
import { assignmentResource } from "../../resources/assignment";
import { connectionResource } from "../../resources/connection/connectionResource";
import { dynamicProvider, REPEATED_ERROR } from "./dynamicProvider";
import { EngineLiveness } from "./engineLiveness";
import { Session } from "../../resources/session";

const engine = new EngineLiveness(process.argv[2]);
const stopped = new AbortController();

/** Once the engine is gone, nobody can save what a request does. */
function stop(): never {
  stopped.abort();
  process.exit(1);
}

const session = new Session({
  environment: process.env,
  // Pulumi shows what a plugin writes to its error stream as diagnostics of the stack, in a normal run too.
  writeLine: (line) => {
    process.stderr.write(`${line}\n`);
  },
  signal: stopped.signal,
  beforeSend: async () => {
    if (await engine.isGone()) stop();
  },
});
engine.whenGone(stop);
// The engine ends its plugins by this signal, milliseconds after their last call; on Windows by SIGBREAK.
if (engine.isKnown) {
  for (const signal of ["SIGINT", "SIGBREAK"] as const) {
    process.once(signal, () => {
      session.close();
      process.exit(0);
    });
  }
}

 
const print = console.error.bind(console);
console.error = (...texts: unknown[]): void => {
  if (texts[0] !== REPEATED_ERROR) print(...texts);
};
 

export const managedConnection = dynamicProvider(session, connectionResource(session));
export const oauthProfileAssignment = dynamicProvider(session, assignmentResource(session));
