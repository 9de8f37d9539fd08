/**
 * `pulumi-workato-embedded/runtime`: what the constant text in every state file loads. This name and the two exports
 * are a promise to every state file ever written.
 */
import { assignmentResource } from "../../resources/assignment";
import { connectionResource } from "../../resources/connection/connectionResource";
import { dynamicProvider } from "./dynamicProvider";
import { EngineLiveness } from "../engineLiveness";
import { Session } from "../../resources/session";

const engine = new EngineLiveness(process.argv[2]);
const stopped = new AbortController();

/** Without the engine nobody is left to save what a request would do. */
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

export const managedConnection = dynamicProvider(session, connectionResource(session));
export const oauthProfileAssignment = dynamicProvider(session, assignmentResource(session));
